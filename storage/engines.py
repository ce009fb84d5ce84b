"""Engines: one for each kind of URL, told what its database has to be told. Knows no table."""

import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Pool, QueuePool, create_engine, event, make_url

WAIT = 10  # seconds for a lock, or for a connection of the pool, before a request fails

# What a transaction starts with. SQLite: the driver's own BEGIN comes too late, so ours is sent. PostgreSQL:
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
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits with the power, and 201 was answered
    "PRAGMA case_sensitive_like = ON",  # as PostgreSQL's LIKE; also lets a pattern `pets*` use the index
)

_engines: weakref.WeakSet[Engine] = weakref.WeakSet()
_inherited: list[Pool] = []


def create(url: str, *, pool_size: int) -> Engine:
    """Make the engine of a URL; it has at most `pool_size` connections and may cross a fork."""
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
    """Say whether the database is in memory, and so gone with its connection."""
    return is_sqlite(url) and url.database in {None, "", ":memory:"}


def _sqlite(url: URL, pool_size: int) -> Engine:
    memory = is_memory(url)
    if not memory and url.database:
        Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,  # in memory, a pool of one makes threads take turns on the one connection
        pool_size=1 if memory else pool_size,
        max_overflow=0,
        pool_timeout=WAIT,
        connect_args={"check_same_thread": False, "timeout": WAIT},
        hide_parameters=True,  # they would be in the log
        execution_options=dict(READING["sqlite"]),
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _postgresql(url: URL, pool_size: int) -> Engine:
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,  # so that workers times pool_size is what the database has to allow
        pool_timeout=WAIT,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_recycle=1800,  # seconds; firewalls drop what idles for an hour
        connect_args={"connect_timeout": WAIT // 2},
    )


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver starts no transaction of its own
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _first_statement(connection: Connection) -> None:
    statement = connection.get_execution_options().get("first_statement")
    if statement:
        connection.exec_driver_sql(statement)


def _before_fork() -> None:
    """Close idle SQLite connections: a child does not inherit their locks, but would assume it has them.

    https://www.sqlite.org/howtocorrupt.html, section 2.6.
    """
    for engine in tuple(_engines):
        if is_sqlite(engine.url):
            engine.dispose()


def _after_fork_in_child() -> None:
    """Start with an empty pool; the parent's connections are kept from the collector, that closes them."""
    for engine in tuple(_engines):
        _inherited.append(engine.pool)
        engine.dispose(close=False)


os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
