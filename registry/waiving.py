"""Waivers: changes, by fingerprint, that reports show but do not count, with a reason and an optional expiry.

Granting requires the scope `admin` on the API, so that publishers cannot waive their own breaking changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from registry import auditing, browsing, errors
from registry.access import Caller
from registry.judgement_errors import ExpiryPassed, WaiverNotFound
from registry.model import Action, Page, Scope, Waiver, WaiverState
from registry.ports import Store

Precondition = Callable[[Waiver | None], None]  # raises if the stored state is not the one the caller wants to change


@dataclass(frozen=True, slots=True)
class Granted:
    """The waiver after a change; `new` if the change created it."""

    waiver: Waiver
    new: bool


def waivers_in_force(store: Store, api: str, at: datetime) -> Mapping[str, Waiver]:
    """Return the waivers of an API that are active at a time, by fingerprint."""
    return {waiver.fingerprint: waiver for waiver in store.waivers_in_force(api, at)}


def browse(
    store: Store,
    name: str,
    state: WaiverState | None,
    *,
    by: Caller,
    at: datetime,
    limit: int,
    after: tuple[str, ...] | None,
) -> Page[Waiver]:
    """List the waivers of an API, newest first; with `state`, those in that state. Raises ApiNotFound."""
    browsing.show(store, name, by=by)
    return store.waivers(name, state, at, limit=limit, after=after)


def show(store: Store, name: str, fingerprint: str, *, by: Caller) -> Waiver:
    """Find a waiver, expired or not. Raises ApiNotFound, WaiverNotFound."""
    browsing.show(store, name, by=by)
    waiver = store.waiver(name, fingerprint)
    if waiver is None:
        raise WaiverNotFound(name, fingerprint)
    return waiver


def grant(
    store: Store,
    name: str,
    fingerprint: str,
    *,
    reason: str,
    expires_at: datetime | None,
    by: Caller,
    at: datetime,
    precondition: Precondition,
) -> Granted:
    """Grant or replace a waiver; an equal waiver changes nothing.

    Raises ApiNotFound, ExpiryPassed.
    """
    by.require(Scope.ADMIN, name)
    stored = _locked(store, name, fingerprint)
    precondition(stored)
    waiver = Waiver(name, fingerprint, reason, by.name, at, expires_at)
    if waiver.state(at) is WaiverState.EXPIRED:
        raise ExpiryPassed
    if stored is not None and (stored.reason, stored.expires_at) == (reason, expires_at):
        return Granted(stored, new=False)
    store.put_waiver(waiver)
    _record(store, Action.WAIVER_GRANTED, waiver, by=by, at=at)
    return Granted(waiver, new=stored is None)


def withdraw(
    store: Store, name: str, fingerprint: str, *, by: Caller, at: datetime, precondition: Precondition
) -> None:
    """Remove a waiver, so that its change counts again. Raises ApiNotFound, WaiverNotFound."""
    by.require(Scope.ADMIN, name)
    stored = _locked(store, name, fingerprint)
    if stored is None:
        raise WaiverNotFound(name, fingerprint)
    precondition(stored)
    store.remove_waiver(name, fingerprint)
    _record(store, Action.WAIVER_WITHDRAWN, stored, by=by, at=at)


def _locked(store: Store, name: str, fingerprint: str) -> Waiver | None:
    """Read and lock a waiver until the transaction ends."""
    if store.lock_api(name) is None:
        raise errors.ApiNotFound(name)
    return store.waiver(name, fingerprint)


def _record(store: Store, action: Action, waiver: Waiver, *, by: Caller, at: datetime) -> None:
    until = waiver.expires_at.astimezone(UTC).isoformat() if waiver.expires_at else None
    details = {"reason": waiver.reason, "expires_at": until}
    auditing.record(store, action, api=waiver.api, subject=waiver.fingerprint, details=details, by=by, at=at)
