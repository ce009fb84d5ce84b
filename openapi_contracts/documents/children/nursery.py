"""Starts a zygote process, gets children from it, and ends it."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from openapi_contracts.documents.children import zygote
from openapi_contracts.documents.limits import Limits

_START_SECONDS = 30  # to import everything on a busy machine; about 1 s on an idle one
_COMMAND = f"from {zygote.__name__} import main; main()"  # with -m its classes would be those of __main__


@dataclass(frozen=True, slots=True)
class Nursery:
    """A running zygote and the socket that requests children from it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    @classmethod
    def open(cls, limits: Limits, work: tuple[str, ...]) -> "Nursery":
        """Start a zygote in a fresh interpreter, which inherits one socket, and no lock or thread."""
        ours, theirs = socket.socketpair()
        arguments = [*map(str, (theirs.fileno(), limits.seconds, limits.memory)), *work]
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-c", _COMMAND, *arguments],
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parents[3],  # where the modules of `work` can be imported
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # a signal to the service's terminal or group does not reach it
            )
        return cls(process, ours)

    def child(self) -> "Connection[Any, Any]":
        """Return the channel to a new child that waits for its job; OSError or EOFError if there is none."""
        ours, theirs = Pipe()
        with ExitStack() as undo:
            undo.enter_context(ours)
            with theirs:
                socket.send_fds(self.control, [b"."], [theirs.fileno()])
            if not ours.poll(_START_SECONDS):
                raise TimeoutError("the zygote does not answer")
            ours.recv_bytes(len(zygote.HELLO))
            undo.pop_all()
        return ours

    def close(self) -> None:
        """End the zygote and every child of it; harmless when repeated."""
        self.control.close()
        if self.process.poll() is None:  # if it has died, its children end by themselves, on time
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def disown(self) -> None:
        """Forget, after a fork, the zygote of the process that this one is a copy of."""
        self.control.close()
        self.process.returncode = 0  # another's child: not ours to wait for, nor to warn about
