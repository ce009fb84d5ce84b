"""Counters in Redis, shared by all workers and instances; imported only when used, since it takes 5 MB."""

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

TIMEOUT = 0.5  # seconds to wait for Redis, connecting included; longer than this process is ever late
PAUSE = 0.5  # seconds without asking a Redis that did not answer; nothing is counted meanwhile
CONNECTIONS = 16  # of each worker
PREFIX = "registry-limits"
TTL_ROUNDING = 0.5  # seconds: TTL is rounded and may be this much too short

log = logging.getLogger("registry.limits")

T = TypeVar("T")


class RedisCounters:
    """Counters in Redis; nothing is connected before the first request.

    When Redis does not answer in time, it is asked again after a pause; until it answers, nothing is counted.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT, pause: float = PAUSE) -> None:
        self._timeout = timeout
        self._pause = pause
        self._retry_at: float | None = None  # by `time.monotonic()`, while Redis does not answer
        self._ends: dict[str, float] = {}  # ends of windows, by `time.time()`
        self._connections = asyncio.Semaphore(CONNECTIONS)
        self._pool = ConnectionPool.from_url(url)
        pool: dict[str, Any] = {"connection_pool": self._pool}  # accepted, but not in the type hints of `limits`
        self._storage = RedisStorage(
            f"async+{url}", wrap_exceptions=True, implementation="redispy", key_prefix=PREFIX, **pool
        )

    async def hit(self, key: str) -> Count | None:
        """Count a request."""
        return await self._ask(partial(self._hit, key))

    async def undo(self, key: str) -> None:
        """Undo the count of a request."""
        await self._ask(partial(self._storage.incr, key, WINDOW, amount=-1))

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def _hit(self, key: str) -> Count:
        """Count a request; ask Redis for the window's end where this process does not know it."""
        count, now = await self._storage.incr(key, WINDOW), time.time()
        if count == 1:
            end = now + WINDOW
        elif (end := self._ends.get(key, now)) <= now:
            end = await self._storage.get_expiry(key) + TTL_ROUNDING
        else:
            return count, end
        if len(self._ends) >= CALLERS:
            self._ends.clear()
        self._ends[key] = end
        return count, end

    async def _ask(self, command: Callable[[], Awaitable[T]]) -> T | None:
        """Ask Redis, over a bounded number of connections, so that the timeout measures Redis and not a queue."""
        async with self._connections:
            if self._retry_at is not None:
                now = time.monotonic()
                if now < self._retry_at:
                    return None
                self._retry_at = now + self._pause  # so that only one request tries it
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await command()
            except (StorageError, TimeoutError) as error:
                self._lost(error)
                return None
        self._found()
        return answer

    def _lost(self, error: Exception) -> None:
        if self._retry_at is None:  # logged once, without the address: it holds a password
            cause = error.__cause__ if isinstance(error, StorageError) else error
            log.warning("Redis does not answer (%s): requests are not limited until it does.", type(cause).__name__)
        self._retry_at = time.monotonic() + self._pause

    def _found(self) -> None:
        if self._retry_at is not None:
            log.warning("Redis answers again: requests are limited.")
        self._retry_at = None
