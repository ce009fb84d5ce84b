"""Authentication: the bearer token of a request, checked against what the operation requires.

Replaces Connexion's SecurityMiddleware, which accepts a wrong token wherever anonymous calls are allowed.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.exchange import Exchange, current
from edge.limiting.limiter import Limiter
from edge.worker.threads import Threads
from registry import errors
from registry.access import ANONYMOUS, Caller

Authenticate = Callable[[str], Caller]
LookUp = Callable[[str], Awaitable[Caller]]


class AuthenticatedOperation:
    """One operation, and whether anonymous callers may call it."""

    def __init__(self, next_app: ASGIApp, operation: AbstractOperation, look_up: LookUp, limiter: Limiter) -> None:
        self.next_app = next_app
        self.allows_anonymous = not operation.security or {} in operation.security
        self.look_up = look_up
        self.limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the caller and pass the request on. Raises Unauthenticated, InvalidToken, TooManyRequests."""
        exchange = current()
        authorization = exchange.headers.get("authorization")
        if authorization is None:
            await self.limiter.admit(exchange)
            if not self.allows_anonymous:
                raise errors.Unauthenticated
            exchange.caller = ANONYMOUS
        else:
            exchange.caller = await self._caller(exchange, read_credential(authorization))
        await self.next_app(scope, receive, send)

    async def _caller(self, exchange: Exchange, credential: str | None) -> Caller:
        if credential is None:
            await self.limiter.admit(exchange)
            raise errors.InvalidToken
        return await self.limiter.authenticate(exchange, credential, self.look_up)


class AuthenticatedAPI(RoutedAPI[AuthenticatedOperation]):
    """The operations of one major version, with what each requires of its callers."""

    def __init__(
        self, *args: Any, authenticate: Authenticate, limiter: Limiter, threads: Threads, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authenticate = authenticate
        self.limiter = limiter
        self.threads = threads
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> AuthenticatedOperation:
        """Prepare one operation."""
        return AuthenticatedOperation(self.next_app, operation, self._look_up, self.limiter)

    async def _look_up(self, credential: str) -> Caller:
        return await self.threads.run(partial(self.authenticate, credential))


class AuthenticationMiddleware(RoutedMiddleware[AuthenticatedAPI]):
    """Sets the caller; replaces Connexion's SecurityMiddleware."""

    api_cls = AuthenticatedAPI


def read_credential(authorization: str) -> str | None:
    """Return the token of an Authorization field; None where it holds no bearer token (RFC 6750, section 2.1)."""
    scheme, _, credential = authorization.partition(" ")
    credential = credential.strip()
    repeated = "," in credential  # several fields are joined by commas
    return credential if scheme.lower() == "bearer" and credential and not repeated else None
