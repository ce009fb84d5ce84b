"""Metrics of several workers, in one folder of files that any of them can add up.

Each worker has a slot: a new worker takes the slot of one that ended and continues its counters. So no counter
decreases, and there are never more files than workers.
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
ARBITER = 0  # slot of the process that starts the workers; it counts nothing

_slot = ARBITER
_shared = False


@cache
def begin() -> None:
    """Share the metrics created from now on with the processes forked from this one."""
    global _shared  # noqa: PLW0603 - a process shares or not, as its copy of prometheus_client does
    folder = tempfile.mkdtemp(prefix="registry-metrics-")
    atexit.register(_remove, folder, os.getpid())
    os.environ[VARIABLE] = folder
    values.ValueClass = values.MultiProcessValue(lambda: _slot)  # type: ignore[no-untyped-call] # partly typed
    _shared = True


def shared() -> bool:
    """Whether this process shares its metrics with others."""
    return _shared


def free_slot(taken: Collection[int]) -> int:
    """Choose the slot of a new worker, given the slots in use."""
    return next(slot for slot in itertools.count(ARBITER + 1) if slot not in taken)


def take(slot: int) -> None:
    """Make this process, a newly forked worker, count in a slot."""
    global _slot  # noqa: PLW0603 - which slot it is, is what a process is
    _slot = slot


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # workers inherit this handler
        shutil.rmtree(folder, ignore_errors=True)
