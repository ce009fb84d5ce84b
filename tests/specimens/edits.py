"""Edits of a document, each at a place written as `paths > /orders > get`."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeAlias

from tests.specimens.model import Json

Edit: TypeAlias = Callable[[Json], None]


def put(place: str, value: Any) -> Edit:
    """Set a member, be it new or not."""

    def edit(document: Json) -> None:
        parent, key = _at(document, place)
        parent[key] = deepcopy(value)

    return edit


def drop(place: str) -> Edit:
    """Remove a member."""

    def edit(document: Json) -> None:
        parent, key = _at(document, place)
        del parent[key]

    return edit


def add(place: str, value: Any) -> Edit:
    """Put an item at the end of a list."""

    def edit(document: Json) -> None:
        parent, key = _at(document, place)
        parent[key] = [*parent[key], deepcopy(value)]

    return edit


def leave_out(place: str, value: Any) -> Edit:
    """Remove an item from a list by its value."""

    def edit(document: Json) -> None:
        parent, key = _at(document, place)
        kept = list(parent[key])
        kept.remove(value)
        parent[key] = kept

    return edit


def edited(document: Json, edits: tuple[Edit, ...]) -> Json:
    """Return a copy of a document with edits made to it; KeyError where one has no place."""
    copy = deepcopy(document)
    for edit in edits:
        edit(copy)
    return copy


def _at(document: Json, place: str) -> tuple[Any, Any]:
    """Return what holds a place, and the key of the place in it."""
    *steps, last = place.split(" > ")
    holder: Any = document
    for step in steps:
        holder = holder[int(step) if isinstance(holder, list) else step]
    return holder, int(last) if isinstance(holder, list) else last
