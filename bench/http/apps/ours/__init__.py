"""Ours: the service's own composition, serving this contract in place of its own, run by its own gunicorn.conf.py."""

import logging
import os
from pathlib import Path

from app import create_app
from settings import Settings

CONTRACT = Path(__file__).parents[2] / "contract" / "specs"
QUIET = "BENCH_QUIET"  # set where requests are not to be logged

app = create_app(Settings.from_environ(os.environ), specs=CONTRACT, handlers=__name__)
if os.environ.get(QUIET):
    logging.getLogger("registry.requests").disabled = True
