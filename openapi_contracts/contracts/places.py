"""The words every module here uses: a place in the document, what stands there, and in which direction it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from openapi_contracts.documents.pointers import escape


class Direction(StrEnum):
    """Who sends the message: a request goes from client to server, a response from server to client."""

    REQUEST = "request"
    RESPONSE = "response"

    @property
    def opposite(self) -> "Direction":
        """The direction of the answer."""
        return Direction.RESPONSE if self is Direction.REQUEST else Direction.REQUEST


class Dialect(StrEnum):
    """How a schema object is read; FOREIGN: by a `jsonSchemaDialect` that is not modelled."""

    OAS20 = "oas2.0"
    OAS30 = "oas3.0"
    OAS31 = "oas3.1"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document: `pointer` is where it stands, `used_at` where it, or a reference to it, is used."""

    raw: Any
    pointer: str
    used_at: str

    def child(self, key: str | int) -> "Node":
        """Return the value below, which must be there."""
        pointer = f"{self.pointer}/{escape(key)}"
        return Node(self.raw[key], pointer, pointer)


@dataclass(frozen=True, slots=True, eq=False)
class Unclear:
    """What stands in the place of a value that could not be resolved or understood; equal if it has the same text.

    `identity` is a digest of that text and of all it leads to; without one it is equal to nothing. The reason is for
    people, and may be cut short.
    """

    pointer: str
    reason: str
    identity: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unclear) and self.identity is not None and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)


@dataclass(frozen=True, slots=True)
class SchemaAt:
    """A schema as it stands in the document, neither resolved nor copied; equal if it has the same text.

    `properties_at` is for the one kind of schema that stands nowhere, the body made of the form parameters of
    OpenAPI 2.0: the pointer of each property.
    """

    pointer: str = field(compare=False)
    schema: Any
    direction: Direction
    dialect: Dialect
    properties_at: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def distinct(found: Iterable[Unclear]) -> tuple[Unclear, ...]:
    """Leave out what was found twice at one place."""
    return tuple({(unclear.pointer, unclear.reason): unclear for unclear in found}.values())


def sunset(node: Node) -> str | None:
    """Return the day that `x-sunset` announces, as it is written: it is for people, whatever it holds."""
    said = node.raw.get("x-sunset")
    return said if said is None or isinstance(said, str) else f"{said!r:.80}"
