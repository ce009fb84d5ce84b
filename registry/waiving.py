"""Waiving: changes, by their fingerprint, that are shown in a judgement but not counted, for a reason and for a time.

Granting needs the scope `admin` on the API: a refused publisher must not waive the refusal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from registry import auditing, browsing, errors
from registry.access import Caller
from registry.judgement_errors import ExpiryPassed, WaiverNotFound
from registry.model import Action, Page, Scope, Waiver, WaiverState
from registry.ports import Store

Precondition = Callable[[Waiver | None], None]  # refuses a change to a state that the caller does not mean


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver as it now is; `new` where granting made it."""

    waiver: Waiver
    new: bool


def waivers_in_force(store: Store, api: str, at: datetime) -> Mapping[str, Waiver]:
    """Find the waivers of an API that hold at a time, by fingerprint."""
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
    """List the waivers of an API, newest first: all, or those in a state at a time. Raises ApiNotFound."""
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
    """Grant a waiver, or replace the one there is; granting the same again changes nothing.

    Raises ApiNotFound, ExpiryPassed.
    """
    by.require(Scope.ADMIN, name)
    stored = _hold(store, name, fingerprint)
    precondition(stored)
    asked = Waiver(name, fingerprint, reason, by.name, at, expires_at)
    if asked.state(at) is WaiverState.EXPIRED:
        raise ExpiryPassed
    if stored is not None and (stored.reason, stored.expires_at) == (reason, expires_at):
        return Granted(stored, new=False)
    store.put_waiver(asked)
    _record(store, Action.WAIVER_GRANTED, asked, by=by, at=at)
    return Granted(asked, new=stored is None)


def withdraw(
    store: Store, name: str, fingerprint: str, *, by: Caller, at: datetime, precondition: Precondition
) -> None:
    """Withdraw a waiver: what it waived counts again. Raises ApiNotFound, WaiverNotFound."""
    by.require(Scope.ADMIN, name)
    stored = _hold(store, name, fingerprint)
    if stored is None:
        raise WaiverNotFound(name, fingerprint)
    precondition(stored)
    store.remove_waiver(name, fingerprint)
    _record(store, Action.WAIVER_WITHDRAWN, stored, by=by, at=at)


def _hold(store: Store, name: str, fingerprint: str) -> Waiver | None:
    """Read and lock a waiver until the transaction ends."""
    if store.lock_api(name) is None:
        raise errors.ApiNotFound(name)
    return store.waiver(name, fingerprint)


def _record(store: Store, action: Action, waiver: Waiver, *, by: Caller, at: datetime) -> None:
    until = waiver.expires_at.astimezone(UTC).isoformat() if waiver.expires_at else None
    details = {"reason": waiver.reason, "expires_at": until}
    auditing.record(store, action, api=waiver.api, subject=waiver.fingerprint, details=details, by=by, at=at)
