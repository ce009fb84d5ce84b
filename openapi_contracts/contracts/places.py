"""The values every module here uses: a node of the document with its pointer, a schema, a direction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from openapi_contracts.contracts.carriage import Carriage
from openapi_contracts.documents.pointers import escape


class Direction(StrEnum):
    """Which way a message goes: a request from client to server, a response from server to client."""

    REQUEST = "request"
    RESPONSE = "response"

    @property
    def opposite(self) -> "Direction":
        """The direction of the reply."""
        return Direction.RESPONSE if self is Direction.REQUEST else Direction.REQUEST


class OpenApiDialect(StrEnum):
    """The dialect of a schema; FOREIGN is a `jsonSchemaDialect` that is not supported."""

    OAS20 = "oas2.0"
    OAS30 = "oas3.0"
    OAS31 = "oas3.1"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document; `pointer` is where it stands, `used_at` where it or a reference to it is used."""

    raw: Any
    pointer: str
    used_at: str

    def child(self, key: str | int) -> "Node":
        """Return a child value, which must exist."""
        pointer = f"{self.pointer}/{escape(key)}"
        return Node(self.raw[key], pointer, pointer)


@dataclass(frozen=True, slots=True, eq=False)
class Unclear:
    """A value that could not be resolved or interpreted; two are equal if they have the same text.

    `identity` is a digest of that text and of everything it refers to; without one, it equals nothing. The reason is
    for people, and may be truncated.
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
    """A schema as it stands in the document, neither resolved nor copied; two are equal if they have the same text.

    `properties_at` holds the pointer of each property of the only schema that stands nowhere: the body made of the form
    parameters of OpenAPI 2.0. `carriage` is how a message carries its value; None for JSON.
    """

    pointer: str = field(compare=False)
    schema: Any
    direction: Direction
    dialect: OpenApiDialect
    properties_at: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    carriage: Carriage | None = field(default=None, compare=False)


def distinct(found: Iterable[Unclear]) -> tuple[Unclear, ...]:
    """Drop values found twice at one place."""
    return tuple({(unclear.pointer, unclear.reason): unclear for unclear in found}.values())


def sunset(node: Node) -> str | None:
    """Return the text of `x-sunset`, unparsed; None where it is absent."""
    text = node.raw.get("x-sunset")
    return text if text is None or isinstance(text, str) else f"{text!r:.80}"
