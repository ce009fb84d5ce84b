"""`python -m compatibility OLD NEW`."""

import sys

from compatibility.command import main

sys.exit(main())
