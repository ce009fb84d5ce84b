"""Trials: what a policy would have refused of what was published, and nothing is changed by asking."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.vocabulary import Severity
from registry import policies
from registry.access import Caller
from registry.errors import ApiNotFound, InsufficientScope
from registry.judgement_errors import RuleUnknown
from registry.model import Mode, OwnPolicy
from registry.numbers import parse
from registry.ports import Storage
from registry.publishing import publish_as
from registry.trials import Trial, _neighbours, try_policy
from tests.registry.documents import ADMIN, NOW, TEAM, petstore
from tests.storage.samples import version

HISTORY = {  # published under mode off: 1.1.0 breaks 1.0.0, and 2.1.0 breaks 2.0.0
    "1.0.0": petstore(pets="ok", toys="ok"),
    "1.1.0": petstore(pets="ok"),
    "2.0.0-rc.1": petstore(toys="ok"),
    "2.0.0": petstore(food="ok"),
    "2.1.0": petstore(pets="ok"),
    "2.2.0": petstore(pets="ok", toys="ok"),
}


@pytest.fixture
def published(storage: Storage, analysts: Analysts) -> Storage:
    """A registry with the history."""
    with storage.writing() as store:
        policies.adopt(store, None, OwnPolicy(mode=Mode.OFF), by=ADMIN, at=NOW, precondition=lambda stored: None)
    for number, document in HISTORY.items():
        parsed = parse(number)
        assert parsed is not None
        publish_as(storage, analysts, "petstore", parsed, document, by=TEAM, at=NOW)
    return storage


def tried(storage: Storage, analysts: Analysts, own: OwnPolicy, *, by: Caller = ADMIN) -> Trial:
    return try_policy(storage, analysts, "petstore", own, by=by, now=lambda: NOW)


def test_what_would_have_been_refused_is_listed(published: Storage, analysts: Analysts) -> None:
    found = tried(published, analysts, OwnPolicy(mode=Mode.ENFORCE))
    assert (found.pairs, found.judged) == (3, 3)
    assert [(str(each.version), str(each.baseline), each.verdict, each.breaking) for each in found.refused] == [
        ("2.1.0", "2.0.0", "breaking", 1),
        ("1.1.0", "1.0.0", "breaking", 1),
    ]


def test_the_severities_of_the_policy_decide(published: Storage, analysts: Analysts) -> None:
    own = OwnPolicy(mode=Mode.ENFORCE, severities={"operation-removed": Severity.WARNING})
    assert tried(published, analysts, own).refused == ()


def test_a_policy_that_compares_nothing_refuses_nothing(published: Storage, analysts: Analysts) -> None:
    assert tried(published, analysts, OwnPolicy(mode=Mode.OFF)).refused == ()


def test_trying_changes_no_policy(published: Storage, analysts: Analysts) -> None:
    tried(published, analysts, OwnPolicy(mode=Mode.ENFORCE))
    with published.reading() as store:
        assert policies.policy_in_force(store, "petstore").mode is Mode.OFF


def test_a_trial_ends_in_time_and_says_how_far_it_came(published: Storage, analysts: Analysts) -> None:
    clock: Iterator[datetime] = iter([NOW, NOW, NOW + timedelta(minutes=1)])
    own = OwnPolicy(mode=Mode.ENFORCE)
    found = try_policy(published, analysts, "petstore", own, by=ADMIN, now=lambda: next(clock))
    assert (found.pairs, found.judged) == (3, 1)


def test_a_rule_that_there_is_not_is_refused(published: Storage, analysts: Analysts) -> None:
    with pytest.raises(RuleUnknown):
        tried(published, analysts, OwnPolicy(severities={"no-such-rule": Severity.OFF}))


def test_trying_needs_an_admin_and_an_api(storage: Storage, analysts: Analysts) -> None:
    with pytest.raises(InsufficientScope):
        tried(storage, analysts, OwnPolicy(), by=TEAM)
    with pytest.raises(ApiNotFound):
        tried(storage, analysts, OwnPolicy())


@pytest.mark.parametrize(
    ("numbers", "pairs"),
    [
        ("1.2.0 1.1.0 1.0.0", "1.2.0<1.1.0 1.1.0<1.0.0"),
        ("1.1.0 1.1.0-rc.2 1.1.0-rc.1 1.0.0", "1.1.0<1.0.0 1.1.0-rc.2<1.0.0 1.1.0-rc.1<1.0.0"),
        ("2.0.0 1.0.0", ""),
        ("2.0.0 2.0.0-rc.1 1.0.0", ""),
        ("", ""),
    ],
)
def test_a_version_is_judged_by_the_release_before_it_in_its_line(numbers: str, pairs: str) -> None:
    versions = [version("petstore", number) for number in numbers.split()]
    found = [f"{after.number}<{before.number}" for before, after in _neighbours(versions)]
    assert sorted(found) == sorted(pairs.split())
