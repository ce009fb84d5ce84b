"""The entry point of the command `contracts`; a crash exits with 2, since 1 means a refused change."""

import gc
import sys
import traceback

_CRASHED = 2


def run() -> int:
    """Run the command and return its exit code. Raises SystemExit for a wrong command line, `--help` and `--version`.

    Garbage collection is off: it takes a fifth of the time, and the process ends after one report.
    """
    gc.disable()
    try:
        from openapi_contracts.command.main import main  # imported here, so that a failing import exits with 2 too

        return main()
    except Exception:
        traceback.print_exc()
        print("contracts: the command crashed; please report it with both documents.", file=sys.stderr)  # noqa: T201
        return _CRASHED
