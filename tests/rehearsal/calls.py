"""Calls that take an instance a while: they publish a document that keeps an analyst busy."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

import httpx

from tests.rehearsal.launcher import Instance
from tests.service import JSON
from tests.serving.contracts import offering
from tests.serving.processes import analysing
from tests.serving.publishers import patiently

DOCUMENT = offering(*(f"pets/{number}" for number in range(40_000)))  # takes an analyst about a second
REACHED_SECONDS = 30  # until the document has an analyst


def publish(instance: Instance, api: str) -> httpx.Response:
    """Publish the document under a name."""
    with instance.client() as client:
        return client.post(f"/v1/apis/{api}/versions", content=DOCUMENT, headers=JSON)


def validate(instance: Instance) -> httpx.Response:
    """Have the document analysed when its turn has come, and nothing stored."""
    with instance.client() as client:
        return patiently(lambda: client.post("/v1/validations", content=DOCUMENT, headers=JSON))


def in_flight(threads: ThreadPoolExecutor, instance: Instance, api: str) -> Future[httpx.Response]:
    """Begin to publish, and return when an analyst of the instance is at work on it."""
    call = threads.submit(publish, instance, api)
    deadline = time.monotonic() + REACHED_SECONDS
    while not analysing(instance):
        assert not call.done(), call.result()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return call
