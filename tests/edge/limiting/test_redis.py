"""Counters in a real Redis, shared, and what happens when it hangs, ends and comes back."""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from edge.limiting.limiter import Limiter
from edge.limiting.redis_counters import RedisCounters
from tests.edge.limiting.requests import HERE, Tokens, limiter, send, send_all
from tests.redis import Redis

SECRET = "registry_0123456789abcdef_the-secret-that-nobody-may-see"
SLOW = 5.0  # seconds for an answer, where it is not the question whether one comes
OUTAGE: dict[str, Any] = {"timeout": 0.2, "pause": 0.05}


@asynccontextmanager
async def counting(server: Redis, *, url: str | None = None, **said: float) -> Any:
    """A limiter as one worker has it."""
    limited = limiter(RedisCounters(url or server.url, **{"timeout": SLOW, **said}), address=3, token=3, wrong_tokens=3)
    try:
        yield limited
    finally:
        await limited.close()


async def until_counted(limited: Limiter) -> None:
    """Send requests until one is counted again."""
    deadline = time.monotonic() + 20
    while not (await send(limited)).counted:
        assert time.monotonic() < deadline, "Redis is there again, and nothing is counted"
        await asyncio.sleep(0.02)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What the limiter logs."""
    with caplog.at_level(logging.INFO, logger="registry.limits"):
        yield caplog


def test_workers_count_together(redis_server: Redis) -> None:
    async def share() -> None:
        async with counting(redis_server) as one, counting(redis_server) as other:
            told = [await send(each) for each in (one, other, one, other)]
            assert [each.left for each in told] == [2, 1, 0, 0]
            assert [each.refused for each in told] == [None, None, None, "address"]
            assert all(59 <= each.seconds <= 61 for each in told)

    asyncio.run(share())


def test_who_waits_for_as_long_as_told_is_let_in(redis_server: Redis) -> None:
    async def wait() -> None:
        async with counting(redis_server) as one, counting(redis_server) as other:
            await send(one)
            with redis_server.client() as client:
                key = client.keys("*")[0]
                client.pexpire(key, 10_400)  # which TTL rounds to 10 seconds
                assert (await send(other)).seconds * 1000 >= client.pttl(key)

    asyncio.run(wait())


def test_many_at_once_are_counted_exactly(redis_server: Redis) -> None:
    async def rush() -> list[str | None]:
        async with counting(redis_server) as limited:
            return [each.refused for each in await asyncio.gather(*(send(limited) for _ in range(100)))]

    ended = asyncio.run(rush())
    assert (ended.count(None), ended.count("address")) == (3, 97)


def test_a_rush_is_not_taken_for_an_outage(redis_server: Redis) -> None:
    async def rush() -> list[bool]:
        async with counting(redis_server, timeout=2.0) as limited:
            return [each.counted for each in await asyncio.gather(*(send(limited) for _ in range(6000)))]

    assert all(asyncio.run(rush())), "what waits for its turn has not waited for Redis"


def test_tokens_are_counted_as_in_memory(redis_server: Redis) -> None:
    async def use() -> None:
        async with counting(redis_server) as limited:
            tokens = Tokens({"right": "ci"})
            assert [(await send(limited, HERE, "right", tokens)).left for _ in range(2)] == [2, 1]
            assert await send_all(limited, 4, HERE, "wrong") == ["invalid"] * 3 + ["wrong-tokens"]
            assert (await send(limited, HERE, "right", tokens)).refused is None

    asyncio.run(use())


def test_nothing_of_a_token_is_stored_but_its_name_and_everything_expires(redis_server: Redis) -> None:
    async def use() -> None:
        async with counting(redis_server) as limited:
            await send(limited)
            await send(limited, HERE, SECRET, Tokens({SECRET: "petstore CI"}))
            await send(limited, HERE, f"{SECRET}-wrong")

    asyncio.run(use())
    with redis_server.client() as client:
        keys = sorted(client.keys("*"))
        assert [key.rpartition(":")[2].split("/")[0] for key in keys] == ["address", "token", "wrong-tokens"]
        assert not any("secret" in key or "0123456789abcdef" in key for key in keys)
        assert any(key.endswith("/petstore CI") for key in keys)
        assert all(0 < client.ttl(key) <= 60 for key in keys)


def test_a_redis_that_hangs_delays_few_requests_and_refuses_none(
    redis_server: Redis, said: pytest.LogCaptureFixture
) -> None:
    async def hang() -> None:
        async with counting(redis_server, timeout=0.2, pause=60) as limited:
            assert (await send(limited)).counted
            redis_server.pause()
            began = time.monotonic()
            at_once = await asyncio.gather(*(send(limited) for _ in range(20)))
            later = [await send(limited) for _ in range(200)]
            assert time.monotonic() - began < 2, "220 requests one by one would wait for 44 seconds"
            assert not any(each.counted or each.refused for each in [*at_once, *later])

    asyncio.run(hang())
    assert [each.partition(" (")[0] for each in said.messages] == ["Redis does not answer"]


def test_one_request_at_a_time_asks_whether_redis_is_back(redis_server: Redis) -> None:
    async def wait(limited: Limiter) -> bool:
        began = time.monotonic()
        await send(limited)
        return time.monotonic() - began >= OUTAGE["timeout"]

    async def hang() -> int:
        async with counting(redis_server, **OUTAGE) as limited:
            redis_server.pause()
            await send(limited)
            await asyncio.sleep(OUTAGE["pause"])
            return sum(await asyncio.gather(*(wait(limited) for _ in range(10))))

    assert asyncio.run(hang()) == 1


@pytest.mark.parametrize("outage", ["hangs", "ends"])
def test_after_an_outage_requests_are_counted_again(
    redis_server: Redis, said: pytest.LogCaptureFixture, outage: str
) -> None:
    async def recover() -> None:
        async with counting(redis_server, **OUTAGE) as limited:
            await send_all(limited, 5)
            (redis_server.pause if outage == "hangs" else redis_server.kill)()
            for _ in range(3):
                assert await send_all(limited, 5) == [None] * 5
                await asyncio.sleep(OUTAGE["pause"])
            (redis_server.resume if outage == "hangs" else redis_server.start_again)()
            await until_counted(limited)
            assert (await send_all(limited, 5))[-1] == "address"

    asyncio.run(recover())
    assert [each.partition(" (")[0].partition(":")[0] for each in said.messages] == [
        "Redis does not answer",
        "Redis answers again",
    ]


def test_a_redis_that_refuses_its_password_is_an_outage_that_is_logged_without_it(
    redis_server: Redis, said: pytest.LogCaptureFixture
) -> None:
    async def enter() -> None:
        wrong = redis_server.url.replace(redis_server.password, "not-its-password")
        async with counting(redis_server, url=wrong) as limited:
            assert await send_all(limited, 5) == [None] * 5

    asyncio.run(enter())
    assert said.messages == ["Redis does not answer (AuthenticationError): requests are not limited until it does."]
