"""A contract in its normal form, whatever version of OpenAPI it was written in.

Two values are equal if they say the same, wherever in a document they stand: `origin` is not compared. What could
not be understood is `Unclear` in its place; a schema of None allows anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openapi_contracts.contracts.message_parts import Parameter, ParameterKey, RequestBody, Response
from openapi_contracts.contracts.places import Dialect, Direction, Node, Unclear

ANY_METHOD = "*"  # the method of what stands for a whole path item that is unclear


class OperationKey(NamedTuple):
    """How operations are matched: a path with the names of its parameters erased, or the name of a webhook."""

    path: str
    method: str


class CallbackKey(NamedTuple):
    """How the operations of callbacks are matched."""

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


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """How a client proves who it is; `name` is the component's, `key` the wire's (a header's in lower case)."""

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
    """One scheme that a requirement asks for, with its scopes in order."""

    scheme: SecurityScheme | Unclear
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Credentials that are all needed; none at all is an anonymous client.

    `alternatives` are requirements for which a client sends the same, by schemes of other names.
    """

    origin: Node = field(compare=False, repr=False)
    credentials: tuple[Credential, ...]
    alternatives: tuple["Requirement", ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Server:
    """A server, its variables at their defaults; `base` is the path before every path, without a slash at its end."""

    origin: Node = field(compare=False, repr=False)
    url: str
    base: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with everything that is in force for it; any of `security` is enough.

    `direction` is that of its request: a response's for webhooks and callbacks, whose requests the provider sends.
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
    """A whole document; `unclear` lists every Unclear in it, and those that have no place of their own."""

    origin: Node = field(compare=False, repr=False)
    version: str = field(compare=False)
    dialect: Dialect = field(compare=False)
    operations: Mapping[OperationKey, Operation | Unclear]
    webhooks: Mapping[OperationKey, Operation | Unclear]
    security_schemes: Mapping[str, SecurityScheme | Unclear]
    servers: tuple[Server | Unclear, ...]
    info: Mapping[str, Any]
    tags: tuple[Any, ...]
    unclear: tuple[Unclear, ...]
