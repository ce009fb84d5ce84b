"""Normalizes each keyword to JSON Schema 2020-12: a table with a handler for every keyword of every dialect."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_contracts.contracts.keywords import COPIED, LISTS, MAPS, SINGLES, is_names, is_number
from openapi_contracts.contracts.readings import INNER
from openapi_contracts.contracts.source_document import UNIONS, is_modelled
from openapi_contracts.documents.pointers import escape

if TYPE_CHECKING:
    from openapi_contracts.contracts.schema_normalization import Normalization, Spot

Schema: TypeAlias = dict[str, Any]
Handler: TypeAlias = "Callable[[Normalization, Schema, Schema, str, Spot], None]"


def _misshapen(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    walk.misread(out, raw, keyword, spot, f"`{keyword}` cannot be {raw[keyword]!r:.40}")


def _reference(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    walk.reference(out, raw[keyword], spot)


def _dynamic_reference(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    """Normalize a `$dynamicRef` with one possible target, which is then a `$ref` (core 2020-12, 8.2.3.2)."""
    if "$ref" in raw or not walk.has_target(raw[keyword]):
        _unmodelled(walk, out, raw, keyword, spot)
    else:
        walk.reference(out, raw[keyword], spot)


def _copy(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    if COPIED[keyword](raw[keyword]):
        out[keyword] = raw[keyword]
    else:
        _misshapen(walk, out, raw, keyword, spot)


def _single(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    out[keyword] = raw[keyword]
    if keyword != "additionalProperties" or not isinstance(raw[keyword], bool):
        walk.later(out, keyword, raw[keyword], spot.below(keyword))


def _listed(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    if not isinstance(raw[keyword], list) or not raw[keyword]:
        _misshapen(walk, out, raw, keyword, spot)
        return
    children, inner = list(raw[keyword]), spot.below(keyword)
    out[keyword] = children
    tags = walk.tags(raw, keyword, spot) if keyword in UNIONS else ()
    for index, child in enumerate(raw[keyword]):
        into, key = children, index
        if tags and (tag := tags[index]) is not None:
            children[index] = {"allOf": [True, tag.keywords()], INNER: "allOf"}
            into, key = children[index]["allOf"], 0
        walk.later(into, key, child, inner.at(f"{inner.pointer}/{index}"))


def _mapped(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    if not isinstance(raw[keyword], dict):
        _misshapen(walk, out, raw, keyword, spot)
        return
    children, inner = dict(raw[keyword]), spot.below(keyword)
    out[keyword] = children
    for name, child in raw[keyword].items():
        if keyword == "properties" and not spot.sends(name):
            children[name] = {walk.flag: True}  # receivers ignore such a property
        else:
            walk.later(children, name, child, inner.at(f"{inner.pointer}/{escape(name)}"))


def _required(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    if is_names(raw[keyword]):
        out[keyword] = [name for name in dict.fromkeys(raw[keyword]) if spot.sends(name)]
    elif not (isinstance(raw[keyword], bool) and walk.rules.has_parameters):
        _misshapen(walk, out, raw, keyword, spot)


def _type(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    """Combine `type` and `nullable` (OAS 3.0.3, 4.7.24.1), or `x-nullable` of 2.0, whose `type: file` allows any value.

    Tools write the extension for what 3.0 calls `nullable`.
    """
    names = raw[keyword] if isinstance(raw[keyword], list) else [raw[keyword]]
    if not is_names(names) or not names or not walk.rules.types.issuperset(names):
        walk.misread(out, raw, keyword, spot, f"no type {raw[keyword]!r:.40} is known")
    elif "file" not in names:
        nullable = bool(walk.rules.nullable) and raw.get(walk.rules.nullable) is True
        kinds = list(dict.fromkeys([*names, *(["null"] if nullable else [])]))
        out[keyword] = kinds[0] if len(kinds) == 1 else kinds


def _inclusive(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    """Normalize a bound; before OAS 3.1 a boolean keyword makes it exclusive."""
    exclusive = f"exclusive{keyword.title()}"
    if is_number(raw[keyword]):
        out[exclusive if raw.get(exclusive) is True and not walk.rules.modern else keyword] = raw[keyword]
    else:
        _misshapen(walk, out, raw, keyword, spot)


def _exclusive(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    """Normalize an exclusive bound, which is a boolean before OAS 3.1."""
    if not (is_number(raw[keyword]) if walk.rules.modern else isinstance(raw[keyword], bool)):
        _misshapen(walk, out, raw, keyword, spot)
    elif walk.rules.modern:
        out[keyword] = raw[keyword]


def _unmodelled(walk: "Normalization", out: Schema, raw: Schema, keyword: str, spot: "Spot") -> None:
    if keyword != "$schema" or not is_modelled(raw[keyword]):
        walk.misread(out, raw, keyword, spot, f"`{keyword}` {raw[keyword]!r:.80} is not supported")


HANDLERS: dict[str, Handler] = {
    "$ref": _reference,
    "type": _type,
    "required": _required,
    **dict.fromkeys(COPIED, _copy),
    **dict.fromkeys(SINGLES, _single),
    **dict.fromkeys(LISTS, _listed),
    **dict.fromkeys(MAPS, _mapped),
    **dict.fromkeys(("minimum", "maximum"), _inclusive),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), _exclusive),
    "$dynamicRef": _dynamic_reference,
    "$schema": _unmodelled,
}
