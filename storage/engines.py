"""Creates SQLAlchemy engines with the connection settings that SQLite and PostgreSQL need."""

import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Pool, QueuePool, create_engine, event, make_url

WAIT = 10  # seconds to wait for a lock or a pooled connection

# The first statement of a transaction. SQLite: the driver sends BEGIN too late, so it is sent here. PostgreSQL:
# READ COMMITTED is enough for a write, which locks the row of its API before it reads versions.
READING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"first_statement": "BEGIN"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},  # one snapshot
}
WRITING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"first_statement": "BEGIN IMMEDIATE"},
    "postgresql": {
        "isolation_level": "READ COMMITTED",
        "first_statement": f"SET LOCAL lock_timeout = '{WAIT}s'",
    },
}

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # NORMAL may lose commits that were answered with 201 when the power fails
    "PRAGMA case_sensitive_like = ON",  # as in PostgreSQL; also lets the pattern `pets*` use the index
)

_engines: weakref.WeakSet[Engine] = weakref.WeakSet()
_inherited: list[Pool] = []


def create(url: str, *, pool_size: int) -> Engine:
    """Create the engine for a URL, with at most `pool_size` connections; processes may fork while it is open."""
    parsed = make_url(url)
    engine = _sqlite(parsed, pool_size) if is_sqlite(parsed) else _postgresql(parsed, pool_size)
    event.listen(engine, "begin", _first_statement)
    if not is_memory(parsed):
        _engines.add(engine)
    return engine


def is_sqlite(url: URL) -> bool:
    """Say whether the database is SQLite."""
    return url.get_backend_name() == "sqlite"


def is_memory(url: URL) -> bool:
    """Say whether the database is in memory, so that it is lost when its connection closes."""
    return is_sqlite(url) and url.database in {None, "", ":memory:"}


def _sqlite(url: URL, pool_size: int) -> Engine:
    memory = is_memory(url)
    if not memory and url.database:
        Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,  # in memory, threads take turns on the only connection
        pool_size=1 if memory else pool_size,
        max_overflow=0,
        pool_timeout=WAIT,
        connect_args={"check_same_thread": False, "timeout": WAIT},
        hide_parameters=True,  # parameters would appear in the log
        execution_options=dict(READING["sqlite"]),
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _postgresql(url: URL, pool_size: int) -> Engine:
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,  # so that all workers together use at most workers x pool_size connections
        pool_timeout=WAIT,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_recycle=1800,  # seconds; firewalls drop connections that are idle for an hour
        connect_args={"connect_timeout": WAIT // 2},
    )


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver does not start transactions itself
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _first_statement(connection: Connection) -> None:
    statement = connection.get_execution_options().get("first_statement")
    if statement:
        connection.exec_driver_sql(statement)


def _before_fork() -> None:
    """Close idle SQLite connections, whose locks a forked child does not inherit although it uses the connections.

    https://www.sqlite.org/howtocorrupt.html, section 2.6.
    """
    for engine in tuple(_engines):
        if is_sqlite(engine.url):
            engine.dispose()


def _after_fork_in_child() -> None:
    """Start with an empty pool; keep a reference to the parent's connections, so that they are not closed."""
    for engine in tuple(_engines):
        _inherited.append(engine.pool)
        engine.dispose(close=False)


os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
