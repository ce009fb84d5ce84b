"""Policies of the registry and of single APIs: show, replace, reset."""

from collections.abc import Mapping
from typing import Any

from edge.answers import conditional
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer, etag_of, no_content
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
    """Replace the policy members an API sets itself; a dry run only reports what they would have refused."""
    own = policies.own(fields)
    if dry_run == "true":
        tried = trials.try_policy(services().storage, services().analysts, api, own, by=caller, now=services().now)
        return answer(views.trial(tried), caching=Caching.NEVER)
    return answer(views.policy(_adopt(caller, api, own)))


def reset(caller: Caller, api: str) -> Answer:
    """Make an API follow the registry's policy."""
    _adopt(caller, api, policies.NOTHING)
    return no_content()


def show_for_all(caller: Caller) -> Answer:
    """Show the policy of the registry."""
    return _show(caller, None)


def replace_for_all(caller: Caller, fields: Mapping[str, Any]) -> Answer:
    """Replace the policy members the registry sets itself."""
    return answer(views.policy(_adopt(caller, None, policies.own(fields))))


def reset_for_all(caller: Caller) -> Answer:
    """Make the registry follow the default policy."""
    _adopt(caller, None, policies.NOTHING)
    return no_content()


def _show(caller: Caller, api: str | None) -> Answer:
    with services().storage.reading() as store:
        return answer(views.policy(policies.show(store, api, by=caller)))


def _adopt(caller: Caller, api: str | None, own: OwnPolicy) -> Ruling:
    with services().storage.writing() as store:
        return policies.adopt(store, api, own, by=caller, at=services().now(), precondition=_precondition)


def _precondition(stored: Ruling) -> None:
    """Require the request to name the state it changes; a policy always exists."""
    conditional.require_precondition(etag_of(views.policy(stored)))
