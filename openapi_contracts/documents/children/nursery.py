"""Starts a zygote process, requests children from it, and ends it."""

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

_START_SECONDS = 30  # for the zygote to import all modules on a busy machine; takes about 1 s on an idle machine
_COMMAND = f"from {zygote.__name__} import main; main()"  # with -m its classes would be pickled as those of __main__


@dataclass(frozen=True, slots=True)
class Nursery:
    """A running zygote (see `zygote`) and the socket to request children from it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    @classmethod
    def open(cls, limits: Limits, work: tuple[str, ...]) -> "Nursery":
        """Start a zygote in a fresh interpreter, which inherits a socket but no locks and no threads."""
        ours, theirs = socket.socketpair()
        arguments = [*map(str, (theirs.fileno(), limits.seconds, limits.memory)), *work]
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - the command is fixed
                [sys.executable, "-c", _COMMAND, *arguments],
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parents[3],  # the modules of `work` can be imported from here
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # so that signals to the service's process group do not reach it
            )
        return cls(process, ours)

    def child(self) -> "Connection[Any, Any]":
        """Return the connection to a new child that waits for its job. Raises OSError or EOFError without a zygote."""
        ours, theirs = Pipe()
        with ExitStack() as undo:
            undo.enter_context(ours)
            with theirs:
                socket.send_fds(self.control, [b"."], [theirs.fileno()])
            if not ours.poll(_START_SECONDS):
                raise TimeoutError("the zygote does not respond")
            ours.recv_bytes(len(zygote.HELLO))
            undo.pop_all()
        return ours

    def close(self) -> None:
        """End the zygote and all its children. May be called twice."""
        self.control.close()
        if self.process.poll() is None:  # if it has died, its children end at their time limit
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def disown(self) -> None:
        """Drop the zygote after a fork: it belongs to the parent process."""
        self.control.close()
        self.process.returncode = (
            0  # prevents Popen from waiting for, or warning about, a process that is not our child
        )
