"""Languages as terms of an extended regular expression algebra, hash-consed: equal terms are one object.

A term stands for whole words. Union and intersection keep their items in an order that depends on structure alone, so
that nothing decided with terms depends on what was decided before. The table of terms is bounded: it is emptied when
it is full, which costs sharing and never correctness.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from openapi_contracts.containment.patterns.characters import ALL, NONE, CharSet
from openapi_contracts.containment.patterns.syntax import UNBOUNDED, Node

_FULL = 200_000  # terms of about 250 bytes


class Term:
    """A language; `nullable` when the empty word is in it, `width` for what one look at it costs."""

    __slots__ = ("key", "nullable", "width")

    def __init__(self, *, key: int, nullable: bool, width: int = 1) -> None:
        self.key = key
        self.nullable = nullable
        self.width = width


class Letter(Term):
    """The words of one character of a set; the empty set gives the empty language."""

    __slots__ = ("among",)

    def __init__(self, among: CharSet) -> None:
        super().__init__(key=hash((1, among.key)), nullable=False)
        self.among = among


class Blank(Term):
    """The empty word."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(key=2, nullable=True)


class Join(Term):
    """Concatenation; `head` is never a Join itself."""

    __slots__ = ("head", "tail")

    def __init__(self, head: Term, tail: Term) -> None:
        super().__init__(
            key=hash((3, head.key, tail.key)),
            nullable=head.nullable and tail.nullable,
            width=head.width + (tail.width if head.nullable else 0),
        )
        self.head = head
        self.tail = tail


class Power(Term):
    """Repetition, counted symbolically."""

    __slots__ = ("high", "item", "low")

    def __init__(self, item: Term, low: int, high: float) -> None:
        super().__init__(key=hash((4, item.key, low, high)), nullable=not low or item.nullable, width=item.width)
        self.item = item
        self.low = low
        self.high = high


class Either(Term):
    """Union of two or more."""

    __slots__ = ("items",)

    def __init__(self, *items: Term) -> None:
        super().__init__(
            key=hash((5, *(item.key for item in items))),
            nullable=any(item.nullable for item in items),
            width=sum(item.width for item in items),
        )
        self.items = items


class Intersection(Term):
    """Intersection of two or more, at most one of them a Negation."""

    __slots__ = ("items",)

    def __init__(self, *items: Term) -> None:
        super().__init__(
            key=hash((6, *(item.key for item in items))),
            nullable=all(item.nullable for item in items),
            width=sum(item.width for item in items),
        )
        self.items = items


class Negation(Term):
    """Complement."""

    __slots__ = ("item",)

    def __init__(self, item: Term) -> None:
        super().__init__(key=hash((7, item.key)), nullable=not item.nullable, width=item.width)
        self.item = item


class Loop(Term):
    """A repetition with assertions inside, followed by what follows; `meaning` unfolds it, one round at a time.

    `before` and `after` are explained there. Its body consumes, so it is nullable only through what follows.
    """

    __slots__ = ("after", "before", "body", "high", "left", "low")

    def __init__(
        self, body: Node, low: int, high: float, left: int, before: tuple[CharSet, ...], after: tuple[Term, ...]
    ) -> None:
        keys = (hash(body), low, high, left, *(one.key for one in before), *(one.key for one in after))
        super().__init__(key=hash((8, *keys)), nullable=not low and after[left].nullable)
        self.body, self.low, self.high, self.left, self.before, self.after = body, low, high, left, before, after


_Kind = TypeVar("_Kind", bound=Term)
_terms: dict[tuple[Any, ...], Any] = {}


def made(kind: Callable[..., _Kind], *fields: Any) -> _Kind:
    """Return the one term of this kind with these fields."""
    key = (kind, *fields)
    term: _Kind | None = _terms.get(key)
    if term is None:
        if len(_terms) >= _FULL:
            _make_room()
        term = _terms[key] = kind(*fields)
    return term


def _make_room() -> None:
    """Forget all but the constants, which other threads may be looking up at this moment."""
    for key in list(_terms):
        if key not in _LASTING:
            _terms.pop(key, None)


NOTHING: Term = made(Letter, NONE)
"""The empty language."""
BLANK: Term = made(Blank)
"""The language of the empty word."""
ANYTHING: Term = made(Power, made(Letter, ALL), 0, UNBOUNDED)
"""The language of every word."""
_LASTING = frozenset(_terms)
