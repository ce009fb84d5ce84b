"""What is counted, and for whom: a quota a minute for each address, each token, and each sender of wrong tokens."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Self

from edge.exchange import Field

WINDOW = 60  # seconds: long enough for the bursts of a build, short enough to wait for
IPV6_NETWORK = 64  # bits: a customer has at least a /64 (RFC 6177), so single addresses would cost an attacker nothing
UNKNOWN = "unknown"  # whoever has an address that is none is counted together
LATELY = 8192  # addresses whose network is remembered


class Counted(StrEnum):
    """What a policy counts; its name in RateLimit-Policy."""

    ADDRESS = "address"  # requests without a token
    TOKEN = "token"  # noqa: S105 - the name of a policy: requests with a token
    WRONG_TOKENS = "wrong-tokens"  # requests with a token that is not valid


@dataclass(frozen=True, slots=True)
class Policy:
    """A quota of requests in each window, with what answers say of it, prepared: every answer does."""

    quota: int
    declared: Field
    state: bytes  # with places for the requests left and for the seconds

    @classmethod
    def of(cls, counted: Counted, quota: int) -> Self:
        """Prepare RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4)."""
        name = counted.encode()
        return cls(quota, (b"ratelimit-policy", b'"%s";q=%d;w=%d' % (name, quota, WINDOW)), b'"%s";r=%%d;t=%%d' % name)


@lru_cache(LATELY)
def network(address: str) -> str:
    """Name whom an address stands for: IPv4 itself, mapped or not (RFC 4291, section 2.5.5.2), and IPv6 by its /64."""
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
    """Name the counter of a token: two bytes of digest tell tokens of one name apart, and give no secret away."""
    digest = hashlib.blake2b(credential.encode(errors="surrogateescape"), digest_size=2).hexdigest()
    return f"{digest}/{name}"
