"""`python -m compatibility OLD NEW`."""

import gc
import sys

from compatibility.command import main

gc.disable()  # this process ends with its comparison; looking for garbage takes a fifth of the time, and finds none
sys.exit(main())
