"""Normalizes the operations of paths, webhooks and callbacks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openapi_contracts.contracts.contents import request_body
from openapi_contracts.contracts.forms import swagger_body
from openapi_contracts.contracts.message_parts import RequestBody
from openapi_contracts.contracts.model import ANY_METHOD, CallbackKey, Operation, OperationKey, Requirement
from openapi_contracts.contracts.parameters import EXPRESSION, Gathered, gathered, parameters
from openapi_contracts.contracts.path_items import PathItem, followed, methods
from openapi_contracts.contracts.places import Direction, Node, Unclear, sunset
from openapi_contracts.contracts.responses import responses
from openapi_contracts.contracts.security import Schemes, requirements
from openapi_contracts.contracts.servers import Servers, servers
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.unaltered_operations import ByPath

DEEPEST_CALLBACKS = 3  # nesting of callbacks; real documents nest them once


@dataclass(frozen=True, slots=True)
class Scope:
    """What an operation inherits where it does not override it, and how deep it is nested in callbacks."""

    schemes: Schemes
    security: tuple[Requirement | Unclear, ...]
    servers: Servers
    direction: Direction = Direction.REQUEST
    depth: int = 0


def operations(source: Source, scope: Scope, key: str, kept: ByPath) -> dict[OperationKey, Operation | Unclear]:
    """Read the operations of `paths` or `webhooks`; a second path that differs in parameter names only keeps its names.

    The operations of path items in `kept` are reused.
    """
    found: dict[OperationKey, Operation | Unclear] = {}
    for path, node in source.members(source.root, key):
        erased = EXPRESSION.sub("{}", path) if key == "paths" else path
        for method, operation in kept[path] if path in kept else _of_item(source, scope, node, path):
            matched = OperationKey(erased, method)
            found[OperationKey(path, method) if matched in found else matched] = operation
    return found


def _of_item(source: Source, scope: Scope, node: Node, path: str) -> Iterator[tuple[str, Operation | Unclear]]:
    item = followed(source, node)
    if isinstance(item, Unclear):
        yield ANY_METHOD, item
        return
    if "servers" in item.fields:
        scope = replace(scope, servers=servers(source, item.fields["servers"], scope.servers))
    for method, operation in methods(source, item):
        if isinstance(operation.raw, dict):
            yield method, _operation(source, scope, item, operation, path)
        else:
            yield method, source.unclear(operation, "an operation is an object")


def _operation(source: Source, scope: Scope, item: PathItem, node: Node, path: str) -> Operation:
    """Read an Operation Object (OAS 3.1.0, 4.8.10) with what it inherits from its path item and the document."""
    given = gathered(source, item.fields.get("parameters"), node)
    own_security = node.raw.get("security") is not None
    return Operation(
        origin=node,
        path=path,
        direction=scope.direction,
        operation_id=source.text(node, "operationId"),
        deprecated=source.flag(node, "deprecated"),
        sunset=sunset(node),
        tags=tuple(str(tag.raw) for tag in source.listed(node, "tags")),
        parameters=parameters(source, given, node, path, scope.direction),
        body=_body(source, scope, node, given),
        responses=responses(source, node, scope.direction.opposite),
        security=requirements(source, node, scope.schemes) if own_security else scope.security,
        servers=servers(source, node, scope.servers),
        callbacks=_callbacks(source, scope, node),
    )


def _body(source: Source, scope: Scope, node: Node, given: Gathered) -> RequestBody | Unclear | None:
    if source.is_swagger:
        return swagger_body(source, node, given, scope.direction)
    if node.raw.get("requestBody") is None:
        return None
    return source.read(node.child("requestBody"), scope.direction, request_body)


def _callbacks(source: Source, scope: Scope, node: Node) -> dict[CallbackKey, Operation | Unclear]:
    """Read the operations of callbacks, in which the provider is the client (OAS 3.1.0, 4.8.18)."""
    found: dict[CallbackKey, Operation | Unclear] = {}
    if source.is_swagger:
        return found
    inner = replace(scope, direction=scope.direction.opposite, depth=scope.depth + 1)
    for name, child in source.members(node, "callbacks"):
        at = source.resolve(child)
        if isinstance(at, Unclear) or scope.depth == DEEPEST_CALLBACKS:
            reason = "callbacks are nested too deeply, or reference themselves"
            unclear = at if isinstance(at, Unclear) else source.unclear(at, reason)
            found[CallbackKey(name, "", ANY_METHOD)] = unclear
            continue
        for expression, item in source.entries(at, extensible=True):
            for method, operation in _of_item(source, inner, item, expression):
                found[CallbackKey(name, expression, method)] = operation
    return found
