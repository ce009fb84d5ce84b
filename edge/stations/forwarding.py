"""What proxies in front say of a request: the client's address and scheme, and where they have put the service."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Scope

SCHEMES = ("http", "https")
PREFIX = re.compile(r"(/(?!\.\.?(?:/|$))[0-9A-Za-z._~-]{1,100}){1,10}")


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How many proxies stand in front and are believed; without any, nothing that a client says of these is."""

    proxies: int

    def address(self, scope: Scope, headers: Mapping[str, str]) -> str:
        """Find the client's address: each proxy has added that of whom it got the request from to X-Forwarded-For."""
        client = scope.get("client")
        peer = str(client[0]) if client else "unknown"
        if not self.proxies:
            return peer
        hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",")]
        return hops[-self.proxies][:100] or peer if len(hops) >= self.proxies else peer

    def scheme(self, scope: Scope, headers: Mapping[str, str]) -> str:
        """Find the scheme the client used: what X-Forwarded-Proto says of the first proxy that is believed."""
        hops = [hop.strip().lower() for hop in headers.get("x-forwarded-proto", "").split(",")] if self.proxies else []
        said = hops[-self.proxies :][:1]
        return said[0] if said and said[0] in SCHEMES else str(scope.get("scheme", "http"))

    def prefix(self, headers: Mapping[str, str]) -> str:
        """Find the path that a proxy has taken away: what X-Forwarded-Prefix says, where it is a path."""
        said = headers.get("x-forwarded-prefix", "") if self.proxies else ""
        return said if PREFIX.fullmatch(said) else ""
