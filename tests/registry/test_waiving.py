"""Waiving: for a reason and for a time, by an admin of the API and never by who was refused."""

from datetime import datetime, timedelta

import pytest

from registry import errors, waiving
from registry.access import ANONYMOUS, Caller
from registry.judgement_errors import ExpiryPassed, WaiverNotFound
from registry.model import Action, Scope, Waiver, WaiverState
from registry.ports import Store
from registry.waiving import Granted
from tests.registry.documents import ADMIN, NOW, TEAM
from tests.storage.samples import api

CHANGE = "0123456789abcdef"
SOON = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _petstore(store: Store) -> None:
    store.claim_api(api("petstore"))


def grant(
    store: Store,
    fingerprint: str = CHANGE,
    *,
    reason: str = "Nobody calls it.",
    until: datetime | None = None,
    by: Caller = ADMIN,
    at: datetime = NOW,
    name: str = "petstore",
) -> Granted:
    return waiving.grant(
        store, name, fingerprint, reason=reason, expires_at=until, by=by, at=at, precondition=lambda stored: None
    )


def withdraw(store: Store, fingerprint: str = CHANGE, *, by: Caller = ADMIN, name: str = "petstore") -> None:
    waiving.withdraw(store, name, fingerprint, by=by, at=NOW, precondition=lambda stored: None)


def told(store: Store) -> list[tuple[Action, str, dict[str, object]]]:
    entries = store.entries("petstore", limit=100, after=None).items
    return [(entry.action, entry.subject, dict(entry.details)) for entry in reversed(entries)]


def test_a_waiver_is_shown_with_who_granted_it_when_and_why(store: Store) -> None:
    granted = grant(store, until=SOON)
    expected = Waiver("petstore", CHANGE, "Nobody calls it.", "admin", NOW, SOON)
    assert granted == Granted(expected, new=True)
    assert waiving.show(store, "petstore", CHANGE, by=ANONYMOUS) == expected


def test_a_waiver_holds_until_the_moment_it_expires(store: Store) -> None:
    grant(store, until=SOON)
    grant(store, "f" * 16)
    just_before = SOON - timedelta(microseconds=1)
    assert waiving.waivers_in_force(store, "petstore", just_before).keys() == {CHANGE, "f" * 16}
    assert waiving.waivers_in_force(store, "petstore", SOON).keys() == {"f" * 16}
    assert waiving.show(store, "petstore", CHANGE, by=ANONYMOUS).state(SOON) is WaiverState.EXPIRED


def test_waivers_of_one_api_are_not_those_of_another(store: Store) -> None:
    store.claim_api(api("orders"))
    grant(store)
    assert waiving.waivers_in_force(store, "orders", NOW) == {}
    with pytest.raises(WaiverNotFound):
        waiving.show(store, "orders", CHANGE, by=ANONYMOUS)


@pytest.mark.parametrize(
    ("state", "found"),
    [(None, ["new", "expired", "old"]), (WaiverState.ACTIVE, ["new", "old"]), (WaiverState.EXPIRED, ["expired"])],
)
def test_waivers_are_listed_newest_first_by_their_state(
    store: Store, state: WaiverState | None, found: list[str]
) -> None:
    moments = {"old": (0, None), "expired": (1, 5), "new": (2, 3600)}
    for place, (reason, (second, until)) in enumerate(moments.items()):
        at = NOW + timedelta(seconds=second)
        grant(store, f"{place:016x}", reason=reason, at=at, until=at + timedelta(seconds=until) if until else None)
    at = NOW + timedelta(minutes=1)
    page = waiving.browse(store, "petstore", state, by=ANONYMOUS, at=at, limit=10, after=None)
    assert [waiver.reason for waiver in page.items] == found


def test_granting_again_replaces_and_the_same_again_changes_nothing(store: Store) -> None:
    first = grant(store).waiver
    other = Caller("other admin", frozenset({Scope.ADMIN}))
    assert grant(store, by=other, at=SOON) == Granted(first, new=False)
    replaced = grant(store, reason="Still.", by=other, at=SOON)
    assert not replaced.new
    assert (replaced.waiver.reason, replaced.waiver.by, replaced.waiver.at) == ("Still.", "other admin", SOON)
    assert waiving.show(store, "petstore", CHANGE, by=ANONYMOUS) == replaced.waiver


def test_every_change_is_in_the_audit_and_nothing_else(store: Store) -> None:
    grant(store)
    grant(store)
    grant(store, until=SOON)
    withdraw(store)
    forever = {"reason": "Nobody calls it.", "expires_at": None}
    hour = {"reason": "Nobody calls it.", "expires_at": SOON.isoformat()}
    assert told(store) == [
        (Action.WAIVER_GRANTED, CHANGE, forever),
        (Action.WAIVER_GRANTED, CHANGE, hour),
        (Action.WAIVER_WITHDRAWN, CHANGE, hour),
    ]


@pytest.mark.parametrize("until", [NOW - timedelta(days=1), NOW])
def test_a_waiver_that_has_expired_already_is_not_granted(store: Store, until: datetime) -> None:
    with pytest.raises(ExpiryPassed):
        grant(store, until=until)
    assert told(store) == []


def test_an_expired_waiver_is_granted_again_only_with_a_new_time(store: Store) -> None:
    grant(store, until=SOON)
    with pytest.raises(ExpiryPassed):
        grant(store, until=SOON, at=SOON)
    assert grant(store, until=SOON + timedelta(hours=1), at=SOON).waiver.state(SOON) is WaiverState.ACTIVE


def test_a_withdrawn_waiver_is_gone(store: Store) -> None:
    grant(store)
    withdraw(store)
    assert waiving.waivers_in_force(store, "petstore", NOW) == {}
    with pytest.raises(WaiverNotFound):
        withdraw(store)


def test_a_precondition_sees_what_is_stored_and_can_refuse(store: Store) -> None:
    seen: list[Waiver | None] = []

    def refuse(stored: Waiver | None) -> None:
        seen.append(stored)
        raise errors.PreconditionFailed("Not what was meant.")

    granted = grant(store).waiver
    with pytest.raises(errors.PreconditionFailed):
        waiving.grant(store, "petstore", CHANGE, reason="x", expires_at=None, by=ADMIN, at=NOW, precondition=refuse)
    with pytest.raises(errors.PreconditionFailed):
        waiving.withdraw(store, "petstore", CHANGE, by=ADMIN, at=NOW, precondition=refuse)
    assert seen == [granted, granted]
    assert waiving.show(store, "petstore", CHANGE, by=ANONYMOUS) == granted


@pytest.mark.parametrize("act", [grant, withdraw])
def test_who_may_only_publish_excuses_nobody(store: Store, act: object) -> None:
    grant(store)
    for caller in (TEAM, Caller("ci", frozenset({Scope.ADMIN}), ("orders",))):
        with pytest.raises(errors.InsufficientScope):
            act(store, by=caller)  # type: ignore[operator]


@pytest.mark.parametrize("act", [grant, withdraw])
def test_an_api_that_is_not_there_has_no_waivers(store: Store, act: object) -> None:
    with pytest.raises(errors.ApiNotFound):
        act(store, name="orders")  # type: ignore[operator]
    with pytest.raises(errors.ApiNotFound):
        waiving.browse(store, "orders", None, by=ANONYMOUS, at=NOW, limit=1, after=None)


def test_removing_an_api_removes_its_waivers_for_good(store: Store) -> None:
    grant(store)
    store.remove_api("petstore")
    store.claim_api(api("petstore"))
    assert waiving.waivers_in_force(store, "petstore", NOW) == {}
