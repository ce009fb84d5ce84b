"""The parts of requests and responses: parameters, bodies, headers and links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.places import Node, SchemaAt, Unclear
from openapi_contracts.contracts.styles import Styled


class ParameterKey(NamedTuple):
    """The key that matches parameters: a header's name in lower case, a path parameter's position, counted from 0.

    A path parameter that the path template does not contain is matched by its name, in braces.
    """

    location: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response or of a multipart part; `form` is a MediaType where the header has `content`.

    `name` is spelled as in the document; headers are matched without regard to case.
    """

    origin: Node = field(compare=False, repr=False)
    name: str = field(compare=False, repr=False)
    required: bool
    deprecated: bool
    form: "Styled | MediaType | Unclear"
    schema: SchemaAt | None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one form property is serialized; a member is None where the property's schema decides."""

    origin: Node = field(compare=False, repr=False)
    content_types: tuple[MediaRange, ...]
    headers: Mapping[str, Header | Unclear]
    form: Styled | Unclear | None


@dataclass(frozen=True, slots=True)
class MediaType:
    """A body of one media type; `media` repeats the media type where it is the form of a parameter or header.

    `item_schema` describes each item of a stream (OAS 3.2.0, 4.14.1), `positions` how the parts of a multipart body are
    serialized that have no names. `unspecified` if the document names no media type, which only OpenAPI 2.0 allows.
    """

    origin: Node = field(compare=False, repr=False)
    schema: SchemaAt | None
    encoding: Mapping[str, Encoding | Unclear] = field(default_factory=dict)
    item_schema: SchemaAt | None = None
    positions: Mapping[str, Encoding | Unclear] = field(default_factory=dict)
    media: MediaRange | None = None
    unspecified: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and its serialization; the `name` of a path parameter is not sent, unless its style is matrix.

    `needs` names the parameters that a message has to have if it has this one: where they are properties of one object.
    """

    origin: Node = field(compare=False, repr=False)
    name: str = field(compare=False)
    location: str
    required: bool
    deprecated: bool
    sunset: str | None
    form: Styled | MediaType | Unclear
    schema: SchemaAt | None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The bodies an operation accepts, by media type."""

    origin: Node = field(compare=False, repr=False)
    required: bool
    content: Mapping[MediaRange, MediaType | Unclear]


@dataclass(frozen=True, slots=True)
class Link:
    """A Link Object of a response; `target` is an operationId or an operationRef."""

    origin: Node = field(compare=False, repr=False)
    target: str
    parameters: Mapping[str, Any]
    body: Any


@dataclass(frozen=True, slots=True)
class Response:
    """The response of one status; headers by their names in lower case."""

    origin: Node = field(compare=False, repr=False)
    content: Mapping[MediaRange, MediaType | Unclear]
    headers: Mapping[str, Header | Unclear]
    links: Mapping[str, Link | Unclear]
