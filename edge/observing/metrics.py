"""Prometheus metrics of requests. Label values come from the contract or a short list."""

import time
from collections.abc import Callable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from edge.exchange import Exchange
from edge.observing import sharing

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER = "other"  # pages, unknown paths and methods, and callers beyond the first MOST_CALLERS
MOST_CALLERS = 200  # per worker
SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "registry_requests",
    "Requests answered.",
    ("base_path", "operation_id", "method", "status"),
    registry=REGISTRY,
)
DURATION = Histogram(
    "registry_request_duration_seconds",
    "Time from receiving a request to sending the end of its response.",
    ("base_path", "operation_id"),
    buckets=SECONDS,
    registry=REGISTRY,
)
REFUSALS = Counter(
    "registry_refusals",
    "Requests refused, by problem code.",
    ("base_path", "operation_id", "code"),
    registry=REGISTRY,
)
DEPRECATED = Counter(
    "registry_deprecated_requests",
    "Requests to deprecated operations, by caller.",
    ("base_path", "operation_id", "caller"),
    registry=REGISTRY,
)
Count = Callable[[], None]
Measure = Callable[[float], None]
_callers: set[str] = set()


def observe(exchange: Exchange) -> None:
    """Count a request once its response is sent."""
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
    """Return the metrics of all workers in Prometheus' text format."""
    if not sharing.shared():
        return generate_latest(REGISTRY)
    all_workers = CollectorRegistry()
    MultiProcessCollector(all_workers)  # type: ignore[no-untyped-call] # partly typed
    return generate_latest(all_workers)


@cache  # looking them up takes longer than counting
def _series(base_path: str, operation_id: str, method: str, status: int) -> tuple[Count, Measure]:
    """Return the functions that count and time one kind of request."""
    count = REQUESTS.labels(base_path, operation_id, method, status).inc
    return count, DURATION.labels(base_path, operation_id).observe


def _caller(exchange: Exchange) -> str:
    """Return a caller's label; the number of names is bounded because Prometheus keeps every one."""
    name = exchange.caller.name if exchange.caller else "anonymous"
    if name not in _callers and len(_callers) >= MOST_CALLERS:
        return OTHER
    _callers.add(name)
    return name
