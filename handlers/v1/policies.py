"""How documents are judged, everywhere and for one API: show, replace, reset."""

from collections.abc import Mapping
from typing import Any

from edge.answers import conditional
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer, etag_of, nothing
from edge.exchange import services
from handlers.v1 import views
from registry import policies, trials
from registry.access import Caller
from registry.model import OwnPolicy
from registry.policies import Ruling


def show(caller: Caller, api: str) -> Answer:
    """Show the policy of an API."""
    return _show(caller, api)


def replace(
    caller: Caller,
    api: str,
    fields: Mapping[str, Any],
    dry_run: str,
) -> Answer:
    """Replace what an API says of its policy itself, or only say what that would have refused."""
    own = policies.own(fields)
    if dry_run == "true":
        tried = trials.try_policy(services().storage, services().analysts, api, own, by=caller, now=services().now)
        return answer(views.trial(tried), caching=Caching.NEVER)
    return answer(views.policy(_adopt(caller, api, own)))


def reset(caller: Caller, api: str) -> Answer:
    """Leave the policy of an API to the registry."""
    _adopt(caller, api, policies.NOTHING)
    return nothing()


def show_for_all(caller: Caller) -> Answer:
    """Show the policy of the registry."""
    return _show(caller, None)


def replace_for_all(caller: Caller, fields: Mapping[str, Any]) -> Answer:
    """Replace what the registry says of its policy itself."""
    return answer(views.policy(_adopt(caller, None, policies.own(fields))))


def reset_for_all(caller: Caller) -> Answer:
    """Leave the policy of the registry to the defaults."""
    _adopt(caller, None, policies.NOTHING)
    return nothing()


def _show(caller: Caller, api: str | None) -> Answer:
    with services().storage.reading() as store:
        return answer(views.policy(policies.show(store, api, by=caller)))


def _adopt(caller: Caller, api: str | None, own: OwnPolicy) -> Ruling:
    with services().storage.writing() as store:
        return policies.adopt(store, api, own, by=caller, at=services().now(), precondition=_precondition)


def _precondition(stored: Ruling) -> None:
    """Ask that a change names the state it changes: a policy is always there."""
    conditional.check_write(etag_of(views.policy(stored)))
