"""What it costs to run a handler in a thread: edge/worker/threads.py, anyio and a ThreadPoolExecutor, side by side.

    .venv/bin/python -m bench.threads

Cost is the processor time of the process divided by the calls, without the time of the called function itself. The
three take turns, round by round; the table has the median of the rounds, and in brackets the least and the most.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import anyio
import uvloop
from anyio import to_thread

from bench.figures import median, table
from edge.worker.threads import Threads

THREADS = 10
CALLS = 2000
ROUNDS = 9
AT_ONCE = (1, 8, 50)

Run = Callable[[Callable[[], int]], Awaitable[int]]


def work() -> int:
    """Stand for a handler: about ten microseconds of Python."""
    return sum(range(300))


async def spend(run: Run, at_once: int) -> float:
    """Give the processor time of one call, in seconds."""

    async def caller() -> None:
        for _ in range(CALLS // at_once):
            await run(work)

    before = time.process_time()
    await asyncio.gather(*(caller() for _ in range(at_once)))
    return (time.process_time() - before) / CALLS


async def compare() -> None:
    """Print the table."""
    limiter, executor = anyio.CapacityLimiter(THREADS), ThreadPoolExecutor(THREADS)
    runs: dict[str, Run] = {
        "edge/worker/threads.py": Threads(THREADS).run,
        "anyio.to_thread": lambda function: to_thread.run_sync(function, limiter=limiter),
        "ThreadPoolExecutor": lambda function: asyncio.get_running_loop().run_in_executor(executor, function),
    }
    before = time.process_time()
    for _ in range(CALLS):
        work()
    own = (time.process_time() - before) / CALLS
    rows = []
    for at_once in AT_ONCE:
        costs: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS + 1):
            for name, run in runs.items():
                costs[name].append((await spend(run, at_once) - own) * 1e6)
        rows.append((str(at_once), *(_figure(values[1:]) for values in costs.values())))  # the first round warms up
    table("microseconds of processor time a call", ("calls at once", *runs), rows)


def _figure(values: list[float]) -> str:
    return f"{median(values):.0f} ({min(values):.0f}-{max(values):.0f})"


if __name__ == "__main__":
    uvloop.run(compare())
