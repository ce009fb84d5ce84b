"""Creates, describes and removes APIs: title, owner and labels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from registry import auditing, errors
from registry.access import Caller
from registry.model import Action, Api, Scope
from registry.ports import Store

Precondition = Callable[[Api | None], None]  # raises if the stored state is not the one the caller wants to change


@dataclass(frozen=True, slots=True)
class Description:
    """The description that a team gives of its API."""

    title: str
    description: str | None
    owner: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Described:
    """The API after a change; `new` if the change created it."""

    api: Api
    new: bool


def describe(
    store: Store, name: str, description: Description, *, by: Caller, at: datetime, precondition: Precondition
) -> Described:
    """Create an API, or replace its description; an equal description changes nothing."""
    by.require(Scope.PUBLISH, name)
    stored = store.lock_api(name)
    precondition(stored)
    if stored is None:
        stored = store.claim_api(
            Api(name, description.title, description.description, description.owner, description.labels, at, at)
        )
        return Described(stored, new=True)
    described = replace(
        stored,
        title=description.title,
        description=description.description,
        owner=description.owner,
        labels=description.labels,
    )
    if described == stored:
        return Described(stored, new=False)
    changed = replace(described, updated_at=at)
    store.replace_api(changed)
    return Described(changed, new=False)


def remove(store: Store, name: str, *, by: Caller, at: datetime, precondition: Precondition) -> None:
    """Remove an API with its versions, policy and waivers. Its version numbers stay reserved. Raises ApiNotFound."""
    by.require(Scope.ADMIN, name)
    stored = store.lock_api(name)
    if stored is None:
        raise errors.ApiNotFound(name)
    precondition(stored)
    store.remove_api(name)
    auditing.record(store, Action.API_REMOVED, api=name, subject=name, details={}, by=by, at=at)
