"""What is counted of the requests, for Prometheus. Every label takes its values from the contract or a short list."""

import time
from collections.abc import Callable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from edge.exchange import Exchange
from edge.observing import sharing

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER = "other"  # pages, unknown paths, methods that nobody has defined, callers beyond the most
MOST_CALLERS = 200  # that each worker tells apart
SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "registry_requests",
    "Requests that were answered.",
    ("base_path", "operation_id", "method", "status"),
    registry=REGISTRY,
)
DURATION = Histogram(
    "registry_request_duration_seconds",
    "From the first line of a request to the end of its answer.",
    ("base_path", "operation_id"),
    buckets=SECONDS,
    registry=REGISTRY,
)
REFUSALS = Counter(
    "registry_refusals",
    "Requests that were refused, by the code of the problem.",
    ("base_path", "operation_id", "code"),
    registry=REGISTRY,
)
DEPRECATED = Counter(
    "registry_deprecated_requests",
    "Requests of deprecated operations, by who made them.",
    ("base_path", "operation_id", "caller"),
    registry=REGISTRY,
)
Count = Callable[[], None]
Measure = Callable[[float], None]
_callers: set[str] = set()


def observe(exchange: Exchange) -> None:
    """Count a request when its answer has been sent."""
    seconds = time.perf_counter() - exchange.began
    base_path, operation_id = exchange.base_path or "", exchange.operation_id or OTHER
    method = exchange.method if exchange.method in METHODS else OTHER
    count, measure = _series(base_path, operation_id, method, exchange.status)
    count()
    measure(seconds)
    if exchange.code:
        REFUSALS.labels(base_path, operation_id, exchange.code).inc()
    if exchange.deprecated:
        DEPRECATED.labels(base_path, operation_id, _caller(exchange)).inc()


def exposition() -> bytes:
    """Write the metrics of all workers in Prometheus' text format."""
    if not sharing.shared():
        return generate_latest(REGISTRY)
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone)  # type: ignore[no-untyped-call] # partly typed
    return generate_latest(everyone)


@cache  # finding them takes longer than counting
def _series(base_path: str, operation_id: str, method: str, status: int) -> tuple[Count, Measure]:
    """Find what counts and what measures one kind of request."""
    count = REQUESTS.labels(base_path, operation_id, method, status).inc
    return count, DURATION.labels(base_path, operation_id).observe


def _caller(exchange: Exchange) -> str:
    """Name a caller; tokens come and go, and Prometheus keeps every name it has seen."""
    name = exchange.caller.name if exchange.caller else "anonymous"
    if name not in _callers and len(_callers) >= MOST_CALLERS:
        return OTHER
    _callers.add(name)
    return name
