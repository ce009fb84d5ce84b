"""SQL statements that differ between the two databases, and LIKE patterns."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERT: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ESCAPE = "\\"


def insert_unless_there(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless its key exists; return whether the row was inserted.

    On PostgreSQL this waits for a concurrent transaction that inserts or deletes the key.
    """
    statement = _INSERT[connection.dialect.name](table).values(values).on_conflict_do_nothing()
    return connection.execute(statement.returning(*table.primary_key)).first() is not None


def insert_or_replace(connection: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or replace the row with the same key."""
    statement = _INSERT[connection.dialect.name](table).values(values)
    others = {name: statement.excluded[name] for name in values if not table.c[name].primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others))


def insert_selected(connection: Connection, table: Table, names: tuple[str, ...], rows: Select[Any]) -> None:
    """Insert the rows that a query selects, except those whose key exists."""
    statement = _INSERT[connection.dialect.name](table).from_select(names, rows).on_conflict_do_nothing()
    connection.execute(statement)


def contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Return the condition that a column contains a text."""
    return column.like(f"%{_literal(text)}%", escape=_ESCAPE)


def matches(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    """Return the condition that a column matches a pattern, in which `*` stands for any characters."""
    if "*" not in pattern:
        return column == pattern
    return column.like("%".join(map(_literal, pattern.split("*"))), escape=_ESCAPE)


def _literal(text: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return text
