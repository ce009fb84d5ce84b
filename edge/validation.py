"""Requests checked against the contract before a handler sees them, in place of Connexion's own validation.

Connexion 3.3 skips bodies whose media type has a capital letter, does not bound them, and takes `1_0` for a number; see
docs/decisions/0003. Handlers receive what was checked: `content`, the bytes of a document, or `fields`, parsed JSON.
"""

from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from jsonschema_rs import Draft4Validator
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from edge import bodies, negotiation, parameters
from edge.bounds import Bounds
from edge.schemas import compile_schema

CONTEXT = "connexion_context"
PROBLEM = "application/problem+json"


class CheckedOperation:
    """One operation of the contract, compiled: its parameters, its body and what it answers with."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, bounds: Bounds) -> None:
        self.next_app = next_app
        self.bounds = bounds
        self.parameters = parameters.compile_parameters(operation.parameters)
        self.accepted = tuple(media.lower() for media in operation.consumes)
        self.offered = tuple(media for media in operation.produces if media != PROBLEM)
        is_document = bool(operation.request_body.get("x-document"))
        self.limit = bounds.document_bytes if is_document else bodies.JSON_BYTES
        self.validator = None if is_document or not self.accepted else _compile(operation, self.accepted[0])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request and pass on what was read."""
        parameters.check(self.parameters, scope)
        headers = Headers(scope=scope)
        if self.offered:
            negotiation.choose(headers.get("accept"), self.offered)
        if self.accepted:
            await self._with_body(headers, scope, receive, send)
        else:
            await self.next_app(scope, receive, send)

    async def _with_body(self, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body: a document is handed on as bytes when its turn has come, any other body parsed."""
        context: dict[str, Any] = scope["extensions"].setdefault(CONTEXT, {})
        context["media_type"] = bodies.media_type(headers, self.accepted)
        with self.bounds.room.guest() as guest:
            content = await bodies.read(headers, receive, self.limit, guest)
            if self.validator is not None:
                context["fields"] = bodies.resource(content, self.validator)
                await self.next_app(scope, bodies.nothing_left, send)
                return
            context["content"] = content
            async with self.bounds.turns.turn():
                await self.next_app(scope, bodies.nothing_left, send)


def _compile(operation: AbstractOperation, media_type: str) -> Draft4Validator:
    """Compile the schema of a JSON body; Connexion has put what it refers to in its place."""
    schema = operation.body_schema(media_type)
    return compile_schema({key: value for key, value in schema.items() if key != "components"})


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
