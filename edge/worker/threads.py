"""Where handlers run: in threads of their own, so that one that waits or computes holds nobody up.

In place of a ThreadPoolExecutor, whose futures, locks and wake-up of the loop for every result cost as much as half of
a request: here results that come while the loop is busy wake it once.
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
class Call:
    """One call of a function in a thread, and what came of it."""

    function: Callable[[], Any]
    context: Context
    loop: asyncio.AbstractEventLoop
    over: "asyncio.Future[None]"
    is_over: bool = False
    result: Any = None
    error: Exception | None = None


class Threads:
    """The threads of one worker; they start when they are needed, which is after the fork."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._started = 0
        self._open = 0  # calls that are not over
        self._calls: SimpleQueue[Call] = SimpleQueue()
        self._done: deque[Call] = deque()
        self._told = False  # whether the loop has been woken for what is done

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function in a thread, in the context of the caller.

        Who is cancelled waits all the same, so that what a handler occupies is not free before it ends.
        """
        loop = asyncio.get_running_loop()
        call = Call(function, copy_context(), loop, loop.create_future())
        self._open += 1
        self._calls.put(call)
        if self._started < min(self._open, self._at_once):
            self._started += 1
            Thread(target=self._work, name=f"handler_{self._started}", daemon=True).start()
        try:
            await call.over
        except asyncio.CancelledError:
            if not call.is_over:
                call.over = loop.create_future()
                await call.over
            raise
        if call.error is not None:
            raise call.error
        result: T = call.result
        return result

    def _work(self) -> None:
        while True:
            self._serve(self._calls.get())

    def _serve(self, call: Call) -> None:
        try:
            call.result = call.context.run(call.function)
        except Exception as error:
            call.error = error
        except BaseException as error:  # which would end the loop, and not only the request
            call.error = RuntimeError(repr(error))
        self._done.append(call)
        if not self._told:  # appends before it asks, as _deliver says before it empties: nothing is left behind
            self._told = True
            try:
                call.loop.call_soon_threadsafe(self._deliver)
            except RuntimeError:  # a loop that is closed has nobody who waits
                self._told = False

    def _deliver(self) -> None:
        self._told = False
        while self._done:
            call = self._done.popleft()
            self._open -= 1
            call.is_over = True
            if not call.over.done():  # else whoever waited has been cancelled just now
                call.over.set_result(None)
