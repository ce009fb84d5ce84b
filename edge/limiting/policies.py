"""Quotas: how many requests a minute each address, each token and each sender of wrong tokens may send."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Self

from edge.exchange import Field

WINDOW = 60  # seconds: long enough for a build's burst, short enough to wait for
IPV6_NETWORK = 64  # bits: a customer gets at least a /64 (RFC 6177), so addresses within it are free to change
UNKNOWN = "unknown"  # shared by all clients without a valid address
CACHED_ADDRESSES = 8192  # addresses whose key is cached


class QuotaName(StrEnum):
    """The names of the quotas, as in RateLimit-Policy."""

    ADDRESS = "address"  # requests without a token
    TOKEN = "token"  # noqa: S105 - the name of a policy: requests with a token
    WRONG_TOKENS = "wrong-tokens"  # requests with a token that is not valid


@dataclass(frozen=True, slots=True)
class QuotaPolicy:
    """A quota of requests per window, with its header fields prepared."""

    quota: int
    declared: Field
    state: bytes  # format string for the requests and seconds left

    @classmethod
    def of(cls, counted: QuotaName, quota: int) -> Self:
        """Prepare RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4)."""
        name = counted.encode()
        return cls(quota, (b"ratelimit-policy", b'"%s";q=%d;w=%d' % (name, quota, WINDOW)), b'"%s";r=%%d;t=%%d' % name)


@lru_cache(CACHED_ADDRESSES)
def network(address: str) -> str:
    """Return the key an address counts under: IPv4 as it is (also mapped: RFC 4291, 2.5.5.2), IPv6 by its /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return UNKNOWN
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> IPV6_NETWORK << IPV6_NETWORK))


def token_key(name: str, credential: str) -> str:
    """Return the key a token is counted under: its name, and two bytes of digest to tell apart tokens of one name."""
    digest = hashlib.blake2b(credential.encode(errors="surrogateescape"), digest_size=2).hexdigest()
    return f"{digest}/{name}"
