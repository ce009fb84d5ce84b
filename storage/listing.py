"""Turns filters of API lists into SQL conditions and orders."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select

from registry.model import Api, ApiFilter, Sort
from storage.columns import iso, storable
from storage.paging import Order, moment, texts
from storage.statements import contains, matches
from storage.tables import api_labels, apis

_SEPARATOR = "\x1f"  # separates the parts of a search text, so that no match spans two parts


def search_text(api: Api) -> str:
    """Return the casefolded text that a filter searches; done here, since databases fold case differently."""
    return _SEPARATOR.join((api.name, api.title, api.description or "")).casefold()


def conditions(which: ApiFilter) -> Iterator[ColumnElement[bool]]:
    """Return the conditions of a filter; all use an index except the text search, which reads every row."""
    if which.text:
        yield contains(apis.c.search, storable(which.text).casefold())
    if which.label is not None:
        yield _labelled(*which.label)
    if which.owner is not None:
        yield apis.c.owner == which.owner
    if which.names is not None and "*" not in which.names:
        yield (or_(*(matches(apis.c.name, pattern) for pattern in which.names)) if which.names else apis.c.name.in_(()))


def _labelled(key: str, value: str | None) -> ColumnElement[bool]:
    labelled = select(api_labels.c.api).where(api_labels.c.key == key)
    return apis.c.name.in_(labelled if value is None else labelled.where(api_labels.c.value == value))


def _by_name(api: Api) -> tuple[str, ...]:
    return (api.name,)


def _by_update(api: Api) -> tuple[str, ...]:
    return (iso(api.updated_at), api.name)


def _after_name(after: tuple[str, ...]) -> ColumnElement[bool]:
    (name,) = texts(after, 1)
    return apis.c.name > name


def _before_name(after: tuple[str, ...]) -> ColumnElement[bool]:
    (name,) = texts(after, 1)
    return apis.c.name < name


def _after_update(after: tuple[str, ...]) -> ColumnElement[bool]:
    time, name = moment(texts(after, 2)[0]), after[1]
    updated = apis.c.updated_at
    return and_(updated >= time, or_(updated > time, apis.c.name > name))  # the first condition can use an index


def _before_update(after: tuple[str, ...]) -> ColumnElement[bool]:
    time, name = moment(texts(after, 2)[0]), after[1]
    updated = apis.c.updated_at
    return and_(updated <= time, or_(updated < time, apis.c.name > name))


ORDERS: dict[Sort, Order[Api]] = {
    Sort.NAME: Order((apis.c.name,), _by_name, _after_name),
    Sort.NAME_DESCENDING: Order((apis.c.name.desc(),), _by_name, _before_name),
    Sort.UPDATED: Order((apis.c.updated_at, apis.c.name), _by_update, _after_update),
    Sort.UPDATED_DESCENDING: Order((apis.c.updated_at.desc(), apis.c.name), _by_update, _before_update),
}
