"""Who sends a request: the bearer token of its Authorization field, against what the operation's contract asks for.

Stands in place of Connexion's SecurityMiddleware, which lets a wrong token pass wherever a call without any is allowed.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.exchange import Exchange, current
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
        exchange = current()
        credential = _credential(exchange)
        if credential is not None:
            exchange.caller = await asyncio.to_thread(self.authenticate, credential)
        elif self.open:
            exchange.caller = ANONYMOUS
        else:
            raise errors.Unauthenticated
        await self.next_app(scope, receive, send)


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


def _credential(exchange: Exchange) -> str | None:
    """Read the token that was sent, None without one. Raises InvalidToken for what is none (RFC 6750, section 2.1)."""
    said = exchange.headers.get("authorization")
    if said is None:
        return None
    scheme, _, credential = said.partition(" ")
    credential = credential.strip()
    if scheme.lower() != "bearer" or not credential or "," in credential:  # said twice: fields are joined by commas
        raise errors.InvalidToken
    return credential
