"""Which requests are let in: those without a token by address, others by token, wrong tokens by who sends them."""

import time
from collections.abc import Awaitable, Callable
from math import ceil
from typing import Self

from edge.answers.refusals import TooManyRequests
from edge.exchange import Exchange
from edge.limiting.counters import Counters, InMemory
from edge.limiting.policies import Counted, Policy, network, token_key
from registry.access import Caller
from registry.errors import InvalidToken

MEMORY = "memory"  # the storage that is no address of a Redis
PROVEN = 10_000  # tokens, of which few registries have as many; with more, all of them prove themselves anew


class Limiter:
    """Counts each request once: by its token if that has proved right before, and else by its address.

    Proven tokens are known by Python's keyed hash of them, and in this process only. A request with one is counted for
    it alone: neither wrong tokens nor requests without any, of the same address, take of its quota or keep it out.
    """

    def __init__(self, quotas: dict[Counted, int], counters: Counters) -> None:
        self._policies = {each: Policy.of(each, quota) for each, quota in quotas.items() if quota}
        self._counters = counters
        self._proven: dict[int, str] = {}  # the key of its counter, by the hash of a token

    @classmethod
    def create(cls, *, address: int, token: int, wrong_tokens: int, storage: str = MEMORY) -> Self:
        """Make a limiter of quotas of requests a minute, of which 0 is none; `storage` is memory or a Redis."""
        quotas = {Counted.ADDRESS: address, Counted.TOKEN: token, Counted.WRONG_TOKENS: wrong_tokens}
        return cls(quotas, InMemory() if storage == MEMORY else _in_redis(storage))

    async def admit(self, exchange: Exchange) -> None:
        """Count a request without a token, or for what asks for none, by its address. Raises TooManyRequests."""
        await self._count(exchange, Counted.ADDRESS, network(exchange.address))

    async def authenticate(
        self, exchange: Exchange, credential: str, look_up: Callable[[str], Awaitable[Caller]]
    ) -> Caller:
        """Count a request with a token, look that up and give its caller; nothing is looked up above a quota.

        Raises TooManyRequests, and what `look_up` does: InvalidToken, which is counted, or that it cannot say.
        """
        key = self._proven.get(hash(credential))
        if key is None:
            return await self._prove(exchange, credential, look_up)
        await self._count(exchange, Counted.TOKEN, key)
        try:
            return await look_up(credential)
        except InvalidToken:
            self._proven.pop(hash(credential), None)
            await self._count(exchange, Counted.WRONG_TOKENS, network(exchange.address))
            raise

    async def close(self) -> None:
        """Close the connections to Redis, if there are any."""
        await self._counters.close()

    async def _prove(self, exchange: Exchange, credential: str, look_up: Callable[[str], Awaitable[Caller]]) -> Caller:
        """Count a token as wrong until it is known to be right, so that many at once are not more than one by one."""
        sender, told = network(exchange.address), len(exchange.fields)
        await self._count(exchange, Counted.WRONG_TOKENS, sender)
        try:
            caller = await look_up(credential)
        except InvalidToken:
            raise
        except Exception:
            await self._undo(Counted.WRONG_TOKENS, sender)
            raise
        del exchange.fields[told:]
        await self._undo(Counted.WRONG_TOKENS, sender)
        if len(self._proven) >= PROVEN:
            self._proven.clear()
        self._proven[hash(credential)] = key = token_key(caller.name, credential)
        await self._count(exchange, Counted.TOKEN, key)
        return caller

    async def _count(self, exchange: Exchange, counted: Counted, key: str) -> None:
        """Count a request and say in its answer what is left. Raises TooManyRequests."""
        policy = self._policies.get(counted)
        found = await self._counters.hit(f"{counted}/{key}") if policy else None
        if policy is None or found is None:
            return
        count, end = found
        left, seconds = policy.quota - count, max(1, ceil(end - time.time()))
        exchange.fields.append(policy.declared)
        exchange.fields.append((b"ratelimit", policy.state % (max(0, left), seconds)))
        if left < 0:
            raise TooManyRequests(counted, policy.quota, seconds)

    async def _undo(self, counted: Counted, key: str) -> None:
        if counted in self._policies:
            await self._counters.undo(f"{counted}/{key}")


def _in_redis(url: str) -> Counters:
    from edge.limiting.in_redis import InRedis

    return InRedis(url)
