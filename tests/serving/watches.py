"""What is watched while a service works: how long /healthz takes, and the memory of the largest process."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.service import ROOT, Service
from tests.serving.processes import descendants, resident

HEALTH_INTERVAL = "0.05"  # seconds
MEMORY_INTERVAL = 0.1  # seconds; walking /proc costs time that a small machine needs elsewhere


@dataclass(slots=True)
class Watch:
    """The worst that was seen: milliseconds until /healthz answered (0 until the end), and bytes of one process."""

    slowest_health: int = 0
    largest_process: int = 0


@contextmanager
def watching(service: Service) -> Iterator[Watch]:
    """Watch a service until the block ends; a health check that fails raises then."""
    watch, ended = Watch(), threading.Event()
    memory = threading.Thread(target=_measure_memory, args=(service, watch, ended))
    command = [sys.executable, "-m", "tests.serving.health", f"{service.url}/healthz", HEALTH_INTERVAL]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as health:
        memory.start()
        try:
            yield watch
        finally:
            ended.set()
            memory.join()
            measured, _ = health.communicate(timeout=60)
    assert health.returncode == 0, "a health check failed"
    watch.slowest_health = int(measured)


def _measure_memory(service: Service, watch: Watch, ended: threading.Event) -> None:
    while not ended.wait(MEMORY_INTERVAL):
        sizes = [resident(process) for process in descendants(service)]
        watch.largest_process = max([watch.largest_process, *sizes])
