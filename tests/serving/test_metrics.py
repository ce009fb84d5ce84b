"""What Prometheus reads: the sum over all workers, exact whichever of them answers, and never less than before."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from tests.service import Service, running
from tests.serving.processes import workers

OPERATION = {"base_path": "/v1", "operation_id": "apis.search"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which a service keeps what it need not keep."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return temporary


@pytest.fixture
def service(tmp_path: Path, folder: Path) -> Iterator[Service]:
    """A service with two workers."""
    with running(tmp_path, REGISTRY_WORKERS="2", TMPDIR=str(folder)) as started:
        yield started


def exposed(service: Service, name: str, **labels: str) -> float:
    """The value of a sample, by whichever worker takes the connection."""
    answer = httpx.get(f"{service.url}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
    return sum(sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items())


def counted(service: Service) -> float:
    return exposed(service, "registry_requests_total", **OPERATION, method="GET", status="200")


def ask(service: Service, times: int) -> None:
    """Ask over a new connection each time."""
    for _ in range(times):
        assert httpx.get(f"{service.url}/v1/apis").status_code == 200


def reach(service: Service, expected: int) -> None:
    """Wait until a number is exposed: a request is counted when its answer has been sent."""
    deadline = time.monotonic() + 20
    while (now := counted(service)) != expected:
        assert now < expected, "something was counted twice"
        assert time.monotonic() < deadline, f"{now} of {expected} were counted"


def ask_until_every_worker_has_counted(service: Service, folder: Path) -> int:
    """Ask until each of two workers has answered, and say how many requests that took."""
    deadline = time.monotonic() + 60
    asked = 0
    while len(counting(folder)) < 2:
        assert time.monotonic() < deadline, "one worker has answered everything"
        ask(service, 10)
        asked += 10
    return asked


def counting(folder: Path) -> list[str]:
    """The files of workers that have counted such a request."""
    return [file.name for file in folder.glob("registry-metrics-*/counter_*.db") if _holds(file)]


def _holds(file: Path) -> bool:
    metrics = MultiProcessCollector.merge([str(file)])  # type: ignore[no-untyped-call]  # as in the package
    samples = [sample for metric in metrics for sample in metric.samples]
    return any(OPERATION.items() <= sample.labels.items() for sample in samples)


def test_the_number_is_exact_whichever_worker_tells_it(service: Service, folder: Path) -> None:
    asked = ask_until_every_worker_has_counted(service, folder)
    reach(service, asked)
    assert {counted(service) for _ in range(20)} == {asked}
    assert exposed(service, "registry_request_duration_seconds_count", **OPERATION) == asked
    assert exposed(service, "registry_request_duration_seconds_bucket", **OPERATION, le="+Inf") == asked


def test_what_a_worker_has_counted_outlives_it(service: Service, folder: Path) -> None:
    asked = ask_until_every_worker_has_counted(service, folder)
    reach(service, asked)
    files = counting(folder)
    for worker in workers(service):
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(20)
        _wait_until_all_serve(service)
        assert counted(service) == asked
    ask(service, 30)
    reach(service, asked + 30)
    assert counting(folder) == files, "whoever takes the place of a worker counts on in its file"


def test_the_number_never_falls_while_workers_are_renewed(tmp_path: Path, folder: Path) -> None:
    often: dict[str, Any] = {"GUNICORN_CMD_ARGS": "--max-requests 15 --max-requests-jitter 0"}
    with running(tmp_path, REGISTRY_WORKERS="2", TMPDIR=str(folder), **often) as service:
        first = {worker.pid for worker in workers(service)}
        before = 0.0
        deadline = time.monotonic() + 90
        while first & {worker.pid for worker in workers(service)}:
            assert time.monotonic() < deadline, "the workers were not renewed"
            with suppress(httpx.TransportError):  # a worker that ends may take a connection with it
                ask(service, 1)
                now = counted(service)
                assert now >= before
                before = now
        assert before > 0
        assert len(list(folder.glob("registry-metrics-*/counter_*.db"))) <= 2


def test_every_path_that_is_no_operation_is_counted_as_one_and_nothing_is_left_in_the_end(
    service: Service, folder: Path
) -> None:
    for number in range(5):
        assert httpx.get(f"{service.url}/nowhere/{number}").status_code == 404
    deadline = time.monotonic() + 20
    while exposed(service, "registry_requests_total", operation_id="other", method="GET", status="404") != 5:
        assert time.monotonic() < deadline
    assert "nowhere" not in httpx.get(f"{service.url}/metrics").text
    assert [path.name.startswith("registry-metrics-") for path in folder.iterdir()] == [True]
    assert service.stop() == 0
    assert list(folder.iterdir()) == []


def _wait_until_all_serve(service: Service) -> None:
    """Wait until there are two workers again, of which one answers."""
    deadline = time.monotonic() + 60
    while True:
        with suppress(httpx.TransportError):
            if len(workers(service)) == 2 and httpx.get(f"{service.url}/readyz", timeout=5).status_code == 200:
                return
        assert time.monotonic() < deadline, "the worker was not replaced"
        time.sleep(0.05)
