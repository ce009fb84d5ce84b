"""Brings the schema of the database up to date: `python migrate.py`; safe to repeat and to run twice at once."""

import os
import sys

from settings import Settings, SettingsError
from storage import migrate

try:
    migrate(Settings.from_environ(os.environ).database_url)
except SettingsError as error:
    sys.exit(f"The registry cannot be migrated: {error}")
