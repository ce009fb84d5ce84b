"""Storage: `registry.ports.Storage` over SQLAlchemy Core. On SQLite and PostgreSQL; knows no rule."""

from storage.migrating import migrate
from storage.storage import SqlStorage, open_storage

__all__ = ["SqlStorage", "migrate", "open_storage"]
