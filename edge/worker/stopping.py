"""How a worker stops: it says so first, finishes what is asked, and does not wait for who asks nothing.

gunicorn's worker stops at once when told to, so that connections end whose last answer, sent a moment before, said that
they stay open; and then it waits for idle ones, which a platform's router keeps for longer than it lets a stop take.
"""

import asyncio
import signal
import time
from typing import Any

from edge.exchange import Field

CLOSE: Field = (b"connection", b"close")
TELLING = 0.5  # seconds: longer than an answer that was begun before takes to be sent
QUIET = 2.0  # seconds without a request, after which a connection that is still open is idle
LOOK = 0.1  # seconds


class Stopping:
    """Whether one worker is about to stop, and what it still has to answer."""

    def __init__(self) -> None:
        self.near = False
        self._answering = 0
        self._asked = 0.0  # when the last request ended, by `time.monotonic()`
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Count a request that has begun."""
        self._answering += 1

    def end(self) -> None:
        """Count a request that has been answered."""
        self._answering -= 1
        if self.near:
            self._asked = time.monotonic()

    def announced(self) -> tuple[Field, ...]:
        """Give the field that announces the end of a connection, once it is near (RFC 9112, section 9.6)."""
        return (CLOSE,) if self.near else ()

    def take_over(self, worker: Any) -> None:
        """Have SIGTERM stop a worker of gunicorn in this way."""
        worker.loop.add_signal_handler(signal.SIGTERM, self._begin_to_stop, worker)

    def _begin_to_stop(self, worker: Any) -> None:
        if not self.near:
            self.near, self._asked = True, time.monotonic()
            self._task = worker.loop.create_task(self._stop(worker))

    async def _stop(self, worker: Any) -> None:
        await asyncio.sleep(TELLING)
        worker.handle_exit_signal()  # it accepts no more connections, and ends as soon as there are none
        while self._answering or time.monotonic() < self._asked + QUIET:
            await asyncio.sleep(LOOK)
        await worker.lifespan.shutdown()
        worker.handle_quit_signal()
