"""What the registry itself takes: the memory of two workers, and the time from its start to the first ready."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.http.servers import CORES
from tests import service

STARTS = 3  # on a database that is there, of which the fastest counts: other work of the machine only adds
ENVIRON = {
    "REGISTRY_WORKERS": "2",
}
REQUESTS = 200
PATHS = ("/v1/apis", "/v1/openapi.json", "/", "/readyz", "/v1/nothing")


@dataclass(frozen=True, slots=True)
class Footprint:
    """Seconds until ready, on a new database and on one that is there, and bytes: shared pages are shared out (PSS)."""

    first_start: float
    next_start: float
    master: int
    workers: tuple[int, ...]
    analysts: tuple[int, ...]  # the processes that workers keep for reading documents


def registry() -> Footprint:
    """Start the real service several times on one folder, and weigh it after some requests."""
    pinned = os.sched_getaffinity(0)
    os.sched_setaffinity(0, CORES)
    try:
        with tempfile.TemporaryDirectory() as folder:
            times = [_time_to_ready(Path(folder)) for _ in range(STARTS + 1)]
            with service.running(Path(folder), **ENVIRON) as running:
                return Footprint(times[0], min(times[1:]), *_weighed(running))
    finally:
        os.sched_setaffinity(0, pinned)


def pss(process: psutil.Process) -> int:
    """Give the memory of a process in bytes, each page divided by how many share it (smaps_rollup)."""
    return int(process.memory_full_info().pss)


def _time_to_ready(folder: Path) -> float:
    began = time.monotonic()
    with service.running(folder, **ENVIRON):
        return time.monotonic() - began


def _weighed(running: service.Service) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    for _ in range(REQUESTS // len(PATHS)):
        with running.client() as client:  # anew, so that each worker has its share
            for path in PATHS:
                client.get(path)
    master = psutil.Process(running.process.pid)
    workers = master.children()
    analysts = [child for worker in workers for child in worker.children(recursive=True)]
    return pss(master), tuple(pss(each) for each in workers), tuple(pss(each) for each in analysts)
