"""Threads of handlers: what they give back, how many there are, and what becomes of a call that nobody waits for."""

import asyncio
import threading
from collections.abc import Callable
from contextvars import ContextVar

import pytest

from edge.worker.threads import Threads

SAID: ContextVar[str] = ContextVar("said")


def blocked(release: threading.Event, begun: threading.Semaphore) -> Callable[[], str]:
    def wait() -> str:
        begun.release()
        assert release.wait(20)
        return "done"

    return wait


def test_a_call_gives_its_result_its_exception_and_has_the_context_of_its_caller() -> None:
    async def calls() -> None:
        threads = Threads(2)
        empty: dict[str, str] = {}
        SAID.set("this")
        assert await threads.run(lambda: (SAID.get(), threading.current_thread() is threading.main_thread())) == (
            "this",
            False,
        )
        with pytest.raises(KeyError, match="missing"):
            await threads.run(lambda: empty["missing"])

    asyncio.run(calls())


def test_what_would_end_the_process_ends_its_call_only() -> None:
    def leave() -> None:
        raise SystemExit(3)

    async def calls() -> str:
        threads = Threads(1)
        with pytest.raises(RuntimeError, match="SystemExit"):
            await threads.run(leave)
        return await threads.run(lambda: "goes on")

    assert asyncio.run(calls()) == "goes on"


def test_no_more_calls_run_at_once_than_there_are_threads_and_none_is_lost() -> None:
    running, most, guard = 0, 0, threading.Lock()

    def count() -> int:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.001)
        with guard:
            running -= 1
        return 1

    async def calls() -> int:
        threads = Threads(3)
        return sum(await asyncio.gather(*(threads.run(count) for _ in range(300))))

    assert asyncio.run(calls()) == 300
    assert 1 <= most <= 3


def test_a_call_whose_caller_is_cancelled_keeps_its_place_until_it_ends() -> None:
    release, begun = threading.Event(), threading.Semaphore(0)

    async def calls() -> None:
        threads = Threads(2)
        cancelled = asyncio.create_task(threads.run(blocked(release, begun)))
        assert await asyncio.to_thread(begun.acquire, True, 20)
        cancelled.cancel()
        assert await asyncio.wait_for(threads.run(lambda: "another thread"), 20) == "another thread"
        assert not cancelled.done()
        release.set()
        with pytest.raises(asyncio.CancelledError):
            await cancelled

    asyncio.run(calls())


def test_a_call_that_outlives_its_loop_takes_no_thread_with_it() -> None:
    release, begun, threads = threading.Event(), threading.Semaphore(0), Threads(1)

    async def leave() -> None:
        task = asyncio.create_task(threads.run(blocked(release, begun)))
        assert await asyncio.to_thread(begun.acquire, True, 20)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())
    release.set()
    assert asyncio.run(threads.run(lambda: "served")) == "served"
