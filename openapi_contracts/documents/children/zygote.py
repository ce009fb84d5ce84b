"""The zygote: a process that has imported all modules, and forks a child with resource limits for each job."""

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

HELLO = b"ready"  # a child's first message; the time limit of its job starts here


class Outcome(Enum):
    """How a job ended. A child answers with a pair of this and a value."""

    DONE = auto()  # the value is what the job returned
    REFUSED = auto()  # the value is the Refusal that the job raised
    OUT_OF_MEMORY = auto()  # the value is None
    FAILED = auto()  # the value is the traceback of another exception, as text


def serve(control: socket.socket, *, seconds: int, memory: int) -> NoReturn:
    """Fork a child for each connection received, until the service closes the socket or dies."""
    gc.collect()
    gc.freeze()  # garbage collection in a child would otherwise copy every page shared with this process
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os.killpg(os.getpid(), signal.SIGKILL)  # this process and all children: none may outlive the service
        if os.fork() == 0:
            _work(descriptors[0], control, seconds=seconds, memory=memory)
        os.close(descriptors[0])


def _work(descriptor: int, control: socket.socket, *, seconds: int, memory: int) -> NoReturn:
    """Do one job in a forked child, and exit without returning, whatever happens."""
    try:
        control.close()
        gc.disable()  # the process ends after its job, and its memory is limited
        _bound(seconds, memory)
        with suppress(ConnectionError, EOFError), Connection(descriptor) as channel:  # the service may have ended
            channel.send_bytes(HELLO)
            channel.send_bytes(_answer(channel))
    finally:
        os._exit(0)


def _bound(seconds: int, memory: int) -> None:
    """Set kernel limits that end this process, even inside C code that never returns to Python."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.setitimer(signal.ITIMER_REAL, seconds)  # the default action of SIGALRM, as of SIGXCPU, ends the process
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
    """Warm up, then serve on the inherited socket.

    The arguments are its file descriptor, the seconds and bytes of memory per job, and the modules to warm up.
    """
    descriptor, seconds, memory = map(int, sys.argv[1:4])
    _detach()
    for module in sys.argv[4:]:
        importlib.import_module(module).warm_up()
    serve(socket.socket(fileno=descriptor), seconds=seconds, memory=memory)


def _detach() -> None:
    """Reset signal handlers, disable core dumps, and let the out-of-memory killer choose this process first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service ends this process by closing the socket
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps the children
    for limit in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(limit, signal.SIG_DFL)  # an ignored signal would stay ignored through exec
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would contain the document
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")  # the kernel kills a child before the service if memory runs out
