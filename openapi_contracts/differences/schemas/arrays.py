"""Array keywords, and keywords compared as a unit (`not`, `if`, `contains`)."""

from collections.abc import Iterator
from typing import NamedTuple

from openapi_contracts.differences.schemas.model import Difference, Edge, Into, SchemaPair, Step
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, ViewPart
from openapi_contracts.differences.schemas.wording import wanted
from openapi_contracts.documents.pointers import escape


class Whole(NamedTuple):
    """Keywords compared as a unit; the first decides whether the unit is present."""

    row: str
    keywords: tuple[str, ...]
    kind: str | None


WHOLES = (
    Whole("not", ("not",), None),
    Whole("condition", ("if", "then", "else"), None),
    Whole("contains", ("contains", "minContains", "maxContains"), "array"),
    Whole("property-names", ("propertyNames",), "object"),
    Whole("dependent-schemas", ("dependentSchemas",), "object"),
    Whole("unevaluated-properties", ("unevaluatedProperties",), "object"),
    Whole("unevaluated-items", ("unevaluatedItems",), "array"),
)


def differences(both: ViewPair) -> Iterator[Difference | Edge]:
    """List the differences of array keywords, and of keywords compared as a unit."""
    if "array" in both.kinds:
        yield from _items(both)
        yield from _unique(both)
    for whole in WHOLES:
        if whole.kind is None or whole.kind in both.kinds:
            yield from _whole(both, whole)


def _items(both: ViewPair) -> Iterator[Difference | Edge]:
    longest = max(
        (len(p.schema["prefixItems"]) for v in (both.old, both.new) for p in v.having("prefixItems")), default=0
    )
    for index in range(longest + 1):
        old, new = both.old.at_index(index), both.new.at_index(index)
        if old and new:
            step = Step(Into.ITEM, str(index) if index < longest else "")
            yield Edge(step, SchemaPair(both.pair.direction, old, new))
        elif old or new:
            row = "items-added" if new else "items-removed"
            side, places = (both.new, new) if new else (both.old, old)
            parts = _holder(both.old, old), _holder(both.new, new)
            word = "prefixItems" if index < longest else "items"
            sentence_values = {"value": wanted(side.document.at(places[0]))}
            if index < longest:
                row, sentence_values = f"prefix-{row}", sentence_values | {"index": str(index + 1)}
            yield both.find(row, *parts, word, sentence_values=sentence_values, place=places[0])


def _holder(view: View, places: tuple[str, ...]) -> ViewPart | None:
    return next((part for place in places for part in view.parts if place.startswith(f"{part.place}/")), None)


def _unique(both: ViewPair) -> Iterator[Difference]:
    old, new = (
        next((part for part in view.having("uniqueItems") if part.schema["uniqueItems"] is True), None)
        for view in (both.old, both.new)
    )
    if (old is None) != (new is None):
        row = "unique-items-removed" if old else "unique-items-added"
        alone = {"uniqueItems": True}
        yield both.find(row, old, new, "uniqueItems", alone=(alone, {}) if old else ({}, alone))


def _whole(both: ViewPair, whole: Whole) -> Iterator[Difference]:
    keyword = whole.keywords[0]
    old, new = both.old.having(keyword), both.new.having(keyword)
    while old and new:
        was, now = old.pop(0), new.pop(0)
        if not all(_is_same(both, was, now, word) for word in whole.keywords):
            yield both.find(f"{whole.row}-changed", was, now, keyword)
    for part in old:
        yield both.find(f"{whole.row}-removed", part, None, keyword)
    for part in new:
        yield both.find(f"{whole.row}-added", None, part, keyword)


def _is_same(both: ViewPair, old: ViewPart, new: ViewPart, keyword: str) -> bool:
    """Say whether a keyword is unchanged: a number, a schema, or schemas by name."""
    was, now = old.schema.get(keyword), new.schema.get(keyword)
    if isinstance(was, bool | int | float) or isinstance(now, bool | int | float) or was is None or now is None:
        return bool(was == now)
    if keyword != "dependentSchemas":
        return both.equal(f"{old.place}/{keyword}", f"{new.place}/{keyword}")
    return bool(
        was.keys() == now.keys()
        and all(
            both.equal(f"{old.place}/{keyword}/{name}", f"{new.place}/{keyword}/{name}") for name in map(escape, was)
        )
    )
