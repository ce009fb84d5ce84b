"""Migrates a database schema to the newest revision, and reports what a schema lacks.

Old and new code share a schema while a release rolls out. So a change takes two releases: the first expands
(adds what new code needs and old code can ignore), the next one contracts (drops what no code uses).
"""

import sqlite3
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.engines import WAIT, WRITING, create, is_memory

_LOCK = 0x0A91_5EED  # an arbitrary number for the advisory lock of these migrations


def migrate(url: str) -> None:
    """Migrate the database at a URL to the newest revision; may run repeatedly and concurrently."""
    engine = create(url, pool_size=1)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def upgrade(engine: Engine) -> None:
    """Run the missing migrations in one transaction that takes a lock first."""
    sqlite = engine.dialect.name == "sqlite"
    if sqlite and not is_memory(engine.url):
        _write_ahead(engine)
    with (engine.execution_options(**WRITING["sqlite"]) if sqlite else engine).begin() as connection:
        if not sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if missing(connection):
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def missing(connection: Connection) -> str | None:
    """Return a sentence about what the schema lacks, or None if this code can use it.

    An unknown revision comes from newer code, whose migrations keep what this code needs.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return "the database has no schema yet: run the migrations (make migrate)"
    if revision in _revisions()[1:]:
        return f"the database has the schema of an older release, {revision}: run the migrations (make migrate)"
    return None


def _write_ahead(engine: Engine) -> None:
    """Turn on write-ahead logging in the SQLite file, so that readers and the writer never wait for each other.

    Retries, since SQLite ignores its busy timeout for this statement.
    """
    deadline = time.monotonic() + WAIT
    while True:
        try:
            with closing(engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@cache
def _revisions() -> tuple[str, ...]:
    """Return the revisions this code knows, newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    location = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(location).replace("%", "%%"))
    return config
