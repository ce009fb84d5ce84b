"""The application as gunicorn finds it: `gunicorn wsgi:app`."""

import os
import sys

from app import create_app
from edge.contracts import ContractError
from settings import Settings, SettingsError

try:
    app = create_app(Settings.from_environ(os.environ))
except (SettingsError, ContractError) as error:
    sys.exit(f"The registry cannot start: {error}")
