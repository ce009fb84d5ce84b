"""What the domain asks of its storage: questions and changes inside one transaction."""

from contextlib import AbstractContextManager
from typing import Protocol

from documents.problems import Problem
from registry.model import Api, ApiFilter, Document, Page, Token, Version
from registry.numbers import Number, Selector


class Store(Protocol):
    """One open transaction. Every name of an API is its slug; a cursor is the `after` of the page before."""

    def api(self, name: str) -> Api | None:
        """Find an API."""

    def lock_api(self, name: str) -> Api | None:
        """Find an API and hold its row until the transaction ends; nobody else publishes to it meanwhile."""

    def claim_api(self, api: Api) -> Api:
        """Add the API unless one of its name is there, hold its row as `lock_api` does, and return what is stored."""

    def replace_api(self, api: Api) -> None:
        """Replace what is stored of an API that is there."""

    def remove_api(self, name: str) -> None:
        """Remove an API with its versions; their numbers stay known to `spent`."""

    def apis(self, which: ApiFilter, *, limit: int, after: tuple[str, ...] | None) -> Page[Api]:
        """List APIs in the order the filter names, ties by name."""

    def add_version(self, version: Version, document: Document) -> None:
        """Add a version with the exact bytes of its document and the problems found in it."""

    def version(self, api: str, number: Number) -> Version | None:
        """Find one version."""

    def newest(self, api: str, selector: Selector) -> Version | None:
        """Find the version of highest precedence that a selector picks.

        Pre-releases are picked only where no release is left to pick, unless the selector includes them.
        """

    def versions(self, api: str, *, limit: int, after: tuple[str, ...] | None) -> Page[Version]:
        """List the versions of an API, highest precedence first."""

    def content(self, api: str, number: Number) -> bytes | None:
        """Read the exact bytes of a version's document."""

    def problems(self, api: str, number: Number) -> tuple[Problem, ...]:
        """Read the problems stored with a version."""

    def spent(self, api: str) -> tuple[tuple[Number, str], ...]:
        """List the numbers, with the sha256 of their documents, of versions removed with an API of this name."""

    def token(self, token_id: str) -> Token | None:
        """Find a token."""

    def tokens(self, *, limit: int, after: tuple[str, ...] | None) -> Page[Token]:
        """List tokens, oldest first."""

    def add_token(self, token: Token) -> None:
        """Add a token."""

    def remove_token(self, token_id: str) -> bool:
        """Remove a token; False where there was none."""

    def has_admin(self) -> bool:
        """Say whether any stored token has the scope `admin`."""


class Storage(Protocol):
    """Where stores are opened; each `with` is one transaction, committed at its end, rolled back on an exception."""

    def reading(self) -> AbstractContextManager[Store]:
        """Open a transaction that only reads."""

    def writing(self) -> AbstractContextManager[Store]:
        """Open a transaction that writes; on SQLite it takes the write lock at once (BEGIN IMMEDIATE)."""

    def ready(self) -> str | None:
        """Say why the storage cannot be used yet, such as a missing migration; None where it can."""
