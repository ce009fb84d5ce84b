"""Somebody who uses a service one request at a time, and how long each takes."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx

from tests.service import YAML, Service

UNLIMITED: dict[str, Any] = {  # 0: as many as come
    f"REGISTRY_LIMIT_{name}": "0" for name in ("ADDRESS", "TOKEN", "WRONG_TOKENS")
}
DOCUMENT = b"openapi: 3.0.3\ninfo: {title: Quick, version: 1.0.0}\npaths: {}\n"
Timed = tuple[str, int, float]  # what was asked for, the status, and the seconds that its answer took


def ask(service: Service, until: Callable[[], bool]) -> Iterator[Timed]:
    """Read, check the health on a new connection, and validate a document, again and again."""
    with service.client() as client:
        while not until():
            yield _timed("GET /v1/apis", lambda: client.get("/v1/apis"))
            with service.client() as new:
                yield _timed("GET /healthz", partial(new.get, "/healthz"))
            yield _timed(
                "POST /v1/validations",
                lambda: client.post("/v1/validations", content=DOCUMENT, headers=YAML),
            )


def _timed(says: str, send: Callable[[], httpx.Response]) -> Timed:
    started = time.perf_counter()
    status = send().status_code
    return says, status, time.perf_counter() - started
