"""`python -m openapi_contracts`: the same as the command `contracts`."""

import sys

from openapi_contracts.command.process import run

sys.exit(run())
