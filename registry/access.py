"""Who is calling and what they may do: bearer tokens, their scopes, and the APIs they work on."""

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

PREFIX = "registry"  # what a token starts with, so that a scanner of secrets can know one
EVERY_API = ("*",)
RANDOM_BYTES = 40  # 8 for the id, 32 for the secret
INCLUDES = {
    Scope.READ: frozenset({Scope.READ}),
    Scope.PUBLISH: frozenset({Scope.READ, Scope.PUBLISH}),
    Scope.ADMIN: frozenset(Scope),
}


class Reads(StrEnum):
    """Who may read."""

    OPEN = "open"  # everyone, everything
    TOKEN = "token"  # noqa: S105 - the name of a policy: only callers with a token, only the APIs it works on


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling; `apis` are patterns of the names the scopes hold for, `readable` of those they may read."""

    name: str
    scopes: frozenset[Scope]
    apis: tuple[str, ...] = EVERY_API
    readable: tuple[str, ...] = EVERY_API
    authenticated: bool = True

    def require(self, scope: Scope, api: str | None = None) -> None:
        """Refuse a caller without a scope on an API, or on every API where none is named.

        Raises Unauthenticated, InsufficientScope.
        """
        if not self.authenticated and scope is not Scope.READ:
            raise errors.Unauthenticated
        allowed = _matches(api, self.apis) if api else "*" in self.apis
        if not allowed or not any(scope in INCLUDES[held] for held in self.scopes):
            raise errors.InsufficientScope(scope, api)

    def require_read(self, api: str) -> None:
        """Refuse a caller who may not read an API as if it were not there. Raises ApiNotFound."""
        if not _matches(api, self.readable):
            raise errors.ApiNotFound(api)


ANONYMOUS = Caller("anonymous", frozenset({Scope.READ}), authenticated=False)
REGISTRY = Caller("registry", frozenset({Scope.ADMIN}))  # the registry itself, when it publishes its own contract


def authenticate(store: Store, credential: str, *, reads: Reads, admin_token: str | None, at: datetime) -> Caller:
    """Find the caller of a bearer token; tokens are compared in constant time. Raises InvalidToken."""
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
    """Add a token and return it with its credential, which is kept nowhere; `randomness` is 40 bytes."""
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
    """Remove a token; it is refused from the next request on. Raises TokenNotFound."""
    by.require(Scope.ADMIN)
    if not store.remove_token(token_id):
        raise errors.TokenNotFound(token_id)


def _matches(api: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(api, pattern) for pattern in patterns)


def _hash(secret: str) -> str:
    """Hash a secret; 32 random bytes cannot be guessed, so they need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
