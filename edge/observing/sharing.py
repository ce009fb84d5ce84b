"""Metrics of several workers in one folder of files, which any of them can add up.

A worker has a slot, and not only a number of its own: whoever takes the place of a worker that has ended counts on
where that one stopped. So no counter goes back, and there are never more files than workers at once.
"""

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Collection
from functools import cache

from prometheus_client import values

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # where prometheus_client writes
ARBITER = 0  # the slot of the process that starts the workers, and counts nothing

_slot = ARBITER
_shared = False


@cache
def begin() -> None:
    """Share the metrics that are made from now on with the processes forked from this one, until it ends."""
    global _shared  # noqa: PLW0603 - a process shares or not, as its copy of prometheus_client does
    folder = tempfile.mkdtemp(prefix="registry-metrics-")
    atexit.register(_remove, folder, os.getpid())
    os.environ[VARIABLE] = folder
    values.ValueClass = values.MultiProcessValue(lambda: _slot)  # type: ignore[no-untyped-call] # partly typed
    _shared = True


def shared() -> bool:
    """Whether the metrics of this process are those of several."""
    return _shared


def free_slot(taken: Collection[int]) -> int:
    """Choose the slot of a new worker, by those of the workers there are."""
    return next(slot for slot in itertools.count(ARBITER + 1) if slot not in taken)


def take(slot: int) -> None:
    """Count for a slot from now on, in a worker that has just been forked."""
    global _slot  # noqa: PLW0603 - which slot it is, is what a process is
    _slot = slot


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # and not a worker, which has inherited this
        shutil.rmtree(folder, ignore_errors=True)
