"""Atoms, which stand for keywords of JSON Schema, and literals, which assert or deny an atom.

A schema is a conjunction of atoms. An atom about strings holds for every value that is not a string, and likewise for
the other types, as JSON Schema defines for its keywords (2020-12 validation, 6). Disjunction is a denied conjunction,
so `anyOf`, `not`, `if` and `dependentSchemas` need no atoms of their own.

A literal is an integer: the number of the atom shifted by two, the bit `DENIED`, and the bit `SENT`. `SENT` marks
literals of the sender's schema, whose `properties` count as declarations (see `declared_properties`).
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

Literal: TypeAlias = int
SENT = 1
DENIED = 2


class Atom(IntEnum):
    """What an atom asserts; in brackets, its payload and its children."""

    ALL_OF = 0  # every child holds [-; literals]
    ONE_OF = 1  # exactly one child holds [-; literals]
    TYPE = 2  # the value has one of these types [bits of `values`; -]
    ENUM = 3  # the value is one of these [frozenset of values; -]
    MINIMUM = 4  # a number >= this [number; -]
    MAXIMUM = 5  # a number <= this [number; -]
    EXCLUSIVE_MINIMUM = 6  # a number > this [number; -]
    EXCLUSIVE_MAXIMUM = 7  # a number < this [number; -]
    MULTIPLE_OF = 8  # a multiple of this number [number; -]
    MIN_LENGTH = 9  # a string of at least n characters [n; -]
    MAX_LENGTH = 10  # a string of at most n characters [n; -]
    PATTERN = 11  # a string that the regular expression matches somewhere [text; -]
    FORMAT = 12  # a string of this format [name; -]
    MIN_ITEMS = 13  # an array of at least n items [n; -]
    MAX_ITEMS = 14  # an array of at most n items [n; -]
    UNIQUE_ITEMS = 15  # an array without equal items [-; -]
    ITEMS = 16  # every item satisfies the child of its index [-; literals, the last for all further items]
    MIN_CONTAINS = 17  # the child holds for at least n items [n; literal]
    MAX_CONTAINS = 18  # the child holds for at most n items [n; literal]
    MIN_PROPERTIES = 19  # an object of at least n properties [n; -]
    MAX_PROPERTIES = 20  # an object of at most n properties [n; -]
    REQUIRED = 21  # an object that has this property [name; -]
    PROPERTIES = 22  # every property satisfies its children [Shape; literals by name, by pattern, for the rest]
    PROPERTY_NAMES = 23  # the child holds for every property name [-; literal]
    OPAQUE = 24  # a part the prover does not model: equal only to itself [Unmodelled; what it replaces]


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """A part of a schema that the prover does not model; two with the same `identity` accept the same values."""

    identity: tuple[object, ...]
    reason: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Shape:
    """The names and patterns of a PROPERTIES atom.

    `explicit` tells whether the schema has an `additionalProperties` other than false. `unsent` are those of the names
    that the sender never sends, such as `readOnly` properties of a request. `is_empty` tells whether `properties` is
    written out and names none: the sender declares none.
    """

    names: tuple[str, ...]
    patterns: tuple[str, ...]
    explicit: bool
    unsent: frozenset[str] = frozenset()
    is_empty: bool = False
    places: dict[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: place for place, name in enumerate(self.names)})


def deny(literal: Literal) -> Literal:
    """Return the negation of a literal."""
    return literal ^ DENIED


def atom(literal: Literal) -> int:
    """Return the number of a literal's atom."""
    return literal >> 2
