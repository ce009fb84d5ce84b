"""Where stores are opened: one transaction for each `with`."""

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
    """One open transaction: `registry.ports.Store`, each noun in a module of its own."""


class SqlStorage:
    """`registry.ports.Storage` on one engine; safe to share between threads and to carry across a fork."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**READING[engine.dialect.name])
        self._writing = engine.execution_options(**WRITING[engine.dialect.name])

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        """Open a transaction that only reads: one snapshot, which no commit of others changes."""
        with _available(), self._reading.begin() as connection:
            yield SqlStore(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        """Open a transaction that writes: one at a time on SQLite, one for each locked API on PostgreSQL."""
        with _available(), self._writing.begin() as connection:
            yield SqlStore(connection)

    def ready(self) -> str | None:
        """Say why the storage cannot be used yet; two small queries, so it may be asked each second."""
        try:
            with self._reading.begin() as connection:
                return missing(connection)
        except SQLAlchemyError as error:
            return f"the database does not answer: {self._reason(error)}"

    def close(self) -> None:
        """Close the connections that idle."""
        self._engine.dispose()

    def _reason(self, error: SQLAlchemyError) -> str:
        """Give the first line of the database's own words, without the password whatever they hold."""
        words = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        password = self._engine.url.password
        return words.replace(password, "***") if password else words


@contextmanager
def _available() -> Iterator[None]:
    """Say in the domain's words that the database is gone, or that a lock or a connection came too late."""
    try:
        yield
    except (OperationalError, TimeoutError) as error:
        raise StorageUnavailable from error


def open_storage(url: str, *, pool_size: int = 5) -> SqlStorage:
    """Open the storage at a URL; one in memory is migrated here, since no other process can reach it."""
    engine = create(url, pool_size=pool_size)
    if is_memory(engine.url):
        upgrade(engine)
    return SqlStorage(engine)
