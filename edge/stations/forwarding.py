"""What trusted proxies report of a request: the client's address and scheme, and the path prefix of the service."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Scope

SCHEMES = ("http", "https")
PREFIX = re.compile(r"(/(?!\.\.?(?:/|$))[0-9A-Za-z._~-]{1,100}){1,10}")


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How many proxies in front are trusted. With none, the fields clients send about this are ignored."""

    proxies: int

    def address(self, scope: Scope, headers: Mapping[str, str]) -> str:
        """Return the client's address; each proxy appends the address of its peer to X-Forwarded-For."""
        client = scope.get("client")
        peer = str(client[0]) if client else "unknown"
        if not self.proxies:
            return peer
        hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",")]
        return hops[-self.proxies][:100] or peer if len(hops) >= self.proxies else peer

    def scheme(self, scope: Scope, headers: Mapping[str, str]) -> str:
        """Return the scheme the client used: the first trusted proxy's entry in X-Forwarded-Proto."""
        hops = [hop.strip().lower() for hop in headers.get("x-forwarded-proto", "").split(",")] if self.proxies else []
        reported = hops[-self.proxies :][:1]
        return reported[0] if reported and reported[0] in SCHEMES else str(scope.get("scheme", "http"))

    def prefix(self, headers: Mapping[str, str]) -> str:
        """Return the path prefix a proxy stripped: X-Forwarded-Prefix, where it is a valid path."""
        prefix = headers.get("x-forwarded-prefix", "") if self.proxies else ""
        return prefix if PREFIX.fullmatch(prefix) else ""
