"""Compares annotations of schemas: defaults, discriminators, deprecation, and texts for people."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from openapi_contracts.contracts.keywords import NULLABLE, RULES
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.contracts.source_document import at_pointer
from openapi_contracts.differences.schemas.model import Difference
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, ViewPart
from openapi_contracts.differences.schemas.wording import listed, value_text
from openapi_contracts.schemas.carried import is_xml

MOST_NAMED = 8  # keywords in one sentence
_SUNSET, _OPEN = "x-sunset", "x-extensible-enum"
_OF_PARAMETERS = frozenset(
    ["in", "name", "required", "collectionFormat", "allowEmptyValue", "allowReserved", "style", "explode", "schema"]
)
_OF_XML = frozenset(("xml",))  # of an element or an attribute, which has rules of its own
_SPOKEN_FOR = (
    frozenset(("readOnly", "writeOnly", "default", "deprecated", "discriminator", "$defs", _SUNSET, _OPEN, *NULLABLE))
    | RULES[OpenApiDialect.OAS31].keywords
)


_AnnotatedParts: TypeAlias = list[tuple[ViewPart, dict[str, Any]]]  # the parts of a view, as they stand in the document


def differences(both: ViewPair) -> Iterator[Difference]:
    """List the changed annotations of a pair of views."""
    old, new = _annotated_parts(both.old), _annotated_parts(both.new)
    if [raw for _, raw in old] != [raw for _, raw in new]:
        for table in (_defaults, _deprecation, _sunsets, _discriminators, _open_enums, _for_people):
            yield from table(both, old, new)


def _is_annotation(both: ViewPair) -> bool:
    """Say whether the discriminators choose no branch; otherwise, branches are compared by discriminator value."""
    views = (both.old, both.new)
    tagged = (view.document.tag(branch) for view in views for union in view.unions for branch in union.branches)
    return not any(tag is not None for tag in tagged)


def beside_references(both: ViewPair) -> Iterator[Difference]:
    """List the changed annotations of schema objects that also have a `$ref`."""
    old, new = (
        [(ViewPart(place, raw), raw) for place in view.places if isinstance(raw := view.document.raw(place), dict)]
        for view in (both.old, both.new)
    )
    if all("$ref" in raw for _, raw in old + new):
        yield from _for_people(both, old, new)


def _annotated_parts(view: View) -> _AnnotatedParts:
    return [(part, raw) for part in view.parts if isinstance(raw := view.document.raw(part.place), dict)]


def _moved(
    old: _AnnotatedParts, new: _AnnotatedParts, keyword: str
) -> tuple[list[tuple[ViewPart, Any]], list[tuple[ViewPart, Any]]]:
    """Return the values of a keyword that only one side has, with the part that has them."""
    was, now = (
        {_text(raw[keyword]): (part, raw[keyword]) for part, raw in reversed(side) if keyword in raw}
        for side in (old, new)
    )
    return [was[text] for text in was if text not in now], [now[text] for text in now if text not in was]


def _text(value: Any) -> str:
    try:
        return json.dumps(value, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return repr(value)


def _first(moved: list[tuple[ViewPart, Any]]) -> tuple[ViewPart | None, Any]:
    return moved[-1] if moved else (None, None)  # they are listed from the last part on


def _defaults(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    gone, come = _moved(old, new, "default")
    if gone or come:
        was, now = _first(gone), _first(come)
        values = {"old": value_text(was[1]) if gone else "none", "new": value_text(now[1]) if come else "none"}
        yield both.find("schema-default-changed", was[0], now[0], "default", sentence_values=values)


def _deprecation(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    was, now = (next((part for part, raw in side if raw.get("deprecated") is True), None) for side in (old, new))
    if (was is None) != (now is None):
        yield both.find("schema-undeprecated" if was else "schema-deprecated", was, now, "deprecated")


def _sunsets(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    gone, come = _moved(old, new, _SUNSET)
    if not gone and not come:
        return
    was, now = _first(gone), _first(come)
    values = {"old": str(was[1]), "new": str(now[1])}
    row = "added" if not gone else "removed" if not come else "earlier" if values["new"] < values["old"] else "later"
    yield both.find(f"schema-sunset-{row}", was[0], now[0], _SUNSET, sentence_values=values)


def _discriminators(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    gone, come = (
        _moved(old, new, "discriminator") if both.kinds else ([], [])
    )  # without a common type, discriminators do not matter
    was, now = _first(gone), _first(come)
    before, after = _chosen(was[1]), _chosen(now[1])
    is_annotation = bool(gone or come) and _is_annotation(both)
    if before is None or after is None:
        if before != after and is_annotation:
            row = "discriminator-added" if before is None else "discriminator-removed"
            yield both.find(
                row,
                was[0],
                now[0],
                "discriminator",
                sentence_values={"value": value_text((before or after or ("",))[0])},
            )
        return
    if before[0] != after[0] and is_annotation:
        values = {"old": value_text(before[0]), "new": value_text(after[0])}
        yield both.find("discriminator-property-changed", was[0], now[0], "discriminator", sentence_values=values)
    for value in dict.fromkeys((*before[1], *after[1])):
        first, second = before[1].get(value), after[1].get(value)
        row = "added" if first is None else "removed" if second is None else "changed"
        if first == second or not (row == "changed" or is_annotation):
            continue
        if not (row == "changed" and _is_same(both, str(first), str(second))):
            values = {"value": value_text(value), "old": str(first), "new": str(second)}
            yield both.find(f"discriminator-mapping-{row}", was[0], now[0], "discriminator", sentence_values=values)


def _chosen(found: Any) -> tuple[str, dict[str, Any]] | None:
    """Read a discriminator, which in OpenAPI 2.0 is a property name (OAS 2.0, 4.3.20)."""
    if isinstance(found, str):
        return found, {}
    if not isinstance(found, dict):
        return None
    mapping = found.get("mapping")
    rest = {key: found[key] for key in ("defaultMapping",) if key in found}  # since OAS 3.2
    return str(found.get("propertyName")), {**(mapping if isinstance(mapping, dict) else {}), **rest}


def _is_same(both: ViewPair, old: str, new: str) -> bool:
    """Say whether two mappings lead to the same schema under different names."""
    places = [f"/$defs/{name.rpartition('/')[2]}" for name in (old, new)]
    schemas = (both.old.document.schema, both.new.document.schema)
    known = [at_pointer(schema, place) for schema, place in zip(schemas, places, strict=True)]
    return all(known) and both.equal(*places)


def _open_enums(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    was, now = ([(part, raw[_OPEN]) for part, raw in side if isinstance(raw.get(_OPEN), list)] for side in (old, new))
    if was and now:
        for row, values, others in (("removed", was[0][1], now[0][1]), ("added", now[0][1], was[0][1])):
            moved = [value for value in values if value not in others]
            if moved:
                sentence_values = {"value": listed(moved)}
                yield both.find(
                    f"extensible-enum-value-{row}", was[0][0], now[0][0], _OPEN, sentence_values=sentence_values
                )


def _for_people(both: ViewPair, old: _AnnotatedParts, new: _AnnotatedParts) -> Iterator[Difference]:
    """List the changed keywords that are only for people, together for each place."""
    passed = _SPOKEN_FOR | _OF_PARAMETERS if any("in" in raw for _, raw in old + new) else _SPOKEN_FOR
    if all(is_xml(part.place) and "items" not in raw for part, raw in old + new):
        passed |= _OF_XML
    words = sorted({word for _, raw in old + new for word in raw if word not in passed})
    places: dict[tuple[str | None, str | None], list[Difference]] = {}
    for word in words:
        gone, come = _moved(old, new, word)
        if gone or come:
            parts = _first(gone)[0], _first(come)[0]
            one = both.find("schema-annotations-changed", *parts, sentence_values={"keywords": f"`{word}`"})
            places.setdefault((one.base, one.revision), []).append(one)
    for changed in places.values():
        names = ", ".join(one.values["keywords"] for one in changed[:MOST_NAMED])
        yield replace(changed[0], values={"keywords": names})
