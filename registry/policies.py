"""Policies: the policy of an API overrides that of the registry, which overrides the defaults.

A policy overrides member by member, rule by rule in `severities` and code by code in `problems`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from openapi_contracts import RULES, VALIDITY_RULES, ContentModel, ProblemSeverity, Severity
from registry import auditing, browsing, errors
from registry.access import Caller
from registry.judgement_errors import RuleUnknown, UnknownName
from registry.model import Action, Mode, OwnPolicy, Policy, Reach, Removals, Scope
from registry.ports import Store

SUBJECT = "policy"
NOTHING = OwnPolicy()
READ: Mapping[str, Callable[[Any], Any]] = {
    "mode": Mode,
    "content_model": ContentModel,
    "reach": Reach,
    "severities": lambda grades: {rule: Severity(grade) for rule, grade in grades.items()},
    "problems": lambda grades: {code: ProblemSeverity(grade) for code, grade in grades.items()},
    "undecided": Severity,
    "removal_after_sunset": Removals,
}
LOOKED_FOR = 20  # unknown rules for which a similar id is searched, which is slow


@dataclass(frozen=True, slots=True)
class Ruling:
    """The effective policy of an API, or of the registry if `api` is None, and the policy set for it."""

    api: str | None
    policy: Policy
    own: OwnPolicy


Precondition = Callable[[Ruling], None]  # raises if the stored state is not the one the caller wants to change


def own(members: Mapping[str, Any]) -> OwnPolicy:
    """Parse a validated policy body, in the form of `OwnPolicy.members`."""
    return OwnPolicy(**{name: READ[name](value) for name, value in members.items()})


def known_rules() -> Collection[str]:
    """List the ids of the rules that a policy can grade."""
    return RULES


def known_problems() -> Collection[str]:
    """List the codes of the problems that a policy can grade."""
    return VALIDITY_RULES


def policy_in_force(store: Store, api: str | None) -> Policy:
    """Return the effective policy of an API, which need not exist, or of the registry if `api` is None."""
    return _ruling(store, api).policy


def show(store: Store, api: str | None, *, by: Caller) -> Ruling:
    """Return the policy of an API, or of the registry if `api` is None. Raises ApiNotFound."""
    if api is not None:
        browsing.show(store, api, by=by)
    return _ruling(store, api)


def proposed(store: Store, own: OwnPolicy, *, at: str = "") -> Policy:
    """Return the effective policy if `own` were set, with unset members inherited from the registry.

    Raises RuleUnknown, with `at` as JSON Pointer of the policy in the request body.
    """
    _must_be_known(own, at=at)
    return _over(_ruling(store, None).policy, own)


def adopt(
    store: Store, api: str | None, own: OwnPolicy, *, by: Caller, at: datetime, precondition: Precondition
) -> Ruling:
    """Set the policy of an API, or of the registry; an equal policy changes nothing.

    Raises ApiNotFound, RuleUnknown.
    """
    by.require(Scope.ADMIN, api)
    before = _locked(store, api)
    precondition(before)
    _must_be_known(own)
    if own == before.own:
        return before
    store.replace_policy(api, own)
    _record(store, before, own, by=by, at=at)
    return _ruling(store, api)


def _locked(store: Store, api: str | None) -> Ruling:
    """Read and lock a policy until the transaction ends."""
    if api is None:
        store.lock_policy()
    elif store.lock_api(api) is None:
        raise errors.ApiNotFound(api)
    return _ruling(store, api)


def _ruling(store: Store, api: str | None) -> Ruling:
    own = store.policy(None)
    policy = _over(Policy(), own)
    if api is not None:
        own = store.policy(api)
        policy = _over(policy, own)
    return Ruling(api, policy, own)


def _over(policy: Policy, own: OwnPolicy) -> Policy:
    members: Mapping[str, Any] = own.members()
    severities = {**policy.severities, **own.severities}
    return replace(policy, **{**members, "severities": severities, "problems": {**policy.problems, **own.problems}})


def _must_be_known(own: OwnPolicy, *, at: str = "") -> None:
    unknown = [
        *_unknown("rule", f"{at}/severities", own.severities, known_rules()),
        *_unknown("problem", f"{at}/problems", own.problems, known_problems()),
    ]
    if unknown:
        raise RuleUnknown(unknown)


def _unknown(kind: str, at: str, names: Iterable[str], known: Collection[str]) -> Iterator[UnknownName]:
    """Yield the names that are not known, the first of them with the known name nearest to it."""
    unknown = [name for name in names if name not in known]
    for index, name in enumerate(unknown):
        yield UnknownName(kind, at, name, _nearest(name, known) if index < LOOKED_FOR else None)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name[:100], known, n=1)), None)


def _record(store: Store, before: Ruling, own: OwnPolicy, *, by: Caller, at: datetime) -> None:
    action = Action.POLICY_REMOVED if own == NOTHING else Action.POLICY_REPLACED
    details = {"before": before.own.members(), "after": own.members()}
    auditing.record(store, action, api=before.api, subject=SUBJECT, details=details, by=by, at=at)
