"""Languages as terms of an extended regular expression algebra. Terms are hash-consed: equal terms are one object.

Alternation and intersection sort their operands by structure alone, so that no result depends on earlier queries. The
table of terms is bounded and emptied when full, which loses sharing but not correctness.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from openapi_contracts.containment.patterns.characters import ALL, NONE, CharSet
from openapi_contracts.containment.patterns.syntax import UNBOUNDED, Node

_FULL = 200_000  # terms, of about 250 bytes each


class Term:
    """A language. `nullable`: it contains the empty string. `width`: the cost of computing its derivatives."""

    __slots__ = ("key", "nullable", "width")

    def __init__(self, *, key: int, nullable: bool, width: int = 1) -> None:
        self.key = key
        self.nullable = nullable
        self.width = width


class CharClass(Term):
    """The strings of one character of a set; the empty language for the empty set."""

    __slots__ = ("charset",)

    def __init__(self, charset: CharSet) -> None:
        super().__init__(key=hash((1, charset.key)), nullable=False)
        self.charset = charset


class Epsilon(Term):
    """The language that contains only the empty string."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(key=2, nullable=True)


class Concat(Term):
    """Concatenation; `head` is never a Concat itself."""

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
    """A term concatenated `low` to `high` times, with symbolic counters."""

    __slots__ = ("high", "item", "low")

    def __init__(self, item: Term, low: int, high: float) -> None:
        super().__init__(key=hash((4, item.key, low, high)), nullable=not low or item.nullable, width=item.width)
        self.item = item
        self.low = low
        self.high = high


class Alternation(Term):
    """Alternation of two or more."""

    __slots__ = ("items",)

    def __init__(self, *items: Term) -> None:
        super().__init__(
            key=hash((5, *(item.key for item in items))),
            nullable=any(item.nullable for item in items),
            width=sum(item.width for item in items),
        )
        self.items = items


class Intersection(Term):
    """Intersection of two or more, at most one of them a Complement."""

    __slots__ = ("items",)

    def __init__(self, *items: Term) -> None:
        super().__init__(
            key=hash((6, *(item.key for item in items))),
            nullable=all(item.nullable for item in items),
            width=sum(item.width for item in items),
        )
        self.items = items


class Complement(Term):
    """Complement."""

    __slots__ = ("item",)

    def __init__(self, item: Term) -> None:
        super().__init__(key=hash((7, item.key)), nullable=not item.nullable, width=item.width)
        self.item = item


class Loop(Term):
    """A repetition that contains assertions, with its continuation; `languages.unroll` unrolls it round by round.

    `languages` explains continuations and left classes. The body consumes, so a loop is nullable only if it has no
    minimum and its continuation is nullable.
    """

    __slots__ = ("body", "continuation", "high", "left_class", "left_classes", "low")

    def __init__(
        self,
        body: Node,
        low: int,
        high: float,
        left_class: int,
        left_classes: tuple[CharSet, ...],
        continuation: tuple[Term, ...],
    ) -> None:
        keys = (
            hash(body),
            low,
            high,
            left_class,
            *(part.key for part in left_classes),
            *(part.key for part in continuation),
        )
        super().__init__(key=hash((8, *keys)), nullable=not low and continuation[left_class].nullable)
        self.body, self.low, self.high = body, low, high
        self.left_class, self.left_classes, self.continuation = left_class, left_classes, continuation


_Kind = TypeVar("_Kind", bound=Term)
_terms: dict[tuple[Any, ...], Any] = {}


def interned(kind: Callable[..., _Kind], *fields: Any) -> _Kind:
    """Return the unique term of a class with these fields."""
    key = (kind, *fields)
    term: _Kind | None = _terms.get(key)
    if term is None:
        if len(_terms) >= _FULL:
            _evict()
        term = _terms[key] = kind(*fields)
    return term


def _evict() -> None:
    """Remove all terms from the table except the constants, which other threads may be looking up."""
    for key in list(_terms):
        if key not in _CONSTANTS:
            _terms.pop(key, None)


NOTHING: Term = interned(CharClass, NONE)
"""The empty language."""
EPSILON: Term = interned(Epsilon)
"""The language that contains only the empty string."""
ANYTHING: Term = interned(Power, interned(CharClass, ALL), 0, UNBOUNDED)
"""The language of all strings."""
_CONSTANTS = frozenset(_terms)
