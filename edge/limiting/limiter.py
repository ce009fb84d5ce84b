"""Rate limiting: requests without a token count per address, others per token, wrong tokens per address."""

import time
from collections.abc import Awaitable, Callable
from math import ceil
from typing import Self

from edge.answers.refusals import TooManyRequests
from edge.exchange import Exchange
from edge.limiting.counters import Counters, MemoryCounters
from edge.limiting.policies import QuotaName, QuotaPolicy, network, token_key
from registry.access import Caller
from registry.errors import InvalidToken

MEMORY = "memory"  # counters in this process, not in a Redis
MAX_PROVEN = 10_000  # tokens; a registry with more looks each of them up again


class Limiter:
    """Counts each request once: by its token if that has been valid before, else by its address.

    Valid tokens are remembered by Python's keyed hash of them, in this process only. A request with such a token counts
    against that token alone: wrong tokens and anonymous requests from the same address neither use nor block its quota.
    """

    def __init__(self, quotas: dict[QuotaName, int], counters: Counters) -> None:
        self._policies = {each: QuotaPolicy.of(each, quota) for each, quota in quotas.items() if quota}
        self._counters = counters
        self._proven: dict[int, str] = {}  # counter key, by the hash of a token

    @classmethod
    def create(cls, *, address: int, token: int, wrong_tokens: int, storage: str = MEMORY) -> Self:
        """Make a limiter from quotas in requests a minute, 0 for none; `storage` is `memory` or the URL of a Redis."""
        quotas = {QuotaName.ADDRESS: address, QuotaName.TOKEN: token, QuotaName.WRONG_TOKENS: wrong_tokens}
        return cls(quotas, MemoryCounters() if storage == MEMORY else _redis_counters(storage))

    async def admit(self, exchange: Exchange) -> None:
        """Count a request without a token by its address. Raises TooManyRequests."""
        await self._count(exchange, QuotaName.ADDRESS, network(exchange.address))

    async def authenticate(
        self, exchange: Exchange, credential: str, look_up: Callable[[str], Awaitable[Caller]]
    ) -> Caller:
        """Count a request with a token and return its caller; above a quota the token is not looked up.

        Raises TooManyRequests, and what `look_up` raises; an InvalidToken is counted.
        """
        key = self._proven.get(hash(credential))
        if key is None:
            return await self._prove(exchange, credential, look_up)
        await self._count(exchange, QuotaName.TOKEN, key)
        try:
            return await look_up(credential)
        except InvalidToken:
            self._proven.pop(hash(credential), None)
            await self._count(exchange, QuotaName.WRONG_TOKENS, network(exchange.address))
            raise

    async def close(self) -> None:
        """Close the connections to Redis, if there are any."""
        await self._counters.close()

    async def _prove(self, exchange: Exchange, credential: str, look_up: Callable[[str], Awaitable[Caller]]) -> Caller:
        """Count an unknown token as wrong until it proves valid, so that concurrent guesses are limited too."""
        sender, field_count = network(exchange.address), len(exchange.fields)
        await self._count(exchange, QuotaName.WRONG_TOKENS, sender)
        try:
            caller = await look_up(credential)
        except InvalidToken:
            raise
        except Exception:
            await self._undo(QuotaName.WRONG_TOKENS, sender)
            raise
        del exchange.fields[field_count:]
        await self._undo(QuotaName.WRONG_TOKENS, sender)
        if len(self._proven) >= MAX_PROVEN:
            self._proven.clear()
        self._proven[hash(credential)] = key = token_key(caller.name, credential)
        await self._count(exchange, QuotaName.TOKEN, key)
        return caller

    async def _count(self, exchange: Exchange, counted: QuotaName, key: str) -> None:
        """Count a request and add the state of its quota to the response. Raises TooManyRequests."""
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

    async def _undo(self, counted: QuotaName, key: str) -> None:
        if counted in self._policies:
            await self._counters.undo(f"{counted}/{key}")


def _redis_counters(url: str) -> Counters:
    from edge.limiting.redis_counters import RedisCounters

    return RedisCounters(url)
