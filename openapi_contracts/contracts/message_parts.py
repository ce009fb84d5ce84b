"""What messages are made of: parameters, bodies and headers, in requests and in responses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.places import Node, SchemaAt, Unclear
from openapi_contracts.contracts.styles import Styled


class ParameterKey(NamedTuple):
    """How parameters are matched: a header by its name in lower case, a path parameter by its position, from 0.

    One that the path has no place for is matched by its name, in braces.
    """

    location: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response or of a part of a multipart body; `form` is a MediaType where it has `content`.

    `name` is as the document writes it: headers are matched without regard to case.
    """

    origin: Node = field(compare=False, repr=False)
    name: str = field(compare=False, repr=False)
    required: bool
    deprecated: bool
    form: "Styled | MediaType | Unclear"
    schema: SchemaAt | None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form is written; None where the property's schema decides."""

    origin: Node = field(compare=False, repr=False)
    content_types: tuple[MediaRange, ...]
    headers: Mapping[str, Header | Unclear]
    form: Styled | Unclear | None


@dataclass(frozen=True, slots=True)
class MediaType:
    """A body of one media type, said again in `media` where it is the form of a parameter or header.

    `item_schema` is of each item of a stream (OAS 3.2.0, 4.14.1).
    """

    origin: Node = field(compare=False, repr=False)
    schema: SchemaAt | None
    encoding: Mapping[str, Encoding | Unclear] = field(default_factory=dict)
    item_schema: SchemaAt | None = None
    media: MediaRange | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter on the wire form; `name` of one in the path is only for people, unless the style is matrix."""

    origin: Node = field(compare=False, repr=False)
    name: str = field(compare=False)
    location: str
    required: bool
    deprecated: bool
    sunset: str | None
    form: Styled | MediaType | Unclear
    schema: SchemaAt | None


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The bodies an operation accepts, by media type."""

    origin: Node = field(compare=False, repr=False)
    required: bool
    content: Mapping[MediaRange, MediaType | Unclear]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from a response; `target` is an operationId or an operationRef."""

    origin: Node = field(compare=False, repr=False)
    target: str
    parameters: Mapping[str, Any]
    body: Any


@dataclass(frozen=True, slots=True)
class Response:
    """What one status code promises; headers by their names in lower case."""

    origin: Node = field(compare=False, repr=False)
    content: Mapping[MediaRange, MediaType | Unclear]
    headers: Mapping[str, Header | Unclear]
    links: Mapping[str, Link | Unclear]
