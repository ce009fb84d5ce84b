"""Where handlers run: in threads of their own, so that one that waits or computes holds nobody up."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """The threads of one worker; they start when they are needed, which is after the fork."""

    def __init__(self, at_once: int) -> None:
        self._pool = ThreadPoolExecutor(at_once, "handler")

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function in a thread, in the context of the caller."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(copy_context().run, function))
