"""`python -m openapi_contracts OLD NEW`."""

import gc
import sys

from openapi_contracts.command.main import main

gc.disable()  # this process ends with its comparison; looking for garbage takes a fifth of the time, and finds none
sys.exit(main())
