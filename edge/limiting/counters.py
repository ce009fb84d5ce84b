"""Counters of requests, by the library `limits`: in this process's memory, or in a Redis shared by all workers.

The fixed-window strategy keeps one exact counter per caller and matches the RateLimit field, since the whole quota
returns after `t` seconds. A sliding window would still refuse then; a moving window stores the time of every request.
A client can send twice its quota around the end of a window: the limit stops runaway loops, it is not for billing.
"""

import time
from concurrent.futures import Future
from itertools import islice
from typing import Protocol

from limits.aio.storage import MemoryStorage

from edge.limiting.policies import WINDOW

CALLERS = 20_000  # counters in memory at most, which take 6 MB
SWEPT = 2000  # counters dropped in one batch, which takes 2 ms
SWEEP_SECONDS = 1.0

Count = tuple[int, float]  # requests counted in this window, and its end by `time.time()`


class Counters(Protocol):
    """Counts of requests by key; a count is None where its counter cannot be reached."""

    async def hit(self, key: str) -> Count | None:
        """Count a request."""

    async def undo(self, key: str) -> None:
        """Undo the count of a request."""

    async def close(self) -> None:
        """Close the connections, if there are any."""


class MemoryCounters:
    """Counters in this process, for a bounded number of callers: the oldest are dropped and start anew.

    `limits` 5.8 checks every counter after each hit (80 us with 1000 of them) unless its timer is running. Here the
    timer counts as running for ever, and counters are dropped in batches: all windows have the same length, so they
    are in the order in which they end.
    """

    def __init__(self, *, callers: int = CALLERS) -> None:
        self._callers = callers
        self._sweep_at = 0.0
        self._storage = MemoryStorage()
        self._storage.timer = Future()  # type: ignore[assignment]  # never done, and bound to no loop, thread or process

    async def hit(self, key: str) -> Count | None:
        """Count a request."""
        now = time.time()
        if now >= self._sweep_at or len(self._storage.expirations) >= self._callers:
            await self._sweep(now)
        return await self._storage.incr(key, WINDOW), await self._storage.get_expiry(key)

    async def undo(self, key: str) -> None:
        """Undo the count of a request."""
        await self._storage.incr(key, WINDOW, amount=-1)

    async def close(self) -> None:
        """Do nothing: memory is freed with the process."""

    async def _sweep(self, now: float) -> None:
        self._sweep_at = now + SWEEP_SECONDS
        ends = self._storage.expirations
        full = len(ends) >= self._callers
        for key in [key for key, end in islice(ends.items(), SWEPT) if full or end <= now]:
            await self._storage.clear(key)
