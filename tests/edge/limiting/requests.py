"""Requests as the limiter meets them, with tokens that are looked up in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers

from edge.answers.refusals import TooManyRequests
from edge.exchange import Exchange
from edge.limiting.counters import Counters, MemoryCounters
from edge.limiting.limiter import Limiter
from edge.limiting.policies import QuotaName
from registry.access import Caller
from registry.errors import InvalidToken
from registry.model import Scope
from tests.edge.exchanges import exchange

NO_SERVICES: Any = None  # the limiter asks none
HERE = "192.0.2.1"


def limiter(counters: Counters | None = None, **quotas: int) -> Limiter:
    """A limiter of the quotas given, none for the others; it counts in memory unless told otherwise."""
    return Limiter({QuotaName[name.upper()]: quota for name, quota in quotas.items()}, counters or MemoryCounters())


@dataclass(slots=True)
class Tokens:
    """Tokens and the names of their callers; `looked_up` is how often one was asked for."""

    names: dict[str, str] = field(default_factory=dict)
    looked_up: int = 0

    async def caller(self, credential: str) -> Caller:
        self.looked_up += 1
        if credential not in self.names:
            raise InvalidToken
        return Caller(self.names[credential], frozenset({Scope.READ}))


@dataclass(frozen=True, slots=True)
class Told:
    """How a request ended: `refused` is the policy it was refused by or "invalid", and `fields` those of its answer."""

    refused: str | None
    fields: Mapping[str, str]
    exchange: Exchange

    @property
    def counted(self) -> bool:
        return "ratelimit" in self.fields

    @property
    def left(self) -> int:
        return int(self.fields["ratelimit"].split(";r=")[1].split(";")[0])

    @property
    def seconds(self) -> int:
        return int(self.fields["ratelimit"].split(";t=")[1])


async def send(limited: Limiter, address: str = HERE, token: str | None = None, tokens: Tokens | None = None) -> Told:
    """Send one request."""
    sent = exchange(NO_SERVICES, address=address)
    refused = None
    try:
        if token is None:
            await limited.admit(sent)
        else:
            await limited.authenticate(sent, token, (tokens or Tokens()).caller)
    except TooManyRequests as error:
        refused = str(error.details()["violated_policies"][0])  # type: ignore[index]
    except InvalidToken:
        refused = "invalid"
    return Told(refused, Headers(raw=sent.fields), sent)


async def send_all(limited: Limiter, times: int, address: str = HERE, token: str | None = None) -> list[str | None]:
    """Send requests one after the other, and say how each ended."""
    return [(await send(limited, address, token)).refused for _ in range(times)]
