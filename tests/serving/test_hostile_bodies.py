"""Hostile bodies through the whole service: each gets a reason within time and memory, and others are served."""

import logging
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import httpx
import pytest

from tests.openapi_contracts.documents.hostile import BODIES, Body
from tests.service import Service
from tests.serving.publishers import patiently
from tests.serving.watches import Watch, watching

log = logging.getLogger(__name__)  # shown with --log-cli-level=INFO
AT_ONCE = 2  # of the four that the two workers may analyse at once: these machines have two cores
SECONDS = 12  # 10 for the analysis, and some for sending 16 MiB on a noisy machine
MEMORY = 1024**3
HEALTH_MILLISECONDS = 1000  # the aim is 100 on a machine with nothing else to do; shared ones pause for longer


@dataclass(frozen=True, slots=True)
class Answered:
    """How a body was answered, and the seconds from the first byte sent to the last received."""

    response: httpx.Response
    seconds: float


@dataclass(frozen=True, slots=True)
class Siege:
    """What came of sending every hostile body."""

    answers: Mapping[str, Answered]
    watch: Watch


@pytest.fixture(scope="module")
def siege(service: Service) -> Siege:
    """Every hostile body sent to one service, two at a time, the service watched meanwhile."""
    with service.client() as client, watching(service) as watch, ThreadPoolExecutor(AT_ONCE) as threads:
        answers = dict(zip(_names(), threads.map(partial(_send, client), BODIES), strict=True))
    slowest = max(answers, key=lambda name: answers[name].seconds)
    log.info("%s bodies; slowest: %s, %.2f s; %s", len(answers), slowest, answers[slowest].seconds, watch)
    return Siege(answers, watch)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_hostile_body_is_answered_with_a_reason_and_in_time(siege: Siege, body: Body) -> None:
    answered = siege.answers[body.name]
    response = answered.response
    assert answered.seconds < SECONDS
    if body.expected == "valid" and response.status_code == 201:
        return
    assert 400 <= response.status_code < 500, response.text[:300]
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"]
    assert problem["detail"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_of_a_hostile_body_that_is_refused_nothing_is_stored(siege: Siege, service: Service, body: Body) -> None:
    with service.client() as client:
        stored = client.get(f"/v1/apis/{_api(body)}").status_code
    assert stored == (200 if siege.answers[body.name].response.status_code == 201 else 404)


def test_hostile_bodies_are_refused_unless_they_are_valid(siege: Siege) -> None:
    published = {name for name, answered in siege.answers.items() if answered.response.status_code == 201}
    assert published <= {body.name for body in BODIES if body.expected == "valid"}


def test_the_service_stays_healthy_under_hostile_bodies(siege: Siege) -> None:
    assert 0 < siege.watch.slowest_health < HEALTH_MILLISECONDS


def test_no_process_grows_over_its_memory_under_hostile_bodies(siege: Siege) -> None:
    assert 0 < siege.watch.largest_process <= MEMORY


def _send(client: httpx.Client, body: Body) -> Answered:
    content = body.build()
    started = 0.0

    def send() -> httpx.Response:
        nonlocal started
        started = time.monotonic()
        return client.post(
            f"/v1/apis/{_api(body)}/versions", content=content, headers={"Content-Type": body.media_type}
        )

    response = patiently(send)
    return Answered(response, time.monotonic() - started)


def _api(body: Body) -> str:
    return f"hostile-{body.name}"


def _names() -> list[str]:
    return [body.name for body in BODIES]
