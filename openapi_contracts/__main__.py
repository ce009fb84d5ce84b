"""`python -m openapi_contracts` runs the command `contracts`."""

import sys

from openapi_contracts.command.process import run

sys.exit(run())
