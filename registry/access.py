"""Authenticates bearer tokens and authorizes callers by scope and API."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fnmatch import fnmatchcase

from registry import errors
from registry.model import Page, Scope, Token
from registry.ports import Store

PREFIX = "registry"  # the prefix of every token, by which secret scanners recognize tokens
EVERY_API = ("*",)
RANDOM_BYTES = 40  # 8 for the id, 32 for the secret
INCLUDES = {
    Scope.READ: frozenset({Scope.READ}),
    Scope.PUBLISH: frozenset({Scope.READ, Scope.PUBLISH}),
    Scope.ADMIN: frozenset(Scope),
}


class Reads(StrEnum):
    """Which callers may read."""

    OPEN = "open"  # everyone, everything
    TOKEN = "token"  # noqa: S105 - no secret: only callers with a token may read, and only the APIs of that token


@dataclass(frozen=True, slots=True)
class Caller:
    """The authenticated client; `apis` are the patterns of APIs its scopes apply to, `readable` of APIs it may read."""

    name: str
    scopes: frozenset[Scope]
    apis: tuple[str, ...] = EVERY_API
    readable: tuple[str, ...] = EVERY_API
    authenticated: bool = True

    def require(self, scope: Scope, api: str | None = None) -> None:
        """Check that the caller has a scope on an API, or on all APIs if `api` is None.

        Raises Unauthenticated, InsufficientScope.
        """
        if not self.authenticated and scope is not Scope.READ:
            raise errors.Unauthenticated
        allowed = _matches(api, self.apis) if api else "*" in self.apis
        if not allowed or not any(scope in INCLUDES[held] for held in self.scopes):
            raise errors.InsufficientScope(scope, api)

    def require_read(self, api: str) -> None:
        """Check that the caller may read an API. Raises ApiNotFound, which does not reveal whether the API exists."""
        if not _matches(api, self.readable):
            raise errors.ApiNotFound(api)


ANONYMOUS = Caller("anonymous", frozenset({Scope.READ}), authenticated=False)
REGISTRY = Caller("registry", frozenset({Scope.ADMIN}))  # publishes the registry's own contract


def authenticate(store: Store, credential: str, *, reads: Reads, admin_token: str | None, at: datetime) -> Caller:
    """Return the caller with a bearer token, comparing secrets in constant time. Raises InvalidToken."""
    if admin_token and hmac.compare_digest(credential.encode(), admin_token.encode()):
        return Caller("admin", frozenset({Scope.ADMIN}))
    prefix, _, rest = credential.partition("_")
    token_id, _, secret = rest.partition("_")
    token = store.token(token_id) if prefix == PREFIX and token_id.isascii() else None
    expected = token.secret_sha256 if token else ""
    known = hmac.compare_digest(_hash(secret), expected)
    if token is None or not known or (token.expires_at is not None and token.expires_at <= at):
        raise errors.InvalidToken
    readable = EVERY_API if reads is Reads.OPEN else token.apis
    return Caller(token.name, token.scopes, token.apis, readable)


def issue(
    store: Store,
    *,
    name: str,
    scopes: Iterable[Scope],
    apis: tuple[str, ...] = EVERY_API,
    expires_at: datetime | None = None,
    by: Caller,
    at: datetime,
    randomness: bytes,
) -> tuple[Token, str]:
    """Store a new token; return it with its credential, which is not stored. `randomness` is 40 random bytes."""
    by.require(Scope.ADMIN)
    token_id, secret = randomness[:8].hex(), randomness[8:].hex()
    token = Token(token_id, name, _hash(secret), frozenset(scopes), apis, at, expires_at)
    store.add_token(token)
    return token, f"{PREFIX}_{token_id}_{secret}"


def browse(store: Store, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Token]:
    """List the tokens, oldest first."""
    by.require(Scope.ADMIN)
    return store.tokens(limit=limit, after=after)


def revoke(store: Store, token_id: str, *, by: Caller) -> None:
    """Remove a token, with immediate effect. Raises TokenNotFound."""
    by.require(Scope.ADMIN)
    if not store.remove_token(token_id):
        raise errors.TokenNotFound(token_id)


def _matches(api: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(api, pattern) for pattern in patterns)


def _hash(secret: str) -> str:
    """Hash a secret. A fast hash is safe, since 32 random bytes cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
