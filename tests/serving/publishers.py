"""Many publishers at once, and one who waits for a free analyst as the service asks."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import httpx

ATTEMPTS = 30


def patiently(send: Callable[[], httpx.Response]) -> httpx.Response:
    """Send a request, again where all analysts are busy, after as long as the service says."""
    for _ in range(ATTEMPTS):
        response = send()
        if response.status_code != 503:
            break
        time.sleep(float(response.headers["Retry-After"]))
    return response


def together(sends: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """Send requests at the same moment, each from a thread of its own."""
    barrier = Barrier(len(sends))
    with ThreadPoolExecutor(len(sends)) as threads:
        return list(threads.map(partial(_at, barrier), sends))


def _at(barrier: Barrier, send: Callable[[], httpx.Response]) -> httpx.Response:
    barrier.wait(60)
    return patiently(send)
