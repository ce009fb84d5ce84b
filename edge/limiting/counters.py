"""Where requests are counted, both times by `limits`: in the memory of this process, or in a Redis that all share.

By its fixed window: one counter a caller, exact, and true to what RateLimit says, since the whole quota comes back when
`t` has passed. Its sliding window still refuses then, and its moving window keeps the time of every request. Whoever
waits for a window's end can send twice the quota around it, which does no harm: this stops loops, and sells nothing.
"""

import time
from concurrent.futures import Future
from itertools import islice
from typing import Protocol

from limits.aio.storage import MemoryStorage

from edge.limiting.policies import WINDOW

CALLERS = 20_000  # counted at once in memory, which takes 6 MB
SWEPT = 2000  # counters dropped at once, which takes 2 ms
SWEEP_SECONDS = 1.0

Count = tuple[int, float]  # the requests counted in this window, and when it ends by `time.time()`


class Counters(Protocol):
    """Counters of requests by key; None where they cannot be reached."""

    async def hit(self, key: str) -> Count | None:
        """Count a request."""

    async def undo(self, key: str) -> None:
        """Take a request back."""

    async def close(self) -> None:
        """End what is open."""


class InMemory:
    """Counters in this process, of at most so many callers: the oldest are dropped, and count anew.

    `limits` 5.8 looks through every counter after every hit, 80 us with 1000 of them, unless its timer says that this
    is under way. Here it says so for good, and counters are dropped in batches: since all windows are of one length,
    they are in the order in which they end.
    """

    def __init__(self, *, callers: int = CALLERS) -> None:
        self._callers = callers
        self._sweep_at = 0.0
        self._storage = MemoryStorage()
        self._storage.timer = Future()  # type: ignore[assignment]  # never done, and of no loop, thread or process

    async def hit(self, key: str) -> Count | None:
        """Count a request."""
        now = time.time()
        if now >= self._sweep_at or len(self._storage.expirations) >= self._callers:
            await self._sweep(now)
        return await self._storage.incr(key, WINDOW), await self._storage.get_expiry(key)

    async def undo(self, key: str) -> None:
        """Take a request back."""
        await self._storage.incr(key, WINDOW, amount=-1)

    async def close(self) -> None:
        """End nothing: memory ends with the process."""

    async def _sweep(self, now: float) -> None:
        self._sweep_at = now + SWEEP_SECONDS
        ends = self._storage.expirations
        full = len(ends) >= self._callers
        for key in [key for key, end in islice(ends.items(), SWEPT) if full or end <= now]:
            await self._storage.clear(key)
