"""The normal form of a contract, the same for every version of OpenAPI.

Two values are equal if they mean the same, wherever they stand in a document: `origin` is not compared. A part that
cannot be interpreted is `Unclear`; a schema of None allows any value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openapi_contracts.contracts.message_parts import Parameter, ParameterKey, RequestBody, Response
from openapi_contracts.contracts.places import Direction, Node, OpenApiDialect, Unclear

ANY_METHOD = "*"  # the method that represents a whole unclear path item


class OperationKey(NamedTuple):
    """The key that matches operations: a path with its parameter names erased, or the name of a webhook."""

    path: str
    method: str


class CallbackKey(NamedTuple):
    """The key by which the operations of callbacks are matched between two contracts."""

    name: str
    expression: str
    method: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One OAuth 2.0 flow, with the scopes it offers."""

    authorization_url: str | None
    token_url: str | None
    refresh_url: str | None
    scopes: tuple[str, ...]
    device_authorization_url: str | None = None


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme; `name` is its component's, `key` the name sent in messages (a header's in lower case)."""

    origin: Node = field(compare=False, repr=False)
    name: str = field(compare=False, repr=False)
    type: str
    location: str | None = None
    key: str | None = None
    scheme: str | None = None
    flows: Mapping[str, Flow] = field(default_factory=dict)
    open_id_connect_url: str | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """One scheme of a security requirement, with its scopes sorted."""

    scheme: SecurityScheme | Unclear
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Credentials that a request carries together; an empty requirement allows an anonymous client.

    `alternatives` are requirements with the same credentials under other scheme names.
    """

    origin: Node = field(compare=False, repr=False)
    credentials: tuple[Credential, ...]
    alternatives: tuple["Requirement", ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Server:
    """A server with its variables at their defaults; `base` is the prefix of every path, without a final slash."""

    origin: Node = field(compare=False, repr=False)
    url: str
    base: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with everything it inherits; a request meets any one of the requirements in `security`.

    `direction` is that of its request: RESPONSE for webhooks and callbacks, whose requests the provider sends.
    """

    origin: Node = field(compare=False, repr=False)
    path: str = field(compare=False)
    direction: Direction
    operation_id: str | None
    deprecated: bool
    sunset: str | None
    tags: tuple[str, ...]
    parameters: Mapping[ParameterKey, Parameter | Unclear]
    body: RequestBody | Unclear | None
    responses: Mapping[str, Response | Unclear]
    security: tuple[Requirement | Unclear, ...]
    servers: tuple[Server | Unclear, ...]
    callbacks: Mapping[CallbackKey, "Operation | Unclear"]


@dataclass(frozen=True, slots=True)
class Contract:
    """A whole document; `unclear` lists every Unclear in it, those outside any operation included."""

    origin: Node = field(compare=False, repr=False)
    version: str = field(compare=False)
    dialect: OpenApiDialect = field(compare=False)
    operations: Mapping[OperationKey, Operation | Unclear]
    webhooks: Mapping[OperationKey, Operation | Unclear]
    security_schemes: Mapping[str, SecurityScheme | Unclear]
    servers: tuple[Server | Unclear, ...]
    info: Mapping[str, Any]
    tags: tuple[Any, ...]
    unclear: tuple[Unclear, ...]
