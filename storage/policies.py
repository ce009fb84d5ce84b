"""Reads and writes the own policies of the registry and of APIs within one transaction."""

from dataclasses import fields

from sqlalchemy import Connection, delete, select

from registry.model import OwnPolicy
from storage.statements import insert_or_replace, insert_unless_there
from storage.tables import policies

_FIELDS = tuple(field.name for field in fields(OwnPolicy))
_REGISTRY = ""  # not a valid API name


class Policies:
    """The policy methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def policy(self, api: str | None) -> OwnPolicy:
        """Read the own policy of an API, or of the registry if `api` is None."""
        statement = select(*(policies.c[name] for name in _FIELDS)).where(policies.c.api == _key(api))
        row = self._connection.execute(statement).mappings().first()
        return OwnPolicy(**{**row, "problems": row["problems"] or {}}) if row else OwnPolicy()

    def lock_policy(self) -> None:
        """Lock the registry's policy row until the transaction ends; create the row if it does not exist."""
        insert_unless_there(self._connection, policies, _values(None, OwnPolicy()))
        held = select(policies.c.api).where(policies.c.api == _REGISTRY).with_for_update()
        self._connection.execute(held).all()

    def replace_policy(self, api: str | None, own: OwnPolicy) -> None:
        """Replace the own policy of an API or the registry; an empty policy of an API deletes its row."""
        if api is not None and own == OwnPolicy():
            self._connection.execute(delete(policies).where(policies.c.api == api))
        else:
            insert_or_replace(self._connection, policies, _values(api, own))


def _key(api: str | None) -> str:
    return _REGISTRY if api is None else api


def _values(api: str | None, own: OwnPolicy) -> dict[str, object]:
    return {"api": _key(api), **{name: getattr(own, name) for name in _FIELDS}}
