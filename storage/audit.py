"""Adds and reads audit entries within one transaction; entries are never changed."""

import re
from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select

from registry.errors import CursorInvalid
from registry.model import Entry, Page
from storage.paging import Order, page, texts
from storage.tables import audit

_GIVEN = "sequence"
_FIELDS = tuple(field.name for field in fields(Entry))
_SELECT = select(*(audit.c[name] for name in _FIELDS))
_SEQUENCE = re.compile(r"[0-9]{1,18}", re.ASCII)  # 18 digits fit 64 bits


def _by_sequence(entry: Entry) -> tuple[str, ...]:
    return (str(entry.sequence),)


def _before(after: tuple[str, ...]) -> ColumnElement[bool]:
    (sequence,) = texts(after, 1)
    if not _SEQUENCE.fullmatch(sequence):
        raise CursorInvalid
    return audit.c.sequence < int(sequence)


_NEWEST_FIRST: Order[Entry] = Order((audit.c.sequence.desc(),), _by_sequence, _before)


class Audit:
    """The audit methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_entry(self, entry: Entry) -> None:
        """Add an entry; the database assigns its `sequence`."""
        values = {name: getattr(entry, name) for name in _FIELDS if name != _GIVEN}
        self._connection.execute(insert(audit).values(values))

    def entries(self, api: str | None, *, limit: int, after: tuple[str, ...] | None) -> Page[Entry]:
        """List the entries of an API, or all entries if `api` is None, newest first."""
        statement = _SELECT if api is None else _SELECT.where(audit.c.api == api)
        return page(self._connection, statement, _NEWEST_FIRST, _read, limit=limit, after=after)


def _read(rows: Sequence[RowMapping]) -> list[Entry]:
    return [Entry(**row) for row in rows]
