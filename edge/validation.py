"""Requests checked against the contract before a handler sees them, in place of Connexion's own validation.

Connexion 3.3 skips bodies whose media type has a capital letter, does not bound them, and takes `1_0` for a number; see
docs/decisions/0003. Handlers receive what was checked: see expectations.
"""

from contextlib import nullcontext
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from edge import bodies, negotiation, parameters
from edge.bounds import Bounds
from edge.expectations import expected

CONTEXT = "connexion_context"
PROBLEM = "application/problem+json"


class CheckedOperation:
    """One operation of the contract, compiled: its parameters, its body and what it answers with."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, bounds: Bounds) -> None:
        self.next_app = next_app
        self.bounds = bounds
        self.parameters = parameters.compile_parameters(operation.parameters)
        self.accepted = tuple(media.lower() for media in operation.consumes)
        self.offered = tuple(dict.fromkeys(media for media in operation.produces if media != PROBLEM))
        self.body = expected(operation, document_bytes=bounds.document_bytes)
        compares = any(response.get("x-compares") for response in operation.responses.values())
        self.takes_turns = compares or (self.body is not None and self.body.has_documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request and pass it on: where documents are to be analysed or compared, when its turn comes."""
        parameters.check(self.parameters, scope)
        headers = Headers(scope=scope)
        if self.offered:
            negotiation.choose(headers.get("accept"), self.offered)
        with self.bounds.room.guest() as guest:
            if self.body is not None:
                context: dict[str, Any] = scope["extensions"].setdefault(CONTEXT, {})
                context["media_type"] = bodies.media_type(headers, self.accepted)
                context.update(await self.body.read(headers, receive, guest))
                scope, receive = bodies.without(scope), bodies.nothing_left
            async with self.bounds.turns.turn() if self.takes_turns else nullcontext():
                await self.next_app(scope, receive, send)


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
