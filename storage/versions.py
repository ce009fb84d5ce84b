"""Reads and writes versions, documents and problems within one transaction."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, false, func, insert, select, true

from openapi_contracts import Problem
from registry.errors import CursorInvalid
from registry.model import Document, Page, Version
from registry.numbers import Number, Selector, parse
from storage.columns import severities_of, with_severities
from storage.contents import hold, unpack
from storage.paging import Order, page, texts
from storage.tables import documents, spent_versions, versions

_FIELDS = tuple(field.name for field in fields(Version))
_ERROR_COUNT = func.coalesce(versions.c.error_count, versions.c.problem_count).label("error_count")
_SELECT = select(*(_ERROR_COUNT if name == "error_count" else versions.c[name] for name in _FIELDS))


def _by_number(version: Version) -> tuple[str, ...]:
    return (str(version.number),)


def _before_number(after: tuple[str, ...]) -> ColumnElement[bool]:
    number = parse(texts(after, 1)[0])
    if number is None:
        raise CursorInvalid
    return versions.c.precedence < number.precedence


_HIGHEST_FIRST: Order[Version] = Order((versions.c.precedence.desc(),), _by_number, _before_number)


class Versions:
    """The version methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_version(self, version: Version, document: Document) -> None:
        """Add a version with the bytes and problems of its document; its `sha256` is not verified."""
        hold(self._connection, version.sha256, document.content)
        values = {name: getattr(version, name) for name in _FIELDS}
        values["precedence"] = version.number.precedence
        values["prerelease"] = version.number.prerelease is not None
        values["problems"] = document.analysis.problems
        values["problem_severities"] = severities_of(document.analysis.problems)
        self._connection.execute(insert(versions).values(values))

    def version(self, api: str, number: Number) -> Version | None:
        """Find one version."""
        row = self._connection.execute(_SELECT.where(_is(api, number))).mappings().first()
        return Version(**row) if row else None

    def newest(self, api: str, selector: Selector, *, below: Number | None = None) -> Version | None:
        """Find the highest version that a selector matches, with at most two index look-ups."""
        if selector.exact is not None:
            return self.version(api, selector.exact)
        line = and_(versions.c.api == api, _in_line(selector), _below(below))
        release = None if selector.prereleases else self._highest(and_(line, versions.c.prerelease == false()))
        return release or self._highest(line)

    def oldest(self, api: str, major: int) -> Version | None:
        """Find the lowest release of a line, with one index look-up."""
        released = and_(versions.c.api == api, _in_line(Selector(major=major)), versions.c.prerelease == false())
        found = self._connection.execute(_SELECT.where(released).order_by(versions.c.precedence).limit(1))
        row = found.mappings().first()
        return Version(**row) if row else None

    def versions(self, api: str, *, limit: int, after: tuple[str, ...] | None) -> Page[Version]:
        """List the versions of an API, highest precedence first."""
        statement = _SELECT.where(versions.c.api == api)
        return page(self._connection, statement, _HIGHEST_FIRST, _read, limit=limit, after=after)

    def content(self, api: str, number: Number) -> bytes | None:
        """Read the exact bytes of a version's document."""
        joined = documents.join(versions, versions.c.sha256 == documents.c.sha256)
        stored = self._connection.scalar(select(documents.c.content).select_from(joined).where(_is(api, number)))
        return None if stored is None else unpack(stored)

    def problems(self, api: str, number: Number) -> tuple[Problem, ...]:
        """Read the problems stored with a version."""
        selected = select(versions.c.problems, versions.c.problem_severities).where(_is(api, number))
        row = self._connection.execute(selected).first()
        return with_severities(row.problems, row.problem_severities) if row else ()

    def spent(self, api: str) -> tuple[tuple[Number, str], ...]:
        """List the reserved numbers of removed versions with their sha256, lowest first."""
        statement = select(spent_versions.c.number, spent_versions.c.sha256).where(spent_versions.c.api == api)
        rows = self._connection.execute(statement.order_by(spent_versions.c.precedence, spent_versions.c.sha256))
        return tuple((row.number, row.sha256) for row in rows)

    def _highest(self, condition: ColumnElement[bool]) -> Version | None:
        statement = _SELECT.where(condition).order_by(*_HIGHEST_FIRST.by).limit(1)
        found = self._connection.execute(statement).mappings().first()
        return Version(**found) if found else None


def _is(api: str, number: Number) -> ColumnElement[bool]:
    return and_(versions.c.api == api, versions.c.precedence == number.precedence)


def _in_line(selector: Selector) -> ColumnElement[bool]:
    """Return the condition that a number matches a selector; parts have a fixed width in `precedence`."""
    if selector.major is None:
        return true()
    start = f"{selector.major:09d}" + (f".{selector.minor:09d}" if selector.minor is not None else "")
    return and_(versions.c.precedence >= f"{start}.", versions.c.precedence < f"{start}/")  # "/" comes after "."


def _below(number: Number | None) -> ColumnElement[bool]:
    return true() if number is None else versions.c.precedence < number.precedence


def _read(rows: Sequence[RowMapping]) -> list[Version]:
    return [Version(**row) for row in rows]
