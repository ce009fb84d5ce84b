"""The interface of the storage: queries and changes in one transaction."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from openapi_contracts import ContentModel, Problem
from registry.model import Api, ApiFilter, Document, Entry, OwnPolicy, Page, Token, Version, Waiver, WaiverState
from registry.numbers import Number, Selector


class Store(Protocol):
    """An open transaction. The argument `after` of a list is the cursor of the previous page."""

    def api(self, name: str) -> Api | None:
        """Find an API."""

    def lock_api(self, name: str) -> Api | None:
        """Find an API and lock its row until the transaction ends, so that no other transaction publishes to it."""

    def claim_api(self, api: Api) -> Api:
        """Add the API unless its name exists, lock its row as `lock_api` does, and return the stored API."""

    def replace_api(self, api: Api) -> None:
        """Replace a stored API."""

    def remove_api(self, name: str) -> None:
        """Remove an API with its versions, policy and waivers. `spent` keeps their numbers; the audit log stays."""

    def apis(self, which: ApiFilter, *, limit: int, after: tuple[str, ...] | None) -> Page[Api]:
        """List APIs in the order of the filter, ties by name."""

    def add_version(self, version: Version, document: Document) -> None:
        """Add a version with the exact bytes of its document and the problems found in it."""

    def version(self, api: str, number: Number) -> Version | None:
        """Find one version."""

    def newest(self, api: str, selector: Selector, *, below: Number | None = None) -> Version | None:
        """Find the matching version of highest precedence, optionally lower than a number.

        A pre-release is returned only if no release matches, unless the selector includes pre-releases.
        """

    def oldest(self, api: str, major: int) -> Version | None:
        """Find the release of lowest precedence in a line."""

    def versions(self, api: str, *, limit: int, after: tuple[str, ...] | None) -> Page[Version]:
        """List the versions of an API, highest precedence first."""

    def content(self, api: str, number: Number) -> bytes | None:
        """Read the exact bytes of a version's document."""

    def problems(self, api: str, number: Number) -> tuple[Problem, ...]:
        """Read the problems stored with a version."""

    def spent(self, api: str) -> tuple[tuple[Number, str], ...]:
        """List the numbers, with the sha256 of their documents, of versions removed with an API of this name."""

    def policy(self, api: str | None) -> OwnPolicy:
        """Read the policy set for an API, or for the registry if `api` is None."""

    def lock_policy(self) -> None:
        """Lock the policy of the registry until the transaction ends; `lock_api` locks that of an API."""

    def replace_policy(self, api: str | None, own: OwnPolicy) -> None:
        """Replace the policy set for an API, or for the registry; the caller has locked it."""

    def waiver(self, api: str, fingerprint: str) -> Waiver | None:
        """Find a waiver, expired or not."""

    def waivers(
        self, api: str, state: WaiverState | None, at: datetime, *, limit: int, after: tuple[str, ...] | None
    ) -> Page[Waiver]:
        """List the waivers of an API, newest first; with `state`, those in that state at a time."""

    def waivers_in_force(self, api: str, at: datetime) -> tuple[Waiver, ...]:
        """List the waivers of an API that are active at a time, newest first."""

    def put_waiver(self, waiver: Waiver) -> None:
        """Add or replace a waiver; the caller has locked its API."""

    def remove_waiver(self, api: str, fingerprint: str) -> None:
        """Remove a waiver."""

    def add_entry(self, entry: Entry) -> None:
        """Append an entry to the audit log; the storage assigns its `sequence`."""

    def entries(self, api: str | None, *, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
        """List the entries of an API, even a removed one, or all entries if `api` is None; newest first."""

    def comparison(self, base: str, revision: str, content_model: ContentModel, engine: str) -> bytes | None:
        """Read the stored report of two documents, given by sha256."""

    def keep_comparison(
        self, base: str, revision: str, content_model: ContentModel, engine: str, report: bytes, *, at: datetime
    ) -> None:
        """Store a report until one of its documents is removed. A stored report is not replaced."""

    def prepared(self, sha256: str, form: str) -> bytes | None:
        """Read the prepared data of a document; None if none is stored in this format."""

    def keep_prepared(self, sha256: str, form: str, content: bytes) -> None:
        """Store the prepared data of a document until it is removed; replaces data in another format."""

    def token(self, token_id: str) -> Token | None:
        """Find a token."""

    def tokens(self, *, limit: int, after: tuple[str, ...] | None) -> Page[Token]:
        """List tokens, oldest first."""

    def add_token(self, token: Token) -> None:
        """Add a token."""

    def remove_token(self, token_id: str) -> bool:
        """Remove a token; return False if it does not exist."""

    def has_admin(self) -> bool:
        """Say whether any stored token has the scope `admin`."""


class Storage(Protocol):
    """Opens transactions. Each `with` is one transaction, committed at the end, rolled back on an exception."""

    def reading(self) -> AbstractContextManager[Store]:
        """Open a read-only transaction."""

    def writing(self) -> AbstractContextManager[Store]:
        """Open a write transaction; on SQLite it takes the write lock immediately (BEGIN IMMEDIATE)."""

    def ready(self) -> str | None:
        """Return why the storage is not ready, such as a missing migration; None if it is ready."""
