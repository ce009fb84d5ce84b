"""The syntax tree of a pattern. The parser builds it; `languages` translates it to a language.

A node is `assertion_free` if it contains no assertion, and it `consumes` if it never matches the empty string.
"""

import math
from dataclasses import dataclass, field

from openapi_contracts.containment.patterns.characters import CharSet

UNBOUNDED = math.inf
"""The upper bound of a repetition that has none; every other bound is an int."""


class Unsupported(ValueError):
    """A pattern whose language cannot be determined exactly; `reason` is a phrase for users."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Characters:
    """A character of a set."""

    charset: CharSet
    assertion_free: bool = field(default=True, init=False)
    consumes: bool = field(default=True, init=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A concatenation; the empty string if it has no items."""

    items: tuple["Node", ...]
    assertion_free: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assertion_free", all(item.assertion_free for item in self.items))
        object.__setattr__(self, "consumes", any(item.consumes for item in self.items))


@dataclass(frozen=True, slots=True)
class Choice:
    """An alternation of two or more nodes."""

    items: tuple["Node", ...]
    assertion_free: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assertion_free", all(item.assertion_free for item in self.items))
        object.__setattr__(self, "consumes", all(item.consumes for item in self.items))


@dataclass(frozen=True, slots=True)
class Quantified:
    """A node with a quantifier; greedy and lazy quantifiers have the same language."""

    item: "Node"
    low: int
    high: float
    assertion_free: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assertion_free", self.item.assertion_free)
        object.__setattr__(self, "consumes", self.low > 0 and self.item.consumes)


@dataclass(frozen=True, slots=True)
class Start:
    """`^`: the start of the string."""

    assertion_free: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class End:
    """`$`: the end of the string, with no line end after it (ECMA-262 22.2.2.4, without the multiline flag)."""

    assertion_free: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Boundary:
    """`\\b` or, negated, `\\B`."""

    negated: bool
    assertion_free: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Lookahead:
    """`(?=...)` or, negated, `(?!...)`."""

    item: "Node"
    negated: bool
    assertion_free: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Lookbehind:
    """`(?<=...)` or, negated, `(?<!...)`, of at most one character.

    It matches after a character of `charset` and, if `start` is set, at the start of the string.
    """

    charset: CharSet
    start: bool
    negated: bool
    assertion_free: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


Assertion = Start | End | Boundary | Lookahead | Lookbehind
Node = Characters | Sequence | Choice | Quantified | Assertion
EMPTY = Sequence(())
