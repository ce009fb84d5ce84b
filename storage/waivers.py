"""Reads and writes waivers within one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, or_, select, tuple_

from registry.model import Page, Waiver, WaiverState
from storage.columns import iso
from storage.paging import Order, moment, page, texts
from storage.statements import insert_or_replace
from storage.tables import waivers

_SELECT = select(*(waivers.c[field.name] for field in fields(Waiver)))


def _by_age(waiver: Waiver) -> tuple[str, ...]:
    return (iso(waiver.at), waiver.fingerprint)


def _older(after: tuple[str, ...]) -> ColumnElement[bool]:
    granted, fingerprint = texts(after, 2)
    return tuple_(waivers.c.at, waivers.c.fingerprint) < (moment(granted), fingerprint)


_NEWEST_FIRST: Order[Waiver] = Order((waivers.c.at.desc(), waivers.c.fingerprint.desc()), _by_age, _older)


class Waivers:
    """The waiver methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiver(self, api: str, fingerprint: str) -> Waiver | None:
        """Find a waiver, expired or not."""
        row = self._connection.execute(_SELECT.where(_is(api, fingerprint))).mappings().first()
        return Waiver(**row) if row else None

    def waivers(
        self, api: str, state: WaiverState | None, at: datetime, *, limit: int, after: tuple[str, ...] | None
    ) -> Page[Waiver]:
        """List the waivers of an API, newest first: all, or those that are active or expired at a time."""
        statement = _SELECT.where(waivers.c.api == api)
        if state is not None:
            statement = statement.where(_conditions(at)[state])
        return page(self._connection, statement, _NEWEST_FIRST, _read, limit=limit, after=after)

    def waivers_in_force(self, api: str, at: datetime) -> tuple[Waiver, ...]:
        """List the waivers of an API that are active at a time, newest first."""
        statement = _SELECT.where(waivers.c.api == api, _conditions(at)[WaiverState.ACTIVE])
        return tuple(_read(self._connection.execute(statement.order_by(*_NEWEST_FIRST.by)).mappings().all()))

    def put_waiver(self, waiver: Waiver) -> None:
        """Add a waiver, or replace the one with the same fingerprint."""
        insert_or_replace(self._connection, waivers, asdict(waiver))

    def remove_waiver(self, api: str, fingerprint: str) -> None:
        """Remove a waiver."""
        self._connection.execute(delete(waivers).where(_is(api, fingerprint)))


def _is(api: str, fingerprint: str) -> ColumnElement[bool]:
    return and_(waivers.c.api == api, waivers.c.fingerprint == fingerprint)


def _conditions(at: datetime) -> Mapping[WaiverState, ColumnElement[bool]]:
    """Return the SQL condition of each waiver state, which matches `Waiver.state`."""
    expires = waivers.c.expires_at
    return {WaiverState.ACTIVE: or_(expires.is_(None), expires > at), WaiverState.EXPIRED: expires <= at}


def _read(rows: Sequence[RowMapping]) -> list[Waiver]:
    return [Waiver(**row) for row in rows]
