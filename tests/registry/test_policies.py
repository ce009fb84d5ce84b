"""Policies: the defaults, what the registry says over them, what an API says over that, and who may say it."""

from datetime import timedelta

import pytest

from openapi_contracts import ContentModel
from openapi_contracts.vocabulary import Severity
from registry import errors, policies
from registry.access import ANONYMOUS, Caller
from registry.judgement_errors import RuleUnknown
from registry.model import Action, Mode, OwnPolicy, Policy, Reach, Removals, Scope
from registry.policies import NOTHING, Ruling
from registry.ports import Store
from tests.registry.documents import ADMIN, NOW, TEAM
from tests.storage.samples import api

FIRST, SECOND = tuple(policies.known_rules())[:2]
WARN = OwnPolicy(mode=Mode.WARN)


@pytest.fixture(autouse=True)
def _petstore(store: Store) -> None:
    store.claim_api(api("petstore"))


def adopt(store: Store, name: str | None, own: OwnPolicy, *, by: Caller = ADMIN, later: int = 0) -> Ruling:
    at = NOW + timedelta(seconds=later)
    return policies.adopt(store, name, own, by=by, at=at, precondition=lambda stored: None)


def actions(store: Store) -> list[tuple[str | None, Action]]:
    return [(entry.api, entry.action) for entry in reversed(store.entries(None, limit=100, after=None).items)]


def test_where_nobody_said_anything_the_strictest_holds(store: Store) -> None:
    strictest = Policy(Mode.ENFORCE, ContentModel.DECLARED, Reach.TRANSITIVE, {}, Severity.BREAKING, Removals.FORBIDDEN)
    assert policies.policy_in_force(store, "petstore") == strictest
    assert policies.show(store, "petstore", by=ANONYMOUS) == Ruling("petstore", strictest, NOTHING)
    assert policies.show(store, None, by=ANONYMOUS) == Ruling(None, strictest, NOTHING)


@pytest.mark.parametrize(
    ("registry", "own", "held"),
    [
        (WARN, NOTHING, Policy(mode=Mode.WARN)),
        (NOTHING, WARN, Policy(mode=Mode.WARN)),
        (WARN, OwnPolicy(mode=Mode.OFF), Policy(mode=Mode.OFF)),
        (WARN, OwnPolicy(mode=Mode.ENFORCE), Policy()),
        (WARN, OwnPolicy(reach=Reach.LATEST), Policy(mode=Mode.WARN, reach=Reach.LATEST)),
        (
            OwnPolicy(undecided=Severity.WARNING, content_model=ContentModel.STRICT),
            OwnPolicy(removal_after_sunset=Removals.ALLOWED, undecided=Severity.BREAKING),
            Policy(content_model=ContentModel.STRICT, removal_after_sunset=Removals.ALLOWED),
        ),
        (
            OwnPolicy(severities={FIRST: Severity.OFF, SECOND: Severity.INFO}),
            OwnPolicy(severities={SECOND: Severity.BREAKING}),
            Policy(severities={FIRST: Severity.OFF, SECOND: Severity.BREAKING}),
        ),
    ],
)
def test_what_an_api_says_goes_before_what_the_registry_says(
    store: Store, registry: OwnPolicy, own: OwnPolicy, held: Policy
) -> None:
    adopt(store, None, registry)
    assert adopt(store, "petstore", own) == Ruling("petstore", held, own)
    assert policies.policy_in_force(store, "petstore") == held
    assert policies.policy_in_force(store, "not-there-yet") == policies.show(store, None, by=ANONYMOUS).policy


def test_adopting_replaces_all_that_was_said(store: Store) -> None:
    adopt(store, "petstore", OwnPolicy(mode=Mode.OFF, severities={FIRST: Severity.OFF}))
    assert adopt(store, "petstore", OwnPolicy(reach=Reach.LATEST)).policy == Policy(reach=Reach.LATEST)
    assert adopt(store, "petstore", NOTHING).policy == Policy()


def test_every_change_is_in_the_audit_and_nothing_else(store: Store) -> None:
    adopt(store, "petstore", NOTHING)
    adopt(store, "petstore", WARN, later=1)
    adopt(store, "petstore", WARN, later=2)
    adopt(store, None, OwnPolicy(severities={FIRST: Severity.OFF}), later=3)
    adopt(store, "petstore", NOTHING, later=4)
    assert actions(store) == [
        ("petstore", Action.POLICY_REPLACED),
        (None, Action.POLICY_REPLACED),
        ("petstore", Action.POLICY_REMOVED),
    ]
    removed, for_all, replaced = store.entries(None, limit=100, after=None).items
    assert (replaced.subject, replaced.by, replaced.at) == ("policy", "admin", NOW + timedelta(seconds=1))
    assert replaced.details == {"before": {}, "after": {"mode": "warn"}}
    assert for_all.details == {"before": {}, "after": {"severities": {FIRST: "off"}}}
    assert removed.details == {"before": {"mode": "warn"}, "after": {}}


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (FIRST[:-1], f"There is no rule {FIRST[:-1]!r}: did you mean {FIRST!r}?"),
        ("§", "There is no rule '§'. Reports show the ids of existing rules."),
        ("a/~b", "There is no rule 'a/~b'. Reports show the ids of existing rules."),
    ],
)
def test_a_rule_there_is_not_is_refused_and_the_nearest_named(store: Store, unknown: str, said: str) -> None:
    with pytest.raises(RuleUnknown) as refused:
        adopt(store, "petstore", OwnPolicy(severities={FIRST: Severity.OFF, unknown: Severity.OFF}))
    escaped = unknown.replace("~", "~0").replace("/", "~1")
    assert str(refused.value) == said
    assert refused.value.details() == {
        "errors": [{"pointer": f"/severities/{escaped}", "detail": said}],
        "error_count": 1,
    }
    assert actions(store) == []


def test_many_rules_there_are_not_are_counted(store: Store) -> None:
    unknown = {f"{FIRST}-{place}" * 50: Severity.OFF for place in range(500)}
    with pytest.raises(RuleUnknown, match=r"\(499 more in errors\)\.$") as refused:
        adopt(store, None, OwnPolicy(severities=unknown))
    details = refused.value.details()
    assert (len(details["errors"]), details["error_count"]) == (100, 500)  # type: ignore[arg-type]
    assert len(str(refused.value)) < 400


def test_a_precondition_sees_the_policy_as_it_holds_and_can_refuse(store: Store) -> None:
    held = adopt(store, "petstore", WARN)

    def refuse(stored: Ruling) -> None:
        assert stored == held
        raise errors.PreconditionFailed("Not what was meant.")

    with pytest.raises(errors.PreconditionFailed):
        policies.adopt(store, "petstore", NOTHING, by=ADMIN, at=NOW, precondition=refuse)
    assert policies.show(store, "petstore", by=ANONYMOUS) == held


@pytest.mark.parametrize(
    ("scope", "patterns", "name", "allowed"),
    [
        (Scope.PUBLISH, ("*",), "petstore", False),
        (Scope.ADMIN, ("pet*",), "petstore", True),
        (Scope.ADMIN, ("orders",), "petstore", False),
        (Scope.ADMIN, ("pet*",), None, False),
        (Scope.ADMIN, ("*",), None, True),
    ],
)
def test_only_an_admin_of_what_is_judged_changes_its_policy(
    store: Store, scope: Scope, patterns: tuple[str, ...], name: str | None, allowed: bool
) -> None:
    caller = Caller("ci", frozenset({scope}), patterns)
    if allowed:
        assert adopt(store, name, WARN, by=caller).policy.mode is Mode.WARN
    else:
        with pytest.raises(errors.InsufficientScope):
            adopt(store, name, WARN, by=caller)


def test_the_policy_of_an_api_that_is_not_there_is_neither_shown_nor_changed(store: Store) -> None:
    with pytest.raises(errors.ApiNotFound):
        policies.show(store, "orders", by=ANONYMOUS)
    with pytest.raises(errors.ApiNotFound):
        adopt(store, "orders", WARN)


def test_the_policy_of_an_api_a_caller_may_not_read_is_as_if_not_there(store: Store) -> None:
    elsewhere = Caller("ci", TEAM.scopes, ("orders",), readable=("orders",))
    with pytest.raises(errors.ApiNotFound):
        policies.show(store, "petstore", by=elsewhere)
