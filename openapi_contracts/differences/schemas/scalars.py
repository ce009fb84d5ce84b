"""Compares keywords of scalars: type, enum and const, pattern, format, multipleOf."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.contracts.keywords import NULLABLE
from openapi_contracts.differences.schemas import bounds
from openapi_contracts.differences.schemas.model import Difference
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import KINDS, View, ViewPart
from openapi_contracts.differences.schemas.wording import kinds, listed, value_text

# Formats that programs represent by a type of its own, so that other values cannot be read (OAS 3.1.1, 4.7).
_TYPED_FORMATS = frozenset(("date", "date-time", "time", "uuid", "byte", "binary", "int32"))
_NULL = frozenset(("null",))

_OPEN = "x-extensible-enum"


def differences(both: ViewPair) -> Iterator[Difference]:
    """List the differences of keywords without subschemas."""
    moved = list(types(both))
    yield from moved
    if both.kinds - _NULL:
        yield from _values(both)
        yield from bounds.differences(both)
        yield from _patterns(both)
        yield from _formats(both)
        yield from _divisors(both)
    elif not any(one.row.startswith("type-") for one in moved):  # values of other types, which no `type` names
        yield from _values(both)


def types(both: ViewPair) -> Iterator[Difference]:
    """List the differences of types, null separately."""
    was, now = _told(both.old), _told(both.new)
    old, new = was - _NULL, now - _NULL
    parts = _first(both.old, "type"), _first(both.new, "type")
    alone = {"type": _written(was)}, {"type": _written(now)}
    if old != new and (parts[0] or parts[1]):
        row = "type-narrowed" if new < old else "type-widened" if old < new else "type-changed"
        if _NULL in (was, now) and was.isdisjoint(now):  # from null alone, or to it
            row = "type-changed"
        sentence_values = {"old": kinds(was), "new": kinds(now)}
        yield both.find(row, *parts, "type", alone=alone, sentence_values=sentence_values)
    nulls = _is_nullable(both.old), _is_nullable(both.new)
    is_ambiguous = both.old.is_null_ambiguous or both.new.is_null_ambiguous
    if nulls[0] != nulls[1] and not is_ambiguous and (old == new or (parts[0] is None) == (parts[1] is None)):
        row = "became-nullable" if nulls[1] else "became-not-nullable"
        said_by = (parts[0] or next(iter(both.old.parts), None), parts[1] or next(iter(both.new.parts), None))
        yield both.find(
            row, *said_by, *NULLABLE, "type", "enum", "const", alone=({"type": _written(old)}, {"type": _written(new)})
        )


def _told(view: View) -> frozenset[str]:
    """Return the types of `type`, or of the values of `enum`."""
    return view.kinds if view.having("type") else view.held


def _written(found: frozenset[str]) -> list[str]:
    return [("number" if kind == "fraction" else kind) for kind in KINDS if kind in found]


def _is_nullable(view: View) -> bool:
    listing = [part for part in view.parts if not part.or_null and ("enum" in part.schema or "const" in part.schema)]
    return "null" in view.kinds and all(None in _of(part) for part in listing)


def _first(view: View, keyword: str) -> ViewPart | None:
    return next(iter(view.having(keyword)), None)


def _of(part: ViewPart) -> list[Any]:
    values: list[Any] = part.schema["enum"] if "enum" in part.schema else [part.schema["const"]]
    return values


def _listing(view: View) -> tuple[dict[str, Any], ViewPart] | None:
    """Return the values that `enum` and `const` allow, without null, by text, and the first part that has them."""
    parts = [part for part in view.parts if "enum" in part.schema or "const" in part.schema]
    if not parts:
        return None
    found = {_text(value): value for value in _of(parts[0]) if value is not None}
    for part in parts[1:]:
        texts = {_text(value) for value in _of(part)}
        found = {text: value for text, value in found.items() if text in texts}
    return found, parts[0]


def _text(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return json.dumps(int(value) if whole else value, sort_keys=True, default=str)


def _values(both: ViewPair) -> Iterator[Difference]:
    old, new = _listing(both.old), _listing(both.new)
    if old and new:
        yield from _moved(both, *old, *new)
    elif old or new:
        values, _ = old or new or ({}, None)
        alone = ({"enum": list(old[0].values())} if old else {}, {"enum": list(new[0].values())} if new else {})
        parts = (old[1] if old else None, new[1] if new else None)
        row = "enum-removed" if old else "enum-added"
        yield both.find(
            row, *parts, "enum", "const", alone=alone, sentence_values={"value": listed(list(values.values()))}
        )


def _moved(
    both: ViewPair, old: dict[str, Any], was: ViewPart, new: dict[str, Any], now: ViewPart
) -> Iterator[Difference]:
    gone = [value for text, value in old.items() if text not in new]
    come = [value for text, value in new.items() if text not in old]
    alone = {"enum": list(old.values())}, {"enum": list(new.values())}
    if len(old) == len(new) == len(gone) == 1:
        sentence_values = {"old": value_text(gone[0]), "new": value_text(come[0])}
        yield both.find("const-changed", was, now, "const", "enum", alone=alone, sentence_values=sentence_values)
        return
    if gone:
        yield both.find(
            "enum-value-removed", was, now, "enum", "const", alone=alone, sentence_values={"value": listed(gone)}
        )
    if come:
        row = "open-enum-value-added" if _is_open(both, was, now) else "enum-value-added"
        yield both.find(row, was, now, "enum", "const", alone=alone, sentence_values={"value": listed(come)})


def _is_open(both: ViewPair, old: ViewPart, new: ViewPart) -> bool:
    raws = both.old.document.raw(old.place), both.new.document.raw(new.place)
    return any(isinstance(raw, dict) and raw.get(_OPEN) not in (None, False) for raw in raws)


def _patterns(both: ViewPair) -> Iterator[Difference]:
    if "string" in both.kinds:
        yield from _texts(both, "pattern", "pattern")


def _formats(both: ViewPair) -> Iterator[Difference]:
    telling = "format-added" if both.pair.direction is Direction.REQUEST else "format-removed"
    for found in _texts(both, "format", "format"):
        is_typed = found.row == telling and {**found.old, **found.new}.get("format") in _TYPED_FORMATS
        yield replace(found, row=f"typed-{telling}") if is_typed else found


def _texts(both: ViewPair, keyword: str, row: str) -> Iterator[Difference]:
    """Compare a text keyword that may differ in each part."""
    old = {part.schema[keyword]: part for part in both.old.having(keyword)}
    new = {part.schema[keyword]: part for part in both.new.having(keyword)}
    gone, come = [text for text in old if text not in new], [text for text in new if text not in old]
    while gone and come:
        was, now = gone.pop(0), come.pop(0)
        alone = {keyword: was}, {keyword: now}
        sentence_values = {"old": value_text(was), "new": value_text(now)}
        yield both.find(f"{row}-changed", old[was], new[now], keyword, alone=alone, sentence_values=sentence_values)
    for was in gone:
        alone = {keyword: was}, {}
        yield both.find(
            f"{row}-removed", old[was], None, keyword, alone=alone, sentence_values={"value": value_text(was)}
        )
    for now in come:
        alone = {}, {keyword: now}
        yield both.find(
            f"{row}-added", None, new[now], keyword, alone=alone, sentence_values={"value": value_text(now)}
        )


def _divisors(both: ViewPair) -> Iterator[Difference]:
    if both.kinds & {"integer", "fraction"}:
        yield from _texts(both, "multipleOf", "multiple-of")
