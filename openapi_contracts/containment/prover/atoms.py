"""The language of the prover: atoms, and literals that assert or deny them.

A schema is a conjunction of atoms. An atom about strings holds of everything that is no string, and so on for every
kind, as JSON Schema's keywords do (2020-12 validation, 6). Disjunction is a denied conjunction, so `not`, `if` and
`dependentSchemas` need no atoms of their own.

A literal is one integer: the number of the atom, a bit that denies it, and a bit that says that the sender of the
message asserts it (its `properties` are then declarations; see `declared`).
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

Literal: TypeAlias = int
SENT = 1
DENIED = 2


class Atom(IntEnum):
    """What an atom says; payload and children in brackets."""

    ALL = 0  # every child holds [-; literals]
    ONE = 1  # exactly one child holds [-; literals]
    KIND = 2  # the value is of these kinds [bits; -]
    VALUES = 3  # the value is one of these [frozenset of values; -]
    LEAST = 4  # a number at least this [number; -]
    MOST = 5  # a number at most this [number; -]
    ABOVE = 6  # a number greater than this [number; -]
    BELOW = 7  # a number less than this [number; -]
    MULTIPLE = 8  # a number that is a multiple of this [number; -]
    LONGER = 9  # a string at least this long [length; -]
    SHORTER = 10  # a string at most this long [length; -]
    PATTERN = 11  # a string in which the expression finds a match [text; -]
    FORMAT = 12  # a string of this format [name; -]
    FILLED = 13  # an array of at least so many items [count; -]
    CAPPED = 14  # an array of at most so many items [count; -]
    UNIQUE = 15  # an array without equal items [-; -]
    ITEMS = 16  # the items by position, and the rest [-; literals, the last one for the rest]
    SOME = 17  # an array with at least so many items for which the child holds [count; literal]
    FEW = 18  # an array with at most so many items for which the child holds [count; literal]
    WIDER = 19  # an object of at least so many properties [count; -]
    NARROWER = 20  # an object of at most so many properties [count; -]
    HAS = 21  # an object with this property [name; -]
    PROPERTIES = 22  # the properties by name, by pattern, and the rest [Shape; literals in that order]
    NAMES = 23  # the names of the properties, as strings [-; literal]
    OPAQUE = 24  # what is not modelled: it closes against itself alone [Unmodelled; what it stood for]


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """What is not modelled: whatever has the same identity is the same, wherever it stands."""

    identity: tuple[object, ...]
    reason: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a PROPERTIES atom speaks of; `explicit`: `additionalProperties` is written, and is not false.

    Of the names, `unsent` are those the sender does not send.
    """

    names: tuple[str, ...]
    patterns: tuple[str, ...]
    explicit: bool
    unsent: frozenset[str] = frozenset()
    places: dict[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: place for place, name in enumerate(self.names)})


def deny(literal: Literal) -> Literal:
    """Return the opposite literal of the same sender."""
    return literal ^ DENIED


def atom(literal: Literal) -> int:
    """Return the number of a literal's atom."""
    return literal >> 2
