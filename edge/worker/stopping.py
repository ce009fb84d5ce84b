"""Graceful stop of a worker: it announces the stop, finishes running requests and drops idle connections.

gunicorn's own worker closes keep-alive connections at once, without announcing it, so a client's next request is lost;
then it waits for idle connections, which a platform's router keeps open for longer than it lets a stop take.
"""

import asyncio
import signal
import time
from typing import Any

from edge.exchange import Field

CLOSE: Field = (b"connection", b"close")
ANNOUNCE = 0.5  # seconds: longer than a response that has begun takes to be sent
IDLE = 2.0  # seconds without a request, after which open connections count as idle
POLL = 0.1  # seconds


class Stopping:
    """The stop of one worker: whether it has begun, and how many requests are still running."""

    def __init__(self) -> None:
        self.stopping = False
        self._running = 0
        self._last_end = 0.0  # time of the last request's end, by `time.monotonic()`
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Count a request as running."""
        self._running += 1

    def end(self) -> None:
        """Count a request as finished."""
        self._running -= 1
        if self.stopping:
            self._last_end = time.monotonic()

    def closing_fields(self) -> tuple[Field, ...]:
        """Return the field that announces the end of the connection, once stopping (RFC 9112, section 9.6)."""
        return (CLOSE,) if self.stopping else ()

    def take_over(self, worker: Any) -> None:
        """Make SIGTERM stop a gunicorn worker in this way."""
        worker.loop.add_signal_handler(signal.SIGTERM, self._begin_to_stop, worker)

    def _begin_to_stop(self, worker: Any) -> None:
        if not self.stopping:
            self.stopping, self._last_end = True, time.monotonic()
            self._task = worker.loop.create_task(self._stop(worker))

    async def _stop(self, worker: Any) -> None:
        await asyncio.sleep(ANNOUNCE)
        worker.handle_exit_signal()  # accepts no more connections, and ends when none is left
        while self._running or time.monotonic() < self._last_end + IDLE:
            await asyncio.sleep(POLL)
        await worker.lifespan.shutdown()
        worker.handle_quit_signal()
