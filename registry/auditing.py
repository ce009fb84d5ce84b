"""Auditing: who changed a policy or a waiver, and who published a breaking document. Entries are never changed.

An entry is written in the transaction of what it tells of, and outlives the API.
"""

from collections.abc import Mapping
from datetime import datetime

from registry import errors
from registry.access import Caller
from registry.model import Action, Entry, Page, Scope
from registry.ports import Store


def record(
    store: Store,
    action: Action,
    *,
    api: str | None,
    subject: str,
    details: Mapping[str, object],
    by: Caller,
    at: datetime,
) -> None:
    """Add an entry; `details` are JSON, and `api` is None where the entry concerns all APIs."""
    store.add_entry(Entry(api, action, subject, details, by.name, at))


def browse(store: Store, api: str, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
    """List the entries of an API, newest first, also of one that was removed. Raises ApiNotFound."""
    by.require_read(api)
    page = store.entries(api, limit=limit, after=after)
    if not page.items and store.api(api) is None:
        raise errors.ApiNotFound(api)
    return page


def browse_all(store: Store, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
    """List every entry of the registry, newest first; for an admin of every API."""
    by.require(Scope.ADMIN)
    return store.entries(None, limit=limit, after=after)
