"""What the walk of two schemas is made of: pairs of places, the steps between them, and the differences found there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from openapi_contracts.contracts import Direction

NOTHING: Mapping[str, str] = MappingProxyType({})


class Pair(NamedTuple):
    """Two schemas that stand for one another, each the conjunction of the schemas at some places; none allows anything.

    Places are those of `schemas.NormalizedSchemas`.
    """

    direction: Direction
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """The schema of who sends."""
        return self.old if self.direction is Direction.REQUEST else self.new

    @property
    def is_single(self) -> bool:
        """Say whether either side is one schema at most, so that a question can be asked of them."""
        return len(self.old) <= 1 and len(self.new) <= 1


class Into(StrEnum):
    """How a value is in another."""

    SAME = "same"  # it is the other: a branch applies in place
    PROPERTY = "property"
    PATTERN = "pattern"
    OTHER = "other"  # under a name that nobody declares
    ITEM = "item"


class Step(NamedTuple):
    """One step down a value; `name` is of a property, a pattern of names, or the index of an item."""

    into: Into
    name: str = ""


class Edge(NamedTuple):
    """A way from one pair to another."""

    step: Step
    to: Pair


@dataclass(frozen=True, slots=True)
class Difference:
    """One keyword that is not what it was. `row` names it in the rules, without the direction.

    `base` and `revision` are JSON Pointers in the documents. `old` and `new` are the keyword alone as a schema, None
    where it cannot stand by itself. `name` is the property it speaks of.
    """

    row: str
    where: str
    base: str | None
    revision: str | None
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    old: Any = None
    new: Any = None
    name: str | None = None
    place: str | None = None  # of the branch or the property it speaks of, on the one side that has it

    def alone(self, direction: Direction) -> tuple[Any, Any]:
        """Return the keyword of who sends and of who receives."""
        return (self.old, self.new) if direction is Direction.REQUEST else (self.new, self.old)


@dataclass(slots=True)
class Node:
    """A pair that was visited; `quiet` if only annotations can differ from here on."""

    pair: Pair
    differences: list[Difference]
    edges: list[Edge]
    quiet: bool = False
