"""How documents are judged, everywhere and for one API: show, replace, reset."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response

from compatibility.words import Severity
from edge import conditional
from edge.context import services
from edge.responses import answer, etag_of, nothing
from handlers.v1 import views
from registry import policies
from registry.access import Caller
from registry.model import ContentModel, Mode, OwnPolicy, Reach, Removals
from registry.policies import Ruling

READ: Mapping[str, Callable[[Any], Any]] = {
    "mode": Mode,
    "content_model": ContentModel,
    "reach": Reach,
    "severities": lambda grades: {rule: Severity(grade) for rule, grade in grades.items()},
    "undecided": Severity,
    "removal_after_sunset": Removals,
}


def show(caller: Caller, api: str) -> Response:
    """Show the policy of an API."""
    return _show(caller, api)


def replace(caller: Caller, api: str, fields: Mapping[str, Any]) -> Response:
    """Replace what an API says of its policy itself."""
    return answer(views.policy(_adopt(caller, api, _own(fields))))


def reset(caller: Caller, api: str) -> Response:
    """Leave the policy of an API to the registry."""
    _adopt(caller, api, policies.NOTHING)
    return nothing()


def show_for_all(caller: Caller) -> Response:
    """Show the policy of the registry."""
    return _show(caller, None)


def replace_for_all(caller: Caller, fields: Mapping[str, Any]) -> Response:
    """Replace what the registry says of its policy itself."""
    return answer(views.policy(_adopt(caller, None, _own(fields))))


def reset_for_all(caller: Caller) -> Response:
    """Leave the policy of the registry to the defaults."""
    _adopt(caller, None, policies.NOTHING)
    return nothing()


def _show(caller: Caller, api: str | None) -> Response:
    with services().storage.reading() as store:
        return answer(views.policy(policies.show(store, api, by=caller)))


def _adopt(caller: Caller, api: str | None, own: OwnPolicy) -> Ruling:
    with services().storage.writing() as store:
        return policies.adopt(store, api, own, by=caller, at=services().now(), precondition=_precondition)


def _precondition(stored: Ruling) -> None:
    """Ask that a change names the state it changes: a policy is always there."""
    conditional.check_write(etag_of(views.policy(stored)))


def _own(fields: Mapping[str, Any]) -> OwnPolicy:
    return OwnPolicy(**{name: READ[name](value) for name, value in fields.items()})
