"""Server URLs with variables: the addresses they cover, and whether a server covers an address.

A variable with an `enum` covers its values, one without covers any text (OAS 3.1.0, 4.8.6). Addresses are compared
in normal form: host in lower case, no default port, no final slash (RFC 3986, 6.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urlsplit

from openapi_contracts.contracts.model import Server

MOST = 100  # addresses of one server that are looked at; real servers have at most 12
LONGEST = 2_000  # characters of a URL that is matched with variables; browsers and proxies stop near 8,000
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

Piece: TypeAlias = tuple[str, ...] | None
"""A part of a URL: the texts it may be, None for any text."""


@dataclass(frozen=True, slots=True)
class Address:
    """A URL in normal form; `host` is None and the scheme empty where the URL has none."""

    scheme: str
    host: str | None
    base: str

    def __str__(self) -> str:
        scheme = f"{self.scheme}:" if self.scheme else ""
        return scheme + (f"//{self.host}{self.base}" if self.host is not None else self.base or "/")

    def is_near(self, other: "Address") -> bool:
        """Say whether two addresses may be equal; a missing host or scheme may be any."""
        same_host = self.host == other.host or None in (self.host, other.host)
        same_scheme = self.scheme == other.scheme or "" in (self.scheme, other.scheme)
        return same_host and same_scheme and self.base == other.base


class ServerAddresses:
    """A server with the addresses it covers; the address of its default values comes first."""

    def __init__(self, server: Server) -> None:
        pieces = _pieces(server)
        self._url = pieces if None in pieces else None
        self._path = _path(server) if None in pieces else None
        urls = [] if None in pieces else ["".join(each) for each in islice(product(*_known(pieces)), MOST)]
        read = [_address(url) for url in dict.fromkeys([server.url, *urls])]
        self.server = server
        self.addresses = list(dict.fromkeys(one for one in read if one is not None))

    def at(self, address: Address) -> Server:
        """Return the server with its variables at the values of an address."""
        is_default = address == self.addresses[0]
        return self.server if is_default else replace(self.server, url=str(address), base=address.base)

    def is_at(self, address: Address) -> bool:
        """Say whether a server may cover an address."""
        near = any(address.is_near(one) for one in self.addresses)
        return near or (self._url is not None and _matches(self._url, str(address)))

    def has_base(self, base: str) -> bool:
        """Say whether a server may cover a base path."""
        known = any(base == one.base for one in self.addresses)
        return known or (self._path is not None and _matches(self._path, base))


def _address(url: str) -> Address | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    base = parts.path.rstrip("/")
    return Address(parts.scheme, _host(parts), base if base[:1] in ("", "/") else f"/{base}")


def _host(parts: SplitResult) -> str | None:
    try:
        port = parts.port
    except ValueError:
        return parts.netloc.lower()
    host = (parts.hostname or "") + (f":{port}" if port not in (None, _PORTS.get(parts.scheme)) else "")
    return host if parts.netloc else None


def _pieces(server: Server) -> list[Piece]:
    """Split the URL template of a server at its variables."""
    raw = server.origin.raw
    url, variables = raw.get("url"), raw.get("variables")
    if not isinstance(url, str) or not isinstance(variables, dict):
        return [(server.url,)]
    parts = _VARIABLE.split(url)  # texts at even places, names of variables between them
    return [_texts(variables.get(part)) if index % 2 else (part,) for index, part in enumerate(parts)]


def _texts(variable: Any) -> Piece:
    """Return the values of a variable; None where it may have any."""
    if not isinstance(variable, dict) or not isinstance(variable.get("enum"), list):
        return None
    return tuple(str(text)[:LONGEST] for text in [variable.get("default"), *variable["enum"][:MOST]])


def _path(server: Server) -> list[Piece]:
    """Return the path of a server's URL template, without a final slash."""
    url = server.origin.raw["url"].partition("://")
    path = "/" + (url[2] or url[0]).partition("/")[2].rstrip("/")
    written = {**server.origin.raw, "url": "" if path == "/" else path}
    return _pieces(replace(server, origin=replace(server.origin, raw=written)))


def _known(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    return [piece for piece in pieces if piece is not None]


def _matches(pieces: Sequence[Piece], text: str) -> bool:
    """Say whether a text matches the pieces, by the set of offsets each may end at."""
    ends = {0} if len(text) <= LONGEST else set()
    for piece in pieces:
        if not ends:
            return False
        if piece is None:
            ends = set(range(min(ends), len(text) + 1))
        else:
            ends = {end + len(each) for end in ends for each in piece if text.startswith(each, end)}
    return len(text) in ends
