"""One log line per request: who asked for what, and the result. It never has a credential or the query string."""

import logging
import time
from typing import Any
from urllib.parse import quote

from edge.exchange import Exchange
from edge.observing.lines import MEMBERS

LONGEST_PATH = 500  # characters; a whole line stays below the 4096 bytes a pipe takes in one piece
LONGEST_AGENT = 200
LONGEST_NAME = 100

log = logging.getLogger("registry.requests")


def record(exchange: Exchange) -> None:
    """Log a request once its response is sent; status 0 means that none was."""
    level = logging.WARNING if exchange.status >= 500 else logging.INFO
    if log.isEnabledFor(level):
        members = _members(exchange)
        values = (members["method"], members["path"], exchange.status, members["duration_ms"])
        line = logging.LogRecord(log.name, level, __file__, 0, "%s %s %d, %.1f ms", values, None)
        line.__dict__[MEMBERS] = members  # like `extra`, without `log.log` looking for its caller, which takes 3 us
        log.handle(line)


def _members(exchange: Exchange) -> dict[str, Any]:
    caller, trace = exchange.caller, exchange.trace
    return {
        "method": exchange.method[:LONGEST_NAME],
        "path": _path(exchange.path),
        "status": exchange.status,
        "duration_ms": round((time.perf_counter() - exchange.began) * 1000, 3),
        "bytes": exchange.size,
        "operation_id": exchange.operation_id,
        "base_path": exchange.base_path,
        "code": exchange.code,
        "request_id": exchange.request_id,
        "trace_id": trace.trace_id,
        "span_id": trace.span_id,
        "caller": caller.name[:LONGEST_NAME] if caller else "anonymous",
        "client": exchange.address[:LONGEST_NAME],
        "user_agent": exchange.headers.get("user-agent", "")[:LONGEST_AGENT],
    }


def _path(path: str) -> str:
    """Return the path, percent-encoded where it has non-ASCII or control characters."""
    plain = path.isascii() and path.isprintable()
    return (path if plain else quote(path, errors="surrogatepass"))[:LONGEST_PATH]
