"""The platform's router, as an app sees it: who is on the route gets requests in turn, with the fields that it adds."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import randrange
from uuid import uuid4

import httpx

from tests.rehearsal.launcher import Instance

HOST = "registry.apps.example.com"
ATTEMPTS = 3  # that the router makes of a request which may be repeated


@dataclass(slots=True)
class Router:
    """A route and the instances on it."""

    client: httpx.Client
    instances: list[Instance] = field(default_factory=list)
    _turns: Iterator[int] = field(default_factory=itertools.count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def map(self, instance: Instance) -> None:
        """Put an instance on the route."""
        with self._lock:
            self.instances.append(instance)

    def unmap(self, instance: Instance) -> None:
        """Take an instance off the route; what it was sent, it still answers."""
        with self._lock:
            self.instances.remove(instance)

    def get(self, path: str) -> httpx.Response:
        """Pass on a GET, again to the next instance where a connection breaks before an answer."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self.send("GET", path)
            except httpx.TransportError:
                continue
        return self.send("GET", path)

    def send(self, method: str, path: str, *, content: bytes = b"", **fields: str) -> httpx.Response:
        """Pass on a request once."""
        with self._lock:
            instance = self.instances[next(self._turns) % len(self.instances)]
        return self.client.request(
            method, f"{instance.url}{path}", content=content or None, headers={**forwarded(), **fields}
        )


def forwarded() -> dict[str, str]:
    """Make the fields that the router adds to a request."""
    return {
        "Host": HOST,
        "X-Forwarded-For": f"198.51.100.{randrange(1, 255)}",
        "X-Forwarded-Proto": "https",
        "X-Vcap-Request-Id": str(uuid4()),
        "X-Request-Start": "1790000000000",
        "X-B3-TraceId": uuid4().hex,
        "X-B3-SpanId": uuid4().hex[:16],
    }


@contextmanager
def routing(*instances: Instance) -> Iterator[Router]:
    """Route to instances until the block ends."""
    with httpx.Client(verify=False, timeout=60) as client:
        yield Router(client, list(instances))
