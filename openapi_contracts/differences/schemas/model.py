"""The values of the walk over two schemas: pairs of places, steps between them, and differences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from openapi_contracts.contracts import Direction

NOTHING: Mapping[str, str] = MappingProxyType({})


class SchemaPair(NamedTuple):
    """Two matching schemas, each the conjunction of the schemas at some places; no place means any value.

    Places are those of `schemas.NormalizedSchemas`.
    """

    direction: Direction
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """The sender's schema."""
        return self.old if self.direction is Direction.REQUEST else self.new

    @property
    def is_single(self) -> bool:
        """Say whether each side is one schema at most, so that the prover can compare them."""
        return len(self.old) <= 1 and len(self.new) <= 1


class Into(StrEnum):
    """How a step leads from a value to a value inside it."""

    SAME = "same"  # the same value: a branch applies in place
    PROPERTY = "property"
    PATTERN = "pattern"
    OTHER = "other"  # a property with an undeclared name
    ITEM = "item"


class Step(NamedTuple):
    """One step into a value; `name` is a property, a pattern of names, or the index of an item."""

    into: Into
    name: str = ""


class Edge(NamedTuple):
    """A step from one pair to another."""

    step: Step
    to: SchemaPair


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed keyword; `row` is the name of its rule without the direction.

    `base` and `revision` are JSON Pointers in the documents. `old` and `new` are the keyword alone as a schema, None
    where it means nothing by itself. `name` is the property it concerns.
    """

    row: str
    where: str
    base: str | None
    revision: str | None
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    old: Any = None
    new: Any = None
    name: str | None = None
    place: str | None = None  # the place of the branch or property, on the side that has it
    is_added: bool = False  # whether it concerns a keyword that a reading added to the document

    def alone(self, direction: Direction) -> tuple[Any, Any]:
        """Return the keyword of the sender and of the receiver."""
        return (self.old, self.new) if direction is Direction.REQUEST else (self.new, self.old)


@dataclass(slots=True)
class VisitedPair:
    """A visited pair; `quiet` where only annotations can differ below."""

    pair: SchemaPair
    differences: list[Difference]
    edges: list[Edge]
    quiet: bool = False
