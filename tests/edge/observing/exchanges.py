"""Requests that have been answered, as those who tell of them see them."""

import time
from typing import Any

from edge.exchange import Exchange
from edge.traces import Trace

TRACE = Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")


def answered(*, user_agent: str = "curl/8.5", **known: Any) -> Exchange:
    """A GET of all APIs, answered with 200, but for what is said."""
    told = {
        "services": None,
        "method": "GET",
        "path": "/v1/apis",
        "query": b"q=hidden-word",
        "headers": {"user-agent": user_agent, "authorization": "Bearer hidden-word"},
        "address": "127.0.0.1",
        "request_id": "a-request",
        "began": time.perf_counter(),
        "trace": TRACE,
        "base_path": "/v1",
        "operation_id": "apis.search",
        "status": 200,
        "size": 24,
    }
    return Exchange(**{**told, **known})
