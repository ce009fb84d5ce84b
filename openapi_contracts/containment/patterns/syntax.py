"""What a pattern says, as a tree of frozen nodes; the parser builds it, `meaning` gives it its language.

A node is `plain` when no assertion is inside it, and it `consumes` when it matches no empty word.
"""

import math
from dataclasses import dataclass, field

from openapi_contracts.containment.patterns.characters import CharSet

UNBOUNDED = math.inf
"""The upper bound of a repetition that has none; every other bound is an int."""


class Unsupported(ValueError):
    """A pattern whose language cannot be told exactly; `reason` is a printable phrase."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of a set."""

    among: CharSet
    plain: bool = field(default=True, init=False)
    consumes: bool = field(default=True, init=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """One thing after another; nothing at all where it has no items."""

    items: tuple["Node", ...]
    plain: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", all(item.plain for item in self.items))
        object.__setattr__(self, "consumes", any(item.consumes for item in self.items))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two or more."""

    items: tuple["Node", ...]
    plain: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", all(item.plain for item in self.items))
        object.__setattr__(self, "consumes", all(item.consumes for item in self.items))


@dataclass(frozen=True, slots=True)
class Repetition:
    """Something again and again; greedy and lazy repetitions have the same language."""

    item: "Node"
    low: int
    high: float
    plain: bool = field(init=False)
    consumes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", self.item.plain)
        object.__setattr__(self, "consumes", self.low > 0 and self.item.consumes)


@dataclass(frozen=True, slots=True)
class Start:
    """`^`: nothing before."""

    plain: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class End:
    """`$`: nothing after, not even a line end (ECMA-262 22.2.2.4, without the multiline flag)."""

    plain: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Boundary:
    """`\\b` or, negated, `\\B`."""

    negated: bool
    plain: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Ahead:
    """`(?=...)` or, negated, `(?!...)`."""

    item: "Node"
    negated: bool
    plain: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Behind:
    """`(?<=...)` or, negated, `(?<!...)`, of one character at most: its set, and whether the start will do as well."""

    among: CharSet
    start: bool
    negated: bool
    plain: bool = field(default=False, init=False)
    consumes: bool = field(default=False, init=False)


Assertion = Start | End | Boundary | Ahead | Behind
Node = Characters | Sequence | Choice | Repetition | Assertion
EMPTY = Sequence(())
