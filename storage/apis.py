"""Reads and writes APIs and their labels within one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, ScalarSelect, delete, false, func, insert, select, update

from registry.errors import ApiNotFound
from registry.model import Api, ApiFilter, Page
from storage.contents import remove_unused
from storage.listing import ORDERS, conditions, search_text
from storage.paging import page
from storage.statements import insert_selected, insert_unless_there
from storage.tables import api_labels, apis, policies, spent_versions, versions


def _newest_number(*, only_releases: bool) -> ScalarSelect[Any]:
    statement = select(versions.c.number).where(versions.c.api == apis.c.name)
    if only_releases:
        statement = statement.where(versions.c.prerelease == false())
    return statement.order_by(versions.c.precedence.desc()).limit(1).correlate(apis).scalar_subquery()


_STORED = ("name", "title", "description", "owner", "created_at", "updated_at")
# `latest` is read from the versions by two index look-ups rather than stored, so that it is always right.
_LATEST = func.coalesce(_newest_number(only_releases=True), _newest_number(only_releases=False))
_SELECT = select(*(apis.c[name] for name in _STORED), _LATEST.label("latest"))


class Apis:
    """The API methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def api(self, name: str) -> Api | None:
        """Find an API."""
        found = self._read(self._connection.execute(_SELECT.where(apis.c.name == name)).mappings().all())
        return found[0] if found else None

    def lock_api(self, name: str) -> Api | None:
        """Find an API and lock its row until the transaction ends.

        A separate statement takes the lock: on PostgreSQL, a statement that waits for a lock reads other tables as they
        were before the wait, and would miss a version published meanwhile.
        """
        self._connection.execute(select(apis.c.name).where(apis.c.name == name).with_for_update()).all()
        return self.api(name)

    def claim_api(self, api: Api) -> Api:
        """Add an API, or find the existing one of this name, and lock its row; the `latest` of the argument is ignored.

        Repeats if the existing API is removed before it is locked.
        """
        while True:
            if insert_unless_there(self._connection, apis, _values(api)):
                self._add_labels(api)
            held = self.lock_api(api.name)
            if held is not None:
                return held

    def replace_api(self, api: Api) -> None:
        """Replace a stored API, except `latest`. Raises ApiNotFound."""
        if not self._connection.execute(update(apis).where(apis.c.name == api.name).values(_values(api))).rowcount:
            raise ApiNotFound(api.name)
        self._connection.execute(delete(api_labels).where(api_labels.c.api == api.name))
        self._add_labels(api)

    def remove_api(self, name: str) -> None:
        """Remove an API, its versions and unshared documents; keep its version numbers reserved."""
        if self.lock_api(name) is None:
            return
        its_versions = versions.c.api == name
        spent = ("api", "precedence", "sha256", "number")
        insert_selected(
            self._connection,
            spent_versions,
            spent,
            select(*(versions.c[column] for column in spent)).where(its_versions),
        )
        removed = self._connection.scalars(delete(versions).where(its_versions).returning(versions.c.sha256)).all()
        remove_unused(self._connection, set(removed))
        self._connection.execute(delete(policies).where(policies.c.api == name))
        self._connection.execute(delete(apis).where(apis.c.name == name))  # cascades to labels and waivers

    def apis(self, which: ApiFilter, *, limit: int, after: tuple[str, ...] | None) -> Page[Api]:
        """List APIs in the order of the filter, then by name."""
        statement = _SELECT.where(*conditions(which))
        return page(self._connection, statement, ORDERS[which.sort], self._read, limit=limit, after=after)

    def _add_labels(self, api: Api) -> None:
        rows = [{"api": api.name, "key": key, "value": value} for key, value in api.labels.items()]
        if rows:
            self._connection.execute(insert(api_labels), rows)

    def _read(self, rows: Sequence[RowMapping]) -> list[Api]:
        labels: dict[str, dict[str, str]] = {row["name"]: {} for row in rows}
        of_these = select(api_labels).where(api_labels.c.api.in_(labels)).order_by(api_labels.c.key)
        for label in self._connection.execute(of_these) if labels else ():
            labels[label.api][label.key] = label.value
        return [Api(**row, labels=labels[row["name"]]) for row in rows]


def _values(api: Api) -> Mapping[str, object]:
    return {name: getattr(api, name) for name in _STORED} | {"search": search_text(api)}
