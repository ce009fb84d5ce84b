"""The zygote: a process with everything imported, which forks one bounded child per job."""

import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from contextlib import suppress
from enum import Enum, auto
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from openapi_contracts.documents.problems import Refusal

HELLO = b"ready"  # a child's first message: its time runs from here, however long the wait before it was


class Outcome(Enum):
    """How a job ended; a child answers with a pair of this and a value."""

    DONE = auto()  # what the job returned
    REFUSED = auto()  # the Refusal it raised
    OUT_OF_MEMORY = auto()  # None
    FAILED = auto()  # the traceback of any other exception, as text


def serve(control: socket.socket, *, seconds: int, memory: int) -> NoReturn:
    """Fork a child for each channel that arrives, until the service closes its end or dies."""
    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, every page shared with this process
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os.killpg(os.getpid(), signal.SIGKILL)  # us and every child: none may outlive the service
        if os.fork() == 0:
            _work(descriptors[0], control, seconds=seconds, memory=memory)
        os.close(descriptors[0])


def _work(descriptor: int, control: socket.socket, *, seconds: int, memory: int) -> NoReturn:
    """Do one job and exit at once, whatever happens: this process is a fork of the zygote."""
    try:
        control.close()
        gc.disable()  # the process ends with its job, and its memory is bounded
        _bound(seconds, memory)
        with suppress(ConnectionError, EOFError), Connection(descriptor) as channel:  # the service may go
            channel.send_bytes(HELLO)
            channel.send_bytes(_answer(channel))
    finally:
        os._exit(0)


def _bound(seconds: int, memory: int) -> None:
    """Have the kernel end this process at its limits, even inside C code that never returns to Python."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.setitimer(signal.ITIMER_REAL, seconds)  # as for SIGXCPU, the default of SIGALRM is to end it
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _answer(channel: "Connection[Any, Any]") -> bytes:
    try:
        return pickle.dumps(_outcome(channel), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((Outcome.OUT_OF_MEMORY, None))


def _outcome(channel: "Connection[Any, Any]") -> tuple[Outcome, Any]:
    try:
        function, args, kwargs = channel.recv()
        return Outcome.DONE, function(*args, **kwargs)
    except Refusal as refusal:
        return Outcome.REFUSED, refusal
    except MemoryError:
        return Outcome.OUT_OF_MEMORY, None
    except Exception:
        return Outcome.FAILED, traceback.format_exc()


def main() -> NoReturn:
    """Warm up, then serve on the inherited socket; the command line has its descriptor, the limits and the work."""
    descriptor, seconds, memory = map(int, sys.argv[1:4])
    _detach()
    for module in sys.argv[4:]:
        importlib.import_module(module).rehearse()
    serve(socket.socket(fileno=descriptor), seconds=seconds, memory=memory)


def _detach() -> None:
    """Reset signal handlers, disable core dumps, and raise the out-of-memory score."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service decides when we end, by closing its end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps the children: nobody asks how they ended
    for limit in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(limit, signal.SIG_DFL)  # an ignored signal would stay so through exec
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # SIGXCPU would dump core, and the document with it
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")  # where the machine runs out of memory, a child goes before the service
