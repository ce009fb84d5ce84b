"""Counters in memory: how many there may be, and that they belong to no loop, thread or process."""

import asyncio
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from edge.limiting.counters import MemoryCounters
from tests.edge.limiting.requests import limiter, send

ROOT = Path(__file__).resolve().parents[3]
MIB = 1024 * 1024

IN_A_CHILD = """
import asyncio, os, threading
from tests.edge.limiting.requests import limiter, send
limited = limiter(address=1)
assert threading.active_count() == 1
for worker in range(2):
    child = os.fork()
    if child == 0:
        told = [asyncio.run(send(limited)).refused for _ in range(2)]
        os._exit(told != [None, "address"])
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


def test_a_million_addresses_do_not_take_the_memory() -> None:
    async def flood() -> tuple[int, int]:
        counters = MemoryCounters(callers=500)
        tracemalloc.start()
        try:
            for each in range(20_000):
                await counters.hit(f"2001:db8:{each:x}::")
            return tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    _, most = asyncio.run(flood())
    assert most < 1 * MIB, "20 000 counters take 6 MiB"


def test_a_flood_drops_the_oldest_counters_and_keeps_the_newest() -> None:
    async def flood() -> list[int]:
        counters = MemoryCounters(callers=500)
        await counters.hit("oldest")
        for each in range(5000):
            await counters.hit(f"attacker-{each}")
        return [found[0] for key in ("oldest", "attacker-4999") if (found := await counters.hit(key))]

    assert asyncio.run(flood()) == [1, 2]


def test_counters_whose_windows_have_ended_are_dropped_by_the_requests_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def drop() -> tuple[int, int]:
        counters = MemoryCounters()
        tracemalloc.start()
        try:
            for each in range(6000):
                await counters.hit(f"caller-{each}")
            before = tracemalloc.get_traced_memory()[0]
            for seconds in range(100, 110, 2):
                monkeypatch.setattr(time, "time", lambda: began + seconds)  # noqa: B023 - as it is at each hit
                await counters.hit("another")
            return before, tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    began = time.time()
    before, after = asyncio.run(drop())
    assert after < before / 2


def test_a_hit_starts_no_task_that_looks_through_every_counter() -> None:
    async def hit() -> None:
        await MemoryCounters().hit("caller")
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(hit())


def test_a_limiter_serves_one_loop_after_another() -> None:
    limited = limiter(address=1)
    assert [asyncio.run(send(limited)).refused for _ in range(2)] == [None, "address"]


def test_a_limiter_made_before_the_workers_are_forked_serves_each_of_them() -> None:
    child = subprocess.run([sys.executable, "-c", IN_A_CHILD], cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
