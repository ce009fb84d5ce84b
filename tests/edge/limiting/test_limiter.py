"""Which requests are let in, and what their answers say of it; counted in memory."""

import asyncio
import json
import time

import pytest

from edge.answers.problems import answer
from edge.answers.refusals import TooManyRequests
from edge.limiting.limiter import Limiter
from registry.errors import StorageUnavailable
from tests.edge.exchanges import exchange
from tests.edge.limiting.requests import HERE, NO_SERVICES, Tokens, limiter, send, send_all

ELSEWHERE = "198.51.100.7"


def test_an_answer_says_what_is_left_and_for_how_long() -> None:
    told = asyncio.run(send(limiter(address=100)))
    assert dict(told.fields) == {"ratelimit-policy": '"address";q=100;w=60', "ratelimit": '"address";r=99;t=60'}


def test_above_the_quota_a_request_is_refused_with_the_time_to_wait() -> None:
    async def refuse() -> TooManyRequests:
        limited = limiter(address=2)
        sent = [exchange(NO_SERVICES) for _ in range(3)]
        await limited.admit(sent[0])
        await limited.admit(sent[1])
        with pytest.raises(TooManyRequests) as refused:
            await limited.admit(sent[2])
        assert (b"ratelimit", b'"address";r=0;t=60') in sent[2].fields
        return refused.value

    error = asyncio.run(refuse())
    exchange(NO_SERVICES)
    answered = answer(error)
    problem = json.loads(answered.body)
    assert answered.status == 429
    assert dict(answered.fields)[b"retry-after"] == b"60"
    assert (problem["code"], problem["violated_policies"]) == ("too-many-requests", ["address"])
    assert problem["detail"].endswith("send the request again in 60 seconds.")


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_addresses_of_one_network_share_a_quota(first: str, second: str, shared: bool) -> None:
    async def refused() -> str | None:
        limited = limiter(address=1)
        await send(limited, first)
        return (await send(limited, second)).refused

    assert (asyncio.run(refused()) == "address") is shared


def test_the_whole_quota_is_back_when_the_time_told_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()

    async def pass_time() -> None:
        limited = limiter(address=2)
        assert await send_all(limited, 3) == [None, None, "address"]
        waiting = (await send(limited)).seconds
        monkeypatch.setattr(time, "time", lambda: now + waiting - 1)
        early = await send(limited)
        assert (early.refused, early.seconds) == ("address", 1)
        monkeypatch.setattr(time, "time", lambda: now + waiting)
        assert await send_all(limited, 3) == [None, None, "address"]

    monkeypatch.setattr(time, "time", lambda: now)
    asyncio.run(pass_time())


def test_without_a_quota_nothing_is_counted_or_told() -> None:
    async def free() -> None:
        limited = Limiter.create(address=0, token=0, wrong_tokens=0)
        tokens = Tokens({"right": "ci"})
        for token, ends in ((None, None), ("right", None), ("right", None), ("wrong", "invalid")):
            told = await send(limited, token=token, tokens=tokens)
            assert (told.refused, told.counted) == (ends, False)

    asyncio.run(free())


def test_a_token_has_a_quota_of_its_own_wherever_it_is_sent_from() -> None:
    async def share() -> None:
        limited = limiter(address=1, token=2, wrong_tokens=1)
        tokens = Tokens({"one": "ci", "other": "ci"})
        for address in (HERE, ELSEWHERE):
            told = await send(limited, address, "one", tokens)
            assert (told.refused, told.fields["ratelimit-policy"]) == (None, '"token";q=2;w=60')
        assert (await send(limited, HERE, "one", tokens)).refused == "token"
        assert (await send(limited, HERE, "other", tokens)).left == 1
        assert (await send(limited, HERE)).left == 0

    asyncio.run(share())


def test_a_token_above_its_quota_is_not_looked_up() -> None:
    async def loop() -> int:
        limited, tokens = limiter(token=3), Tokens({"right": "ci"})
        for _ in range(10):
            await send(limited, token="right", tokens=tokens)
        return tokens.looked_up

    assert asyncio.run(loop()) == 3


def test_who_changes_wrong_tokens_meets_the_limit_of_its_address() -> None:
    async def guess() -> None:
        limited, tokens = limiter(wrong_tokens=3), Tokens()
        ended = [(await send(limited, HERE, f"guess-{each}", tokens)).refused for each in range(6)]
        assert ended == ["invalid"] * 3 + ["wrong-tokens"] * 3
        assert tokens.looked_up == 3
        told = await send(limited, ELSEWHERE, "guess", tokens)
        assert (told.refused, told.fields["ratelimit"]) == ("invalid", '"wrong-tokens";r=2;t=60')

    asyncio.run(guess())


def test_wrong_tokens_sent_at_once_are_not_more_than_one_by_one() -> None:
    async def guess() -> int:
        limited, tokens = limiter(wrong_tokens=5), Tokens()
        await asyncio.gather(*(send(limited, HERE, f"guess-{each}", tokens) for each in range(100)))
        return tokens.looked_up

    assert asyncio.run(guess()) == 5


def test_what_others_of_its_address_send_keeps_no_proven_token_out() -> None:
    async def crowd() -> None:
        limited, tokens = limiter(address=1, token=100, wrong_tokens=1), Tokens({"right": "ci"})
        assert (await send(limited, HERE, "right", tokens)).left == 99
        assert await send_all(limited, 3) == [None, "address", "address"]
        assert await send_all(limited, 3, HERE, "wrong") == ["invalid", "wrong-tokens", "wrong-tokens"]
        told = await send(limited, HERE, "right", tokens)
        assert (told.refused, told.left) == (None, 98)

    asyncio.run(crowd())


def test_tokens_that_prove_right_take_nothing_of_the_quota_of_wrong_ones() -> None:
    async def prove() -> list[str | None]:
        limited, tokens = limiter(wrong_tokens=1), Tokens({f"token-{each}": "ci" for each in range(5)})
        return [(await send(limited, HERE, token, tokens)).refused for token in tokens.names]

    assert asyncio.run(prove()) == [None] * 5


def test_a_token_that_is_revoked_is_a_wrong_one_from_then_on() -> None:
    async def revoke() -> None:
        limited, tokens = limiter(token=100, wrong_tokens=1), Tokens({"right": "ci"})
        await send(limited, HERE, "right", tokens)
        tokens.names.clear()
        assert [(await send(limited, HERE, "right", tokens)).refused for _ in range(2)] == ["invalid", "wrong-tokens"]
        assert tokens.looked_up == 2, "once while it was right, and once more"

    asyncio.run(revoke())


def test_a_token_that_cannot_be_looked_up_is_not_a_wrong_one() -> None:
    async def outage() -> None:
        async def unavailable(_: str) -> None:
            raise StorageUnavailable

        limited = limiter(wrong_tokens=1)
        for _ in range(3):
            with pytest.raises(StorageUnavailable):
                await limited.authenticate(exchange(NO_SERVICES), "right", unavailable)  # type: ignore[arg-type]

    asyncio.run(outage())


@pytest.mark.parametrize(("proven", "refused"), [(10_000, None), (10_001, "wrong-tokens")])
def test_ten_thousand_tokens_are_remembered_as_valid(proven: int, refused: str | None) -> None:
    """With one more they are forgotten: the first is then refused like an unknown one, after many wrong ones."""

    async def first_again() -> str | None:
        limited, tokens = limiter(wrong_tokens=5), Tokens({f"token {index}": "caller" for index in range(proven)})
        for token in tokens.names:
            await send(limited, token=token, tokens=tokens)
        await send_all(limited, 6, token="wrong")
        return (await send(limited, token="token 0", tokens=tokens)).refused

    assert asyncio.run(first_again()) == refused
