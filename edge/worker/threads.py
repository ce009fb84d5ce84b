"""The threads handlers run in, so that a slow handler does not block the event loop.

Replaces anyio's threads and ThreadPoolExecutor, which wake the event loop for every result and cost several times as
much a call (docs/decisions/0009); here one wake-up delivers every result that is ready.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class ThreadCall:
    """One call of a function in a thread, and its result or error."""

    function: Callable[[], Any]
    context: Context
    loop: asyncio.AbstractEventLoop
    finished: "asyncio.Future[None]"
    is_finished: bool = False
    result: Any = None
    error: Exception | None = None


class Threads:
    """The threads of one worker; they start on demand, hence after the fork."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._started = 0
        self._open = 0  # calls not finished
        self._calls: SimpleQueue[ThreadCall] = SimpleQueue()
        self._done: deque[ThreadCall] = deque()
        self._woken = False  # whether the event loop has been woken for the results waiting

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function in a thread, in the caller's context.

        A cancelled caller still waits for the thread, so that what a handler holds is freed only when the handler ends.
        """
        loop = asyncio.get_running_loop()
        call = ThreadCall(function, copy_context(), loop, loop.create_future())
        self._open += 1
        self._calls.put(call)
        if self._started < min(self._open, self._at_once):
            self._started += 1
            Thread(target=self._work, name=f"handler_{self._started}", daemon=True).start()
        try:
            await call.finished
        except asyncio.CancelledError:
            if not call.is_finished:
                call.finished = loop.create_future()
                await call.finished
            raise
        if call.error is not None:
            raise call.error
        result: T = call.result
        return result

    def _work(self) -> None:
        while True:
            self._serve(self._calls.get())

    def _serve(self, call: ThreadCall) -> None:
        try:
            call.result = call.context.run(call.function)
        except Exception as error:
            call.error = error
        except BaseException as error:  # would end the event loop, not only the request
            call.error = RuntimeError(repr(error))
        self._done.append(call)
        if not self._woken:  # append before this check, as _deliver resets before it empties: no result is left behind
            self._woken = True
            try:
                call.loop.call_soon_threadsafe(self._deliver)
            except RuntimeError:  # the event loop is closed: nobody waits
                self._woken = False

    def _deliver(self) -> None:
        self._woken = False
        while self._done:
            call = self._done.popleft()
            self._open -= 1
            call.is_finished = True
            if not call.finished.done():  # otherwise its caller was cancelled just now
                call.finished.set_result(None)
