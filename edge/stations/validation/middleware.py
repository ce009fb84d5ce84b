"""Requests checked against the contract before a handler sees them, in place of Connexion's own validation.

Connexion 3.3 skips bodies whose media type has a capital letter, does not bound them, and takes `1_0` for a number; see
docs/decisions/0003 and 0008. Handlers receive what was checked: parameters by name, and bodies as expectations says.
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
from edge.stations.validation.request_body import expected
from edge.worker.bounds import Bounds

CONTEXT = "connexion_context"
PROBLEM = "application/problem+json"


class CheckedOperation:
    """One operation of the contract, compiled: its parameters, its body and what it answers with."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, bounds: Bounds) -> None:
        self.next_app = next_app
        self.bounds = bounds
        self.parameters = compile_parameters(operation.parameters)
        self.accepted = tuple(media.lower() for media in operation.consumes)
        self.offered = tuple(dict.fromkeys(media for media in operation.produces if media != PROBLEM))
        self.body = expected(operation, document_bytes=bounds.document_bytes)
        _check_handler(operation, {"caller", *self.parameters.arguments(), *self._always_read(operation)})
        compares = any(response.get("x-compares") for response in operation.responses.values())
        self.takes_turns = compares or (self.body is not None and self.body.has_documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request and pass it on: where documents are to be analysed or compared, when its turn comes."""
        exchange = current()
        given: dict[str, Any] = self.parameters.read(exchange, scope["path_params"])
        given["caller"] = exchange.caller
        scope["extensions"][CONTEXT] = given
        if self.offered:
            negotiation.choose(exchange.headers.get("accept"), self.offered)
        if self.body is None:
            await self._pass(scope, receive, send)
            return
        with self.bounds.room.guest() as guest:
            given["media_type"] = bodies.media_type(exchange.headers, self.accepted)
            given.update(await self.body.read(exchange.headers, receive, guest))
            await self._pass(scope, receive, send)

    def _always_read(self, operation: AbstractOperation) -> frozenset[str]:
        if self.body is None or not operation.request_body.get("required"):
            return frozenset()
        return self.body.gives

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.takes_turns:
            await self.next_app(scope, receive, send)
            return
        async with self.bounds.turns.turn():
            await self.next_app(scope, receive, send)


def _check_handler(operation: AbstractOperation, given: Collection[str]) -> None:
    """See that the contract always gives what a handler needs. Raises ValueError."""
    for name, argument in inspect.signature(operation.function).parameters.items():
        if name not in given and argument.default is argument.empty:
            raise ValueError(f"{operation.operation_id}: its contract does not always give the argument {name!r}")


class CheckedAPI(RoutedAPI[CheckedOperation]):
    """The operations of one major, compiled at start."""

    def __init__(self, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = bounds
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> CheckedOperation:
        """Compile one operation."""
        return CheckedOperation(self.next_app, operation, self.bounds)


class ValidationMiddleware(RoutedMiddleware[CheckedAPI]):
    """Checks requests; stands where Connexion's RequestValidationMiddleware would."""

    api_cls = CheckedAPI
