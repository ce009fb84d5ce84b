"""Describing: the title, owner and labels of an API, and removing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from registry import auditing, errors
from registry.access import Caller
from registry.model import Action, Api, Scope
from registry.ports import Store

Precondition = Callable[[Api | None], None]  # refuses a change to a state that the caller does not mean


@dataclass(frozen=True, slots=True)
class Description:
    """The description that a team gives of its API."""

    title: str
    description: str | None
    owner: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Described:
    """An API as it now is; `new` where describing made it."""

    api: Api
    new: bool


def describe(
    store: Store, name: str, said: Description, *, by: Caller, at: datetime, precondition: Precondition
) -> Described:
    """Create an API, or replace its description; an equal description changes nothing."""
    by.require(Scope.PUBLISH, name)
    stored = store.lock_api(name)
    precondition(stored)
    if stored is None:
        stored = store.claim_api(Api(name, said.title, said.description, said.owner, said.labels, at, at))
        return Described(stored, new=True)
    described = replace(stored, title=said.title, description=said.description, owner=said.owner, labels=said.labels)
    if described == stored:
        return Described(stored, new=False)
    changed = replace(described, updated_at=at)
    store.replace_api(changed)
    return Described(changed, new=False)


def remove(store: Store, name: str, *, by: Caller, at: datetime, precondition: Precondition) -> None:
    """Remove an API with its versions, policy and waivers; their numbers stay spent. Raises ApiNotFound."""
    by.require(Scope.ADMIN, name)
    stored = store.lock_api(name)
    if stored is None:
        raise errors.ApiNotFound(name)
    precondition(stored)
    store.remove_api(name)
    auditing.record(store, Action.API_REMOVED, api=name, subject=name, details={}, by=by, at=at)
