"""Reads APIs, their versions and their documents."""

from dataclasses import replace

from openapi_contracts import Problem
from registry import errors, numbers
from registry.access import EVERY_API, Caller
from registry.model import Api, ApiFilter, Page, Version
from registry.ports import Store


def search(store: Store, which: ApiFilter, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Api]:
    """List the APIs the caller may read."""
    names = None if by.readable == EVERY_API else by.readable
    return store.apis(replace(which, names=names), limit=limit, after=after)


def show(store: Store, name: str, *, by: Caller) -> Api:
    """Find an API. Raises ApiNotFound."""
    by.require_read(name)
    api = store.api(name)
    if api is None:
        raise errors.ApiNotFound(name)
    return api


def versions(store: Store, name: str, *, by: Caller, limit: int, after: tuple[str, ...] | None) -> Page[Version]:
    """List the versions of an API, highest first. Raises ApiNotFound."""
    show(store, name, by=by)
    return store.versions(name, limit=limit, after=after)


def version(store: Store, name: str, selector: str, *, by: Caller) -> Version:
    """Return the version that a selector matches. Raises ApiNotFound, VersionNotFound."""
    show(store, name, by=by)
    parsed = numbers.parse_selector(selector)
    found = store.newest(name, parsed) if parsed else None
    if found is None:
        raise errors.VersionNotFound(name, selector)
    return found


def problems(store: Store, found: Version) -> tuple[Problem, ...]:
    """Read the problems stored with a version, without a query if it has none."""
    return store.problems(found.api, found.number) if found.problem_count else ()


def content(store: Store, found: Version) -> bytes:
    """Read the exact bytes of a version's document. Raises VersionNotFound if it was removed in the meantime."""
    stored = store.content(found.api, found.number)
    if stored is None:
        raise errors.VersionNotFound(found.api, str(found.number))
    return stored
