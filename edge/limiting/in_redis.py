"""Counting in a Redis that all workers and instances share; imported only where there is one, since it takes 5 MB."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from limits.aio.storage import RedisStorage
from limits.errors import StorageError
from redis.asyncio import ConnectionPool

from edge.limiting.counters import CALLERS, Count
from edge.limiting.policies import WINDOW

PATIENCE = 0.5  # seconds for an answer of Redis, with connecting: more than this process itself is ever late
PAUSE = 0.5  # seconds without a question to a Redis that has not answered, in which nothing is counted
CONNECTIONS = 16  # to Redis, of each worker
PREFIX = "registry-limits"
ROUNDED = 0.5  # seconds by which TTL may say less than is left

log = logging.getLogger("registry.limits")

T = TypeVar("T")


class InRedis:
    """Counters in a Redis, shared by all workers and instances; nothing is connected before the first request.

    A Redis that does not answer in time is asked again after a pause, and until it answers nothing is counted.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE, pause: float = PAUSE) -> None:
        self._patience = patience
        self._pause = pause
        self._ask_at: float | None = None  # of `time.monotonic()`, while Redis is out
        self._ends: dict[str, float] = {}  # of windows, by `time.time()`
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._pool = ConnectionPool.from_url(url)
        pool: dict[str, Any] = {"connection_pool": self._pool}  # taken, but not in the types of `limits`
        self._storage = RedisStorage(
            f"async+{url}", wrap_exceptions=True, implementation="redispy", key_prefix=PREFIX, **pool
        )

    async def hit(self, key: str) -> Count | None:
        """Count a request."""
        return await self._ask(partial(self._hit, key))

    async def undo(self, key: str) -> None:
        """Take a request back."""
        await self._ask(partial(self._storage.incr, key, WINDOW, amount=-1))

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def _hit(self, key: str) -> Count:
        """Count, and ask when the window ends where this process has not seen it begin nor asked before."""
        count, now = await self._storage.incr(key, WINDOW), time.time()
        if count == 1:
            end = now + WINDOW
        elif (end := self._ends.get(key, now)) <= now:
            end = await self._storage.get_expiry(key) + ROUNDED
        else:
            return count, end
        if len(self._ends) >= CALLERS:
            self._ends.clear()
        self._ends[key] = end
        return count, end

    async def _ask(self, question: Callable[[], Awaitable[T]]) -> T | None:
        """Ask in turn, so that it is the time of Redis that is measured and not that of a queue before it."""
        async with self._turns:
            if self._ask_at is not None:
                now = time.monotonic()
                if now < self._ask_at:
                    return None
                self._ask_at = now + self._pause  # the others need not wait for what this one finds
            try:
                async with asyncio.timeout(self._patience):
                    answer = await question()
            except (StorageError, TimeoutError) as error:
                self._lost(error)
                return None
        self._found()
        return answer

    def _lost(self, error: Exception) -> None:
        if self._ask_at is None:  # said once, and without the address, which holds a password
            cause = error.__cause__ if isinstance(error, StorageError) else error
            log.warning("Redis does not answer (%s): requests are not limited until it does.", type(cause).__name__)
        self._ask_at = time.monotonic() + self._pause

    def _found(self) -> None:
        if self._ask_at is not None:
            log.warning("Redis answers again: requests are limited.")
        self._ask_at = None
