"""Starting a stack on a core of its own, and reading what its worker has used."""

import ctypes
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

from bench.http.cases import HOST
from bench.http.stacks import Program, Server, Stack
from tests.service import free_port

ROOT = Path(__file__).resolve().parents[2]
THREADS = 8  # of gthread
SECONDS = 30  # so long may a stack take to start
CORES = sorted(os.sched_getaffinity(0))
LOAD_CORE, SERVER_CORE = CORES[0], CORES[-1]
LIBC = ctypes.CDLL(None, use_errno=True)


class Running:
    """One program under gunicorn, with one worker that is never recycled."""

    def __init__(self, program: Program, server: Server, folder: Path) -> None:
        self.port = free_port()
        said = {
            "config": program.config,
            "bind": f"{HOST}:{self.port}",
            "worker-class": Server.GTHREAD if program.wsgi else server,
            "workers": 1,
            "max-requests": 0,
            **({"threads": THREADS} if program.wsgi else {}),
        }
        options = [f"--{name}={value}" for name, value in said.items()]
        command = [sys.executable, "-W", "ignore", "-m", "gunicorn", *options, program.application]
        database = {"DATABASE_URL": f"sqlite:///{folder}/{self.port}.db"}
        self.log = folder / f"{self.port}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **database, **dict(program.environ)},
                stdout=out,
                stderr=out,
                preexec_fn=partial(os.sched_setaffinity, 0, {SERVER_CORE}),  # noqa: PLW1509 - no threads here
            )
        self.worker = self._ready()
        self._clock = _clock(self.worker.pid)

    def cpu(self) -> float:
        """Give the seconds of processor time that the worker has used, in all of its threads."""
        return time.clock_gettime(self._clock)

    def stop(self) -> None:
        """End the server by its own process id."""
        self.process.terminate()
        self.process.wait(SECONDS)

    def _ready(self) -> psutil.Process:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self._listens():
                return psutil.Process(self.process.pid).children()[0]
            time.sleep(0.05)
        self.process.kill()
        raise RuntimeError(f"{self.process.args} did not start:\n{self.log.read_text()}")

    def _listens(self) -> bool:
        """Tell whether a worker answers: gunicorn itself listens before it has one."""
        probe = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS)
        try:
            probe.request("GET", "/")
            probe.getresponse()
        except OSError:
            return False
        finally:
            probe.close()
        return True


def _clock(pid: int) -> int:
    """Find the clock of a process's processor time (clock_getcpuclockid, POSIX): finer than the ticks of /proc."""
    clock = ctypes.c_int()
    if error := LIBC.clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, os.strerror(error))
    return clock.value


@contextmanager
def running(stacks: tuple[Stack, ...], server: Server, folder: Path) -> Iterator[dict[Stack, Running]]:
    """Start the programs of the stacks, and end them afterwards."""
    started: dict[Program, Running] = {}
    try:
        for program in dict.fromkeys(stack.program for stack in stacks):
            started[program] = Running(program, server, folder)
        yield {stack: started[stack.program] for stack in stacks}
    finally:
        for each in started.values():
            each.stop()
