"""The processes of a service under test, as the operating system sees them."""

from contextlib import suppress

import psutil

from tests.service import Service


def descendants(service: Service) -> list[psutil.Process]:
    """List the processes that a service has started: workers, and what analyses documents."""
    try:
        return psutil.Process(service.process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers(service: Service) -> list[psutil.Process]:
    """List the processes that serve requests."""
    return psutil.Process(service.process.pid).children()


def analysing(service: Service) -> list[psutil.Process]:
    """List the processes that have a document now: what workers' own children have forked."""
    serving = {worker.pid for worker in workers(service)}
    return [process for process in descendants(service) if _parent(process) not in serving | {service.process.pid}]


def survivors(processes: list[psutil.Process], *, seconds: float) -> list[psutil.Process]:
    """List those of some processes that still run after a while."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return alive


def resident(process: psutil.Process) -> int:
    """Measure the memory a process has, in bytes; 0 where it has ended."""
    with suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def _parent(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.ppid())
    return 0
