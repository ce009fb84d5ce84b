"""Migrates the database schema: `python migrate.py`; safe to repeat and to run concurrently."""

import logging
import os

from edge.observing import lines
from settings import Settings, SettingsError
from storage import migrate

try:
    settings = Settings.from_environ(os.environ)
except SettingsError as error:
    lines.configure()
    lines.refuse(f"The registry cannot be migrated: {error}")

lines.configure(settings.logs, instance=settings.instance)
logging.getLogger("alembic.runtime.migration").setLevel(logging.INFO)  # logs each migration
migrate(settings.database_url)
logging.getLogger("registry.migrate").info("The database schema is up to date.")
