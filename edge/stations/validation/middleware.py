"""Validates requests against the contract before a handler sees them, in place of Connexion's validation.

Connexion 3.3 skips bodies whose media type has a capital letter, does not bound them, and accepts `1_0` as a number
(see docs/decisions/0003 and 0008). A handler receives its parameters by name, and its body as `request_body.py`
describes.
"""

import inspect
from collections.abc import Collection
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.answers import negotiation
from edge.exchange import current
from edge.stations.validation import bodies
from edge.stations.validation.parameters import compile_parameters
from edge.stations.validation.request_body import compile_body
from edge.worker.bounds import Bounds

CONTEXT = "connexion_context"
PROBLEM = "application/problem+json"


class CheckedOperation:
    """One operation, compiled: its parameters, its body and the media types of its responses."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, bounds: Bounds) -> None:
        self.next_app = next_app
        self.bounds = bounds
        self.parameters = compile_parameters(operation.parameters)
        self.accepted = tuple(media.lower() for media in operation.consumes)
        self.offered = tuple(dict.fromkeys(media for media in operation.produces if media != PROBLEM))
        self.body = compile_body(operation, document_bytes=bounds.document_bytes)
        _check_handler(operation, {"caller", *self.parameters.arguments(), *self._always_supplied(operation)})
        compares = any(response.get("x-compares") for response in operation.responses.values())
        self.needs_slot = compares or (self.body is not None and self.body.carries_documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Validate the request and pass it on; an operation on documents waits for a slot first."""
        exchange = current()
        arguments: dict[str, Any] = self.parameters.read(exchange, scope["path_params"])
        arguments["caller"] = exchange.caller
        scope["extensions"][CONTEXT] = arguments
        if self.offered:
            negotiation.preferred(exchange.headers.get("accept"), self.offered)
        if self.body is None:
            await self._pass(scope, receive, send)
            return
        with self.bounds.body_memory.allowance() as allowance:
            arguments["media_type"] = bodies.media_type(exchange.headers, self.accepted)
            arguments.update(await self.body.read(exchange.headers, receive, allowance))
            await self._pass(scope, receive, send)

    def _always_supplied(self, operation: AbstractOperation) -> frozenset[str]:
        if self.body is None or not operation.request_body.get("required"):
            return frozenset()
        return self.body.supplies

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.needs_slot:
            await self.next_app(scope, receive, send)
            return
        async with self.bounds.document_slots.slot():
            await self.next_app(scope, receive, send)


def _check_handler(operation: AbstractOperation, supplied: Collection[str]) -> None:
    """Check that the contract always supplies the arguments a handler requires. Raises ValueError."""
    for name, argument in inspect.signature(operation.function).parameters.items():
        if name not in supplied and argument.default is argument.empty:
            raise ValueError(f"{operation.operation_id}: the contract does not always supply the argument {name!r}")


class CheckedAPI(RoutedAPI[CheckedOperation]):
    """The operations of one major version, compiled at start."""

    def __init__(self, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = bounds
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> CheckedOperation:
        """Compile one operation."""
        return CheckedOperation(self.next_app, operation, self.bounds)


class ValidationMiddleware(RoutedMiddleware[CheckedAPI]):
    """Validates requests; replaces Connexion's RequestValidationMiddleware."""

    api_cls = CheckedAPI
