"""Isolation with real processes: no job affects the service or other jobs, whatever it does to its process."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from openapi_contracts.documents import analysis
from openapi_contracts.documents.isolation import AnalysisError, Analysts
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Busy, NotOpenAPI, Refusal, TooCostly, Unreadable
from openapi_contracts.documents.reading import Syntax

LIMITS = Limits(seconds=1, memory=512 * 1024 * 1024)
DOCUMENT = b'{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1.0"}, "paths": {}}'
ENDLESS = range(10**12)  # `sum` of it computes in C and never looks at a signal
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def analysts() -> Iterator[Any]:
    """Analysts with two children and a time limit of one second."""
    analysts = Analysts(LIMITS, children=2, patience=10)
    analysts.warm()
    yield analysts
    analysts.close()


@pytest.fixture
def service() -> Iterator[Any]:
    """Start a Python program that uses Analysts as a service does, in its own session."""
    started = []

    def start(program: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def refusal_of(act: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*arguments)
    return caught.value


def processes_below(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def ended(process: psutil.Process) -> bool:
    """Say whether a process has ended; it may still be a zombie, which its new parent reaps."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def eventually(condition: Any, seconds: float = 2.0) -> bool:
    deadline = time.monotonic() + seconds
    while not (reached := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return reached


def test_an_analysis_is_the_same_in_a_child_as_in_process(analysts: Analysts) -> None:
    assert analysts.analyse(DOCUMENT) == analysis.analyse(DOCUMENT, LIMITS)


def test_a_conversion_is_the_same_in_a_child_as_in_process(analysts: Analysts) -> None:
    assert analysts.convert(DOCUMENT, Syntax.YAML) == analysis.convert(DOCUMENT, LIMITS, Syntax.YAML)


@pytest.mark.parametrize(("content", "error"), [(b'{"openapi": ', Unreadable), (b'{"hello": "world"}', NotOpenAPI)])
def test_a_refusal_is_raised_with_its_problem(analysts: Analysts, content: bytes, error: Any) -> None:
    refusal = refusal_of(analysts.analyse, content)
    assert type(refusal) is error
    assert refusal.problem == refusal_of(analysis.analyse, content, LIMITS).problem


def test_the_declared_syntax_is_passed_to_the_child(analysts: Analysts) -> None:
    refusal = refusal_of(analysts.analyse, b"openapi: 3.0.3", Syntax.JSON)
    assert (
        refusal.problem == refusal_of(lambda: analysis.analyse(b"openapi: 3.0.3", LIMITS, declared=Syntax.JSON)).problem
    )


def test_a_document_that_takes_too_long_is_stopped_and_refused(analysts: Analysts) -> None:
    flat = b"openapi: 3.0.3\n" + b"".join(b"x-%d: 1\n" % number for number in range(900_000))
    started = time.monotonic()
    refusal = refusal_of(analysts.analyse, flat)
    assert isinstance(refusal, TooCostly)
    assert refusal.problem.code == "analysis-limit"
    assert "took more than 1 s" in refusal.problem.detail
    assert time.monotonic() - started < 8  # a busy machine is slow to say so


@pytest.mark.parametrize(("function", "argument"), [(sum, ENDLESS), (time.sleep, 60)])
def test_jobs_in_c_code_and_sleeping_jobs_are_stopped_on_time(analysts: Analysts, function: Any, argument: Any) -> None:
    started = time.monotonic()
    refusal = refusal_of(analysts.run, function, argument)
    assert "took more than 1 s" in refusal.problem.detail
    assert 0.9 <= time.monotonic() - started < 8


def test_a_job_cannot_have_more_memory_than_its_limit(analysts: Analysts) -> None:
    refusal = refusal_of(analysts.run, bytearray, 2 * LIMITS.memory)
    assert isinstance(refusal, TooCostly)
    assert "more than 512 MiB of memory" in refusal.problem.detail


@pytest.mark.parametrize("crash", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL, signal.SIGXCPU])
def test_a_crash_is_a_refusal_and_the_next_job_is_served(analysts: Analysts, crash: Any) -> None:
    refusal = refusal_of(analysts.run, signal.raise_signal, crash)
    assert isinstance(refusal, TooCostly)
    assert "abruptly" in refusal.problem.detail
    assert analysts.analyse(DOCUMENT).title == "Pets"


def test_a_crash_does_not_affect_concurrent_jobs(analysts: Analysts) -> None:
    with ThreadPoolExecutor(2) as threads:
        for _ in range(50):
            crash = threads.submit(analysts.run, signal.raise_signal, signal.SIGSEGV)
            beside = threads.submit(analysts.analyse, DOCUMENT)
            assert isinstance(crash.exception(), TooCostly)
            assert beside.result().title == "Pets"


def test_children_work_in_parallel() -> None:
    analysts = Analysts(Limits(seconds=9), children=2)
    analysts.warm()
    with ThreadPoolExecutor(2) as threads:
        started = time.monotonic()
        list(threads.map(lambda _: analysts.run(time.sleep, 3), range(2)))
        assert time.monotonic() - started < 5.5  # one after the other they take 6
    analysts.close()


def test_more_jobs_than_children_wait_and_then_raise_busy() -> None:
    analysts = Analysts(Limits(seconds=5), children=1, patience=0.2)
    analysts.warm()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(analysts.run, time.sleep, 1)
        assert eventually(lambda: processes_below(os.getpid()))
        time.sleep(0.1)
        refusal = refusal_of(analysts.analyse, DOCUMENT)
        first.result()
    assert isinstance(refusal, Busy)
    assert refusal.problem.code == "analysis-busy"
    assert "0.2 s" in refusal.problem.detail
    assert analysts.analyse(DOCUMENT).title == "Pets"
    analysts.close()


def test_the_time_limit_of_a_job_starts_after_its_wait() -> None:
    analysts = Analysts(LIMITS, children=1, patience=10)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: analysts.run(time.sleep, 0.7), range(3)))
    analysts.close()


def test_an_error_of_the_service_is_not_a_refusal(analysts: Analysts) -> None:
    with pytest.raises(AnalysisError, match="ValueError: invalid literal"):
        analysts.run(int, "three")


def test_the_size_of_an_answer_is_limited() -> None:
    analysts = Analysts(Limits(bytes=1_000))
    assert len(analysts.run(bytes, 3_000)) == 3_000
    assert "4 times" in refusal_of(analysts.run, bytes, 4_001).problem.detail
    assert analysts.run(len, b"x" * 100_000) == 100_000
    analysts.close()


def test_modules_that_jobs_need_are_imported_once() -> None:
    analysts = Analysts(LIMITS, work=("registry.comparing",))
    assert {"registry.comparing", "openapi_contracts.containment.prover"} <= set(analysts.run(loaded))
    analysts.close()
    analysts = Analysts(LIMITS)
    assert "openapi_contracts.containment.prover" not in analysts.run(loaded)
    analysts.close()


def loaded() -> list[str]:
    return list(sys.modules)


def test_a_killed_zygote_is_replaced() -> None:
    others = set(psutil.Process().children())
    analysts = Analysts(LIMITS)
    analysts.warm()
    (zygote,) = set(psutil.Process().children()) - others
    zygote.kill()
    assert analysts.analyse(DOCUMENT).title == "Pets"
    analysts.close()


def test_many_jobs_leak_no_process_and_no_descriptor(analysts: Analysts) -> None:
    before = psutil.Process().num_fds()
    for _ in range(100):
        analysts.run(len, b"")
    assert psutil.Process().num_fds() == before
    zygotes = [child for child in psutil.Process().children() if "zygote" in " ".join(child.cmdline())]
    assert eventually(lambda: not any(zygote.children() for zygote in zygotes))


def test_no_process_runs_before_the_first_job_or_after_close() -> None:
    before = set(processes_below(os.getpid()))
    analysts = Analysts(LIMITS)
    assert set(processes_below(os.getpid())) == before
    analysts.warm()
    assert set(processes_below(os.getpid())) > before
    analysts.close()
    analysts.close()
    assert eventually(lambda: set(processes_below(os.getpid())) <= before)


def test_a_child_has_no_descriptor_of_the_service() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        os.set_inheritable(listener.fileno(), True)
        analysts = Analysts(LIMITS)
        descriptors = analysts.run(os.listdir, "/proc/self/fd")
        with pytest.raises(AnalysisError, match="Bad file descriptor"):
            analysts.run(os.fstat, max(listener.fileno(), 50))
        analysts.close()
    assert len(descriptors) <= 6  # the three standard ones, both ends of our sockets, and the listing itself


USING = """
import os, sys, threading, time
from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.documents.limits import Limits
analysts = Analysts(Limits(seconds=30))
"""


def test_no_process_survives_a_service_that_is_killed(service: Any) -> None:
    parent = service(
        USING
        + "threading.Thread(target=analysts.run, args=(sum, range(10**12)), daemon=True).start()\n"
        + "print(flush=True); time.sleep(60)"
    )
    parent.stdout.readline()
    assert eventually(lambda: len(processes_below(parent.pid)) == 2, 10)
    below = processes_below(parent.pid)
    parent.kill()
    assert eventually(lambda: all(map(ended, below)))


def test_an_interrupt_from_the_terminal_reaches_only_the_service(service: Any) -> None:
    parent = service(
        USING
        + "analysts.warm()\n"
        + "try: print(flush=True); [time.sleep(0.1) for _ in range(600)]\n"  # a signal just before one is not lost
        + "except KeyboardInterrupt: print(analysts.run(len, b'four'), flush=True)\n"
        + "analysts.close()"
    )
    parent.stdout.readline()
    os.killpg(parent.pid, signal.SIGINT)
    assert parent.communicate(timeout=20) == ("4\n", "")


def test_a_forked_worker_starts_its_own_processes(service: Any) -> None:
    parent = service(
        USING
        + "first = analysts.run(os.getppid)\n"
        + "analysts._slots.acquire(); analysts._slots.acquire(); analysts._lock.acquire()\n"
        + "if os.fork() == 0: print(analysts.run(os.getppid) != first, flush=True); analysts.close()\n"
        + "else: os.wait(); analysts._lock.release(); analysts._slots.release()\n"
        + "print(analysts.run(len, b'four'), flush=True); analysts.close()"
    )
    assert parent.communicate(timeout=20) == ("True\n4\n4\n", "")
