"""An exchange as a station meets it, for tests of one part of the edge."""

import time
from typing import Any

from starlette.datastructures import Headers

from edge.exchange import Exchange, enter
from edge.services import Services
from edge.traces import Trace


def exchange(services: Services, path: str = "/v1/apis", **said: Any) -> Exchange:
    """Begin an exchange: a GET without header fields, where nothing else is said."""
    given = {
        "method": "GET",
        "query": b"",
        "headers": Headers({}),
        "address": "192.0.2.1",
        "request_id": "0b6ff0a4-55a5-4d6c-8b4a-d5e0c5a9e0a1",
        "trace": Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
        "began": time.perf_counter(),
        **said,
    }
    begun = Exchange(services=services, path=path, **given)
    enter(begun)
    return begun
