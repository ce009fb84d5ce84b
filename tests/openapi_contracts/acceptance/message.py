"""A request taken apart."""

from collections.abc import Iterable, Mapping
from typing import Any


class Request:
    """A request of a witness; names of headers in lower case, the query and cookies still percent-encoded."""

    def __init__(self, message: Mapping[str, Any]) -> None:
        self.data: Mapping[str, Any] = message["request"]
        self.path, _, query = self.data["target"].partition("?")
        self.query = pairs(query.split("&"))
        self.headers: dict[str, str] = {name.lower(): text for name, text in self.data["headers"]}
        self.cookies = pairs(self.headers.get("cookie", "").split("; "))
        self.credentials: list[Mapping[str, Any]] = message.get("security", [])


def pairs(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Split `name=value`."""
    return [(name, text) for name, _, text in (one.partition("=") for one in texts if one)]
