"""Storage: implements `registry.ports.Storage` with SQLAlchemy Core on SQLite and PostgreSQL; has no domain rules."""

from storage.migrating import migrate
from storage.storage import SqlStorage, open_storage

__all__ = ["SqlStorage", "migrate", "open_storage"]
