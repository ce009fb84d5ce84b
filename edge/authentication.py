"""Who sends a request: the bearer token of its Authorization field, against what the operation's contract asks for.

Stands in place of Connexion's SecurityMiddleware, which lets a wrong token pass wherever a call without any is allowed.
"""

from collections.abc import Callable
from typing import Any

from anyio import to_thread
from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.validation import CONTEXT
from registry import errors
from registry.access import ANONYMOUS, Caller

Authenticate = Callable[[str], Caller]


class AuthenticatedOperation:
    """One operation and whether its contract lets callers in who send no token."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, authenticate: Authenticate) -> None:
        self.next_app = next_app
        self.open = not operation.security or {} in operation.security
        self.authenticate = authenticate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the caller and pass it on. Raises Unauthenticated, InvalidToken."""
        context: dict[str, Any] = scope["extensions"].setdefault(CONTEXT, {})
        context["caller"] = await self._caller(Headers(scope=scope).getlist("authorization"))
        await self.next_app(scope, receive, send)

    async def _caller(self, said: list[str]) -> Caller:
        if not said and self.open:
            return ANONYMOUS
        if not said:
            raise errors.Unauthenticated
        scheme, _, credential = said[0].partition(" ")
        if len(said) > 1 or scheme.lower() != "bearer" or not credential.strip():
            raise errors.InvalidToken
        return await to_thread.run_sync(self.authenticate, credential.strip())


class AuthenticatedAPI(RoutedAPI[AuthenticatedOperation]):
    """The operations of one major, with what each asks of its callers."""

    def __init__(self, *args: Any, authenticate: Authenticate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authenticate = authenticate
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> AuthenticatedOperation:
        """Prepare one operation."""
        return AuthenticatedOperation(self.next_app, operation, self.authenticate)


class AuthenticationMiddleware(RoutedMiddleware[AuthenticatedAPI]):
    """Finds the caller; stands where Connexion's SecurityMiddleware would."""

    api_cls = AuthenticatedAPI
