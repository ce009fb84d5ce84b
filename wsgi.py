"""The application for gunicorn: `gunicorn wsgi:app`."""

import os

from app import create_app
from edge.contract.contracts import ContractError
from edge.observing.lines import refuse
from settings import Settings, SettingsError

try:
    app = create_app(Settings.from_environ(os.environ))
except (SettingsError, ContractError) as error:
    refuse(f"The registry cannot start: {error}")
