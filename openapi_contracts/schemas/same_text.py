"""The values that have the same text as a value, where a message is not JSON."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts.carriage import Carriage, Mode
from openapi_contracts.serialization.parsing import plain, text

_Path = tuple[Any, ...]
_MOST_READ = 4  # texts of one value that are all read in every way


def ways(value: Any, carriage: Carriage, *, has_wrapped: bool) -> Iterator[Any]:
    """List the values with the same text as a value: each scalar as text, as what it may be, or as a list of one.

    Of many scalars, each is changed alone. With `has_wrapped` a list has an element of its own, unlike its only item.
    """
    places, options = list[_Path](), list[list[Any]]()
    for place, one in _scalars(value):
        mode = _mode_at(place, carriage)
        if mode is not Mode.JSON:
            places.append(place)
            options.append(_same_text(one, is_listed=mode is Mode.FIELD and not has_wrapped))
    if len(places) <= _MOST_READ:
        yield from _chosen(value, places, options)
        return
    for place, each in zip(places, options, strict=True):
        yield from _chosen(value, [place], [each])


def _mode_at(place: _Path, carriage: Carriage) -> Mode:
    """Return the mode of a scalar by its place in a body: a field, an item of one, or JSON."""
    if carriage.mode is Mode.TEXT:
        return Mode.JSON if place else Mode.ITEM
    if carriage.mode is Mode.XML:
        return Mode.FIELD
    if not place or place[0] in carriage.as_json or len(place) > 2 or isinstance(place[-1], str) is (len(place) > 1):
        return Mode.JSON
    return Mode.FIELD if len(place) == 1 and place[0] not in carriage.styled else Mode.ITEM


def _same_text(value: Any, *, is_listed: bool) -> list[Any]:
    single = value[0] if isinstance(value, list) else value
    read = [single, *(one for one in plain(text(single)) if type(one) is not type(single))]
    return [*read, *([one] for one in read)] if is_listed or isinstance(value, list) else read


def _chosen(value: Any, places: list[_Path], options: list[list[Any]]) -> Iterator[Any]:
    found = [value]
    for place, each in zip(places, options, strict=True):
        found = [_with(one, place, other) for one in found for other in each]
    yield from found


def _scalars(value: Any) -> Iterator[tuple[_Path, Any]]:
    """List the scalars inside a value with their places, and the lists of a single one."""
    pending: list[tuple[_Path, Any]] = [((), value)]
    for place, one in pending:
        if isinstance(one, list) and len(one) == 1 and not isinstance(one[0], dict | list):
            yield place, one
        elif isinstance(one, dict | list):
            inside = one.items() if isinstance(one, dict) else enumerate(one)
            pending += [((*place, key), item) for key, item in inside]
        else:
            yield place, one


def _with(value: Any, place: _Path, item: Any) -> Any:
    """Copy a value with another one at a place."""
    if not place:
        return item
    holder: list[Any] = [value]
    into: Any = holder
    key: Any = 0
    for step in place:
        into[key] = into[key].copy()
        into, key = into[key], step
    into[key] = item
    return holder[0]
