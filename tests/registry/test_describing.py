"""Describing an API: creating, changing, and refusing a change to a state that was not meant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from registry import browsing, describing, errors
from registry.access import ANONYMOUS
from registry.describing import Described, Description
from registry.model import Api
from registry.ports import Store
from tests.registry.documents import ADMIN, NOW, TEAM

SAID = Description("Petstore", "Everything about pets.", "payments", {"tier": "gold"})


def describe(store: Store, said: Description = SAID, *, later: int = 0) -> Described:
    at = NOW + timedelta(seconds=later)
    return describing.describe(store, "petstore", said, by=TEAM, at=at, precondition=lambda stored: None)


def test_describing_creates_an_api(store: Store) -> None:
    described = describe(store)
    assert described.new
    assert browsing.show(store, "petstore", by=ANONYMOUS) == described.api


def test_describing_replaces_everything_that_was_said(store: Store) -> None:
    describe(store)
    described = describe(store, Description("Pets", None, None, {}), later=5)
    assert not described.new
    assert (described.api.title, described.api.description, described.api.owner) == ("Pets", None, None)
    assert (described.api.created_at, described.api.updated_at) == (NOW, NOW + timedelta(seconds=5))
    assert browsing.show(store, "petstore", by=ANONYMOUS) == described.api


def test_saying_the_same_again_changes_nothing(store: Store) -> None:
    first = describe(store)
    assert describe(store, later=5).api == first.api


def test_a_precondition_sees_what_is_stored_and_can_refuse(store: Store) -> None:
    created = describe(store).api

    def refuse(stored: Api | None) -> None:
        assert stored == created
        raise errors.PreconditionFailed("Not what was meant.")

    with pytest.raises(errors.PreconditionFailed):
        describing.describe(store, "petstore", replace(SAID, title="x"), by=TEAM, at=NOW, precondition=refuse)
    with pytest.raises(errors.PreconditionFailed):
        describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=refuse)
    assert browsing.show(store, "petstore", by=ANONYMOUS) == created


def test_removing_needs_an_admin(store: Store) -> None:
    describe(store)
    with pytest.raises(errors.InsufficientScope):
        describing.remove(store, "petstore", by=TEAM, at=NOW, precondition=lambda stored: None)


def test_what_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(errors.ApiNotFound):
        describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=lambda stored: None)
