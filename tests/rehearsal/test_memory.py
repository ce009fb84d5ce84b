"""An instance fits into the memory that the manifest asks for, with room to spare."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psutil

from tests.rehearsal.calls import validate
from tests.rehearsal.launcher import APP, Instance, megabytes

log = logging.getLogger(__name__)  # shown with --log-cli-level=INFO
SHARE = 0.8  # of what the manifest asks for: above it the platform is about to kill
AT_ONCE = 4  # as many documents as two workers analyse at the same time
INTERVAL = 0.2  # seconds


def test_large_documents_at_once_leave_a_fifth_of_the_memory(resident: Instance) -> None:
    peak = idle = resident_bytes(resident)
    waiting = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        calls = [threads.submit(validate, resident) for _ in range(AT_ONCE)]
        while not all(call.done() for call in calls):
            peak = max(peak, resident_bytes(resident))
            waiting.wait(INTERVAL)
    assert {call.result().status_code for call in calls} == {200}
    log.info("idle: %d MiB, peak: %d MiB", idle >> 20, peak >> 20)
    assert peak > idle
    assert peak < SHARE * megabytes(APP["memory"]) * 1024 * 1024


def resident_bytes(instance: Instance) -> int:
    """Add up the memory of all processes, with what they share counted once, as the platform counts."""
    found = 0
    for process in instance.processes():
        with suppress(psutil.NoSuchProcess):  # an analyst that has just ended
            found += process.memory_full_info().pss
    return int(found)
