"""Opens stores: each `with` is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

from registry.errors import StorageUnavailable
from storage.apis import Apis
from storage.audit import Audit
from storage.comparisons import Comparisons
from storage.engines import READING, WRITING, create, is_memory
from storage.migrating import missing, upgrade
from storage.policies import Policies
from storage.tokens import Tokens
from storage.versions import Versions
from storage.waivers import Waivers


class SqlStore(Apis, Versions, Policies, Waivers, Audit, Comparisons, Tokens):
    """One open transaction, which implements `registry.ports.Store`; each base class has one kind of object."""


class SqlStorage:
    """`registry.ports.Storage` on one engine; threads may share it, and processes may fork."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**READING[engine.dialect.name])
        self._writing = engine.execution_options(**WRITING[engine.dialect.name])

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        """Open a read-only transaction on one snapshot of the database."""
        with _available(), self._reading.begin() as connection:
            yield SqlStore(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        """Open a write transaction; on SQLite one runs at a time, on PostgreSQL one per locked API."""
        with _available(), self._writing.begin() as connection:
            yield SqlStore(connection)

    def ready(self) -> str | None:
        """Return why the storage cannot be used yet, or None; cheap enough to be called every second."""
        try:
            with self._reading.begin() as connection:
                return missing(connection)
        except SQLAlchemyError as error:
            return f"the database does not answer: {self._reason(error)}"

    def close(self) -> None:
        """Close idle connections."""
        self._engine.dispose()

    def _reason(self, error: SQLAlchemyError) -> str:
        """Return the first line of the database's error message, with the password removed."""
        words = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        password = self._engine.url.password
        return words.replace(password, "***") if password else words


@contextmanager
def _available() -> Iterator[None]:
    """Raise StorageUnavailable if the database is unreachable, or a lock or connection takes too long."""
    try:
        yield
    except (OperationalError, TimeoutError) as error:
        raise StorageUnavailable from error


def open_storage(url: str, *, pool_size: int = 5) -> SqlStorage:
    """Open the storage at a URL; migrate a database in memory, since no other process can."""
    engine = create(url, pool_size=pool_size)
    if is_memory(engine.url):
        upgrade(engine)
    return SqlStorage(engine)
