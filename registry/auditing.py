"""The audit log: changes of policies and waivers, and publications of breaking documents. Entries never change.

An entry is written in the same transaction as the change it records, and stays when the API is removed.
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
    """Add an entry. `details` is JSON data; `api` is None if the entry concerns all APIs."""
    store.add_entry(Entry(api, action, subject, details, by.name, at))


def browse(store: Store, api: str, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
    """List the entries of an API, even a removed one, newest first. Raises ApiNotFound."""
    by.require_read(api)
    page = store.entries(api, limit=limit, after=after)
    if not page.items and store.api(api) is None:
        raise errors.ApiNotFound(api)
    return page


def browse_all(store: Store, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
    """List all entries, newest first. Requires the scope `admin` on all APIs."""
    by.require(Scope.ADMIN)
    return store.entries(None, limit=limit, after=after)
