"""The process of the command `contracts`, which ends with 2 where the command crashes: 1 means a refused change."""

import gc
import sys
import traceback

_CRASHED = 2


def run() -> int:
    """Run the command and return its exit code; SystemExit for a wrong command line, `--help` and `--version`.

    No garbage is collected: looking for it takes a fifth of the time, and the process ends with its answer.
    """
    gc.disable()
    try:
        from openapi_contracts.command.main import main  # here, so that a failing import is a crash as well

        return main()
    except Exception:
        traceback.print_exc()
        print("contracts: the command crashed; please report it with both documents.", file=sys.stderr)  # noqa: T201
        return _CRASHED
