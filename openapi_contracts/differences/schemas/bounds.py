"""Compares bounds: of numbers, inclusive or exclusive, and of lengths and counts."""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from openapi_contracts.differences.schemas.model import Difference
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, ViewPart
from openapi_contracts.differences.schemas.wording import value_text


class Limit(NamedTuple):
    """A kind of bound: `sign` is 1 for a lower one, -1 for an upper one."""

    row: str
    keyword: str
    exclusive: str | None
    sign: int
    kinds: frozenset[str]


_NUMBERS = frozenset(("integer", "fraction"))
_TEXT, _LIST, _RECORD = (frozenset((kind,)) for kind in ("string", "array", "object"))
LIMITS = (
    Limit("minimum", "minimum", "exclusiveMinimum", 1, _NUMBERS),
    Limit("maximum", "maximum", "exclusiveMaximum", -1, _NUMBERS),
    Limit("min-length", "minLength", None, 1, _TEXT),
    Limit("max-length", "maxLength", None, -1, _TEXT),
    Limit("min-items", "minItems", None, 1, _LIST),
    Limit("max-items", "maxItems", None, -1, _LIST),
    Limit("min-properties", "minProperties", None, 1, _RECORD),
    Limit("max-properties", "maxProperties", None, -1, _RECORD),
)


class Bound(NamedTuple):
    """The effective bound, ordered by strictness, and its place."""

    value: Any
    is_exclusive: bool
    part: ViewPart
    keyword: str

    def alone(self) -> dict[str, Any]:
        """Return the bound as a schema."""
        return {self.keyword: self.value}

    def text(self) -> str:
        """Write the bound for people."""
        return f"{value_text(self.value)} (exclusive)" if self.is_exclusive else value_text(self.value)


def differences(both: ViewPair) -> Iterator[Difference]:
    """List the bounds that were moved, added or removed."""
    for limit in LIMITS:
        if both.kinds & limit.kinds:
            old, new = _bound(both.old, limit), _bound(both.new, limit)
            difference = _difference(both, limit, old, new)
            if difference is not None:
                yield difference


def _difference(both: ViewPair, limit: Limit, old: Bound | None, new: Bound | None) -> Difference | None:
    keywords = (limit.keyword, limit.exclusive or limit.keyword)
    if old is None and new is None:
        return None
    if old is None or new is None:
        one, row = (old, f"{limit.row}-removed") if old else (new, f"{limit.row}-added")
        alone = ({} if old is None else old.alone(), {} if new is None else new.alone())
        parts = (old.part if old else None, new.part if new else None)
        return both.find(row, *parts, *keywords, alone=alone, sentence_values={"value": one.text() if one else ""})
    was, now = _strictness(old, limit, both), _strictness(new, limit, both)
    if was == now:
        return None
    raised = (now > was) == (limit.sign > 0)
    row = f"{limit.row}-{'raised' if raised else 'lowered'}"
    return both.find(
        row,
        old.part,
        new.part,
        *keywords,
        alone=(old.alone(), new.alone()),
        sentence_values={"old": old.text(), "new": new.text()},
    )


def _strictness(bound: Bound, limit: Limit, both: ViewPair) -> tuple[Any, bool]:
    """Return a sort key of strictness; exclusive bounds of integers become inclusive."""
    value, exclusive = bound.value, bound.is_exclusive
    if limit.exclusive and not both.kinds & {"fraction"}:
        whole = math.ceil(value) if limit.sign > 0 else math.floor(value)
        value, exclusive = whole + limit.sign * (exclusive and whole == value), False
    return value * limit.sign, exclusive


def _bound(view: View, limit: Limit) -> Bound | None:
    """Return the strictest bound of a kind; None for none, or for a minimum count of 0."""
    found: list[Bound] = []
    for keyword in (limit.keyword, limit.exclusive):
        if keyword is not None:
            exclusive = keyword == limit.exclusive
            found += [Bound(part.schema[keyword], exclusive, part, keyword) for part in view.having(keyword)]
    if limit.exclusive is None and limit.sign > 0:
        found = [bound for bound in found if bound.value > 0]
    return max(found, key=lambda bound: (bound.value * limit.sign, bound.is_exclusive), default=None)
