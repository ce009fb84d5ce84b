"""What the domain asks of its storage: questions and changes inside one transaction."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from openapi_contracts import ContentModel, Problem
from registry.model import Api, ApiFilter, Document, Entry, OwnPolicy, Page, Token, Version, Waiver, WaiverState
from registry.numbers import Number, Selector


class Store(Protocol):
    """One open transaction. Every name of an API is its slug; a cursor is the `after` of the page before."""

    def api(self, name: str) -> Api | None:
        """Find an API."""

    def lock_api(self, name: str) -> Api | None:
        """Find an API and lock its row until the transaction ends, so that nobody else publishes to it."""

    def claim_api(self, api: Api) -> Api:
        """Add the API unless its name exists, lock its row as `lock_api` does, and return the stored API."""

    def replace_api(self, api: Api) -> None:
        """Replace a stored API."""

    def remove_api(self, name: str) -> None:
        """Remove an API with its versions, policy and waivers; their numbers stay known to `spent`, the audit stays."""

    def apis(self, which: ApiFilter, *, limit: int, after: tuple[str, ...] | None) -> Page[Api]:
        """List APIs in the order the filter names, ties by name."""

    def add_version(self, version: Version, document: Document) -> None:
        """Add a version with the exact bytes of its document and the problems found in it."""

    def version(self, api: str, number: Number) -> Version | None:
        """Find one version."""

    def newest(self, api: str, selector: Selector, *, below: Number | None = None) -> Version | None:
        """Find the version of highest precedence that a selector picks, of all or of those before a number.

        Pre-releases are picked only where no release is left to pick, unless the selector includes them.
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
        """Read the own policy of an API, or of the registry where no API is named."""

    def lock_policy(self) -> None:
        """Hold the policy of the registry until the transaction ends; that of an API is held with its row."""

    def replace_policy(self, api: str | None, own: OwnPolicy) -> None:
        """Replace the own policy of an API, or of the registry; its row is locked."""

    def waiver(self, api: str, fingerprint: str) -> Waiver | None:
        """Find a waiver, expired or not."""

    def waivers(
        self, api: str, state: WaiverState | None, at: datetime, *, limit: int, after: tuple[str, ...] | None
    ) -> Page[Waiver]:
        """List the waivers of an API, newest first: all, or those in a state at a time."""

    def waivers_in_force(self, api: str, at: datetime) -> tuple[Waiver, ...]:
        """List the waivers of an API in force at a time, newest first."""

    def put_waiver(self, waiver: Waiver) -> None:
        """Add a waiver in place of the one there is; the row of its API is held."""

    def remove_waiver(self, api: str, fingerprint: str) -> None:
        """Remove a waiver."""

    def add_entry(self, entry: Entry) -> None:
        """Add an entry to the audit, after all others; its `sequence` is not taken but given."""

    def entries(self, api: str | None, *, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
        """List the entries of an API, there or not, or every entry where none is named, newest first."""

    def comparison(self, base: str, revision: str, content_model: ContentModel, engine: str) -> bytes | None:
        """Read the report kept of two documents, by their sha256."""

    def keep_comparison(
        self, base: str, revision: str, content_model: ContentModel, engine: str, report: bytes, *, at: datetime
    ) -> None:
        """Keep a report as long as both documents are there; the first one stays, and racing writers do not fail."""

    def prepared(self, sha256: str, form: str) -> bytes | None:
        """Read the prepared data of a document, in this form; None where it is stored in another."""

    def keep_prepared(self, sha256: str, form: str, content: bytes) -> None:
        """Keep what comparing a document needs as long as it is there, in place of another form."""

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
