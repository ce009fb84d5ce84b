"""Auditing: entries are read newest first, outlive their API, and are shown to those who may see them."""

from datetime import timedelta

import pytest

from registry import auditing, describing, errors
from registry.access import ANONYMOUS, Caller
from registry.model import Action, Scope
from registry.ports import Store
from tests.registry.documents import ADMIN, NOW, TEAM
from tests.storage.samples import api


def record(store: Store, name: str | None, subject: str, *, later: int = 0) -> None:
    at = NOW + timedelta(seconds=later)
    details = {"bump": "major", "counts": {"breaking": 2}, "waived": ["0123456789abcdef"], "by": None}
    auditing.record(store, Action.VERSION_PUBLISHED, api=name, subject=subject, details=details, by=TEAM, at=at)


def test_an_entry_says_who_did_what_to_what_and_when(store: Store) -> None:
    store.claim_api(api("petstore"))
    record(store, "petstore", "1.1.0")
    (entry,) = auditing.browse(store, "petstore", by=ANONYMOUS, limit=10, after=None).items
    assert (entry.api, entry.action, entry.subject) == ("petstore", Action.VERSION_PUBLISHED, "1.1.0")
    assert (entry.by, entry.at, entry.sequence) == ("team", NOW, 1)
    assert entry.details == {"bump": "major", "counts": {"breaking": 2}, "waived": ["0123456789abcdef"], "by": None}


def test_an_api_shows_its_entries_newest_first_and_an_admin_sees_those_of_all(store: Store) -> None:
    for place, name in enumerate(["petstore", None, "orders", "petstore"]):
        record(store, name, str(place), later=-place)  # a clock set back changes no order
    own = auditing.browse(store, "petstore", by=ANONYMOUS, limit=10, after=None)
    assert [entry.subject for entry in own.items] == ["3", "0"]
    every = auditing.browse_all(store, by=ADMIN, limit=10, after=None)
    assert [(entry.api, entry.sequence) for entry in every.items] == [
        ("petstore", 4),
        ("orders", 3),
        (None, 2),
        ("petstore", 1),
    ]


def test_the_audit_of_a_removed_api_stays_and_tells_of_the_removal(store: Store) -> None:
    store.claim_api(api("petstore"))
    record(store, "petstore", "1.1.0")
    describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=lambda stored: None)
    entries = auditing.browse(store, "petstore", by=ANONYMOUS, limit=10, after=None).items
    assert [(entry.action, entry.subject) for entry in entries] == [
        (Action.API_REMOVED, "petstore"),
        (Action.VERSION_PUBLISHED, "1.1.0"),
    ]


def test_an_api_nothing_was_done_to_has_an_empty_audit_and_one_that_never_was_has_none(store: Store) -> None:
    store.claim_api(api("petstore"))
    assert auditing.browse(store, "petstore", by=ANONYMOUS, limit=10, after=None).items == ()
    with pytest.raises(errors.ApiNotFound):
        auditing.browse(store, "orders", by=ANONYMOUS, limit=10, after=None)


def test_the_audit_of_an_api_a_caller_may_not_read_is_as_if_not_there(store: Store) -> None:
    record(store, "petstore", "1.1.0")
    elsewhere = Caller("ci", TEAM.scopes, ("orders",), readable=("orders",))
    with pytest.raises(errors.ApiNotFound):
        auditing.browse(store, "petstore", by=elsewhere, limit=10, after=None)


@pytest.mark.parametrize("caller", [TEAM, Caller("ci", frozenset({Scope.ADMIN}), ("pet*",))])
def test_only_an_admin_of_every_api_sees_the_entries_of_all(store: Store, caller: Caller) -> None:
    with pytest.raises(errors.InsufficientScope):
        auditing.browse_all(store, by=caller, limit=10, after=None)
