"""The running service against its own contract: every operation, every phase of schemathesis, every check."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests import service
from tests.contract.running import PHASES, Report, declared_operations, run
from tests.service import ADMIN_TOKEN, Service

Show = Callable[[str], None]


@pytest.fixture
def show(capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Show:
    """Print although the test passes: a run that cannot be repeated from its output is worth little."""

    def shown(text: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n{request.node.name}: {text}\n")

    return shown


def check(running: Service, folder: Path, show: Show, *options: str) -> Report:
    """Run schemathesis, and ask what holds of every run."""
    start = time.monotonic()
    report = run(running, folder, *options)
    show(f"{report}, {time.monotonic() - start:.0f} s")
    assert report.exit_code == 0, report.words
    assert set(report.statuses) == PHASES
    assert all(declared_operations() <= report.statuses[phase].keys() for phase in ("coverage", "fuzzing"))
    assert not report.failed()
    assert httpx.get(f"{running.url}/healthz").status_code == 200
    assert httpx.get(f"{running.url}/readyz").status_code == 200
    assert "Traceback" not in running.log.read_text()
    return report


def test_an_admin_finds_the_service_as_its_contract_says(tmp_path: Path, show: Show) -> None:
    with service.running(tmp_path) as running:
        report = check(running, tmp_path, show, "--header", f"Authorization: Bearer {ADMIN_TOKEN}")
    for operation in declared_operations():
        assert any(200 <= status < 300 for status in report.of(operation)), f"{operation} was never answered 2xx"


def test_a_caller_without_a_token_finds_the_service_as_its_contract_says(tmp_path: Path, show: Show) -> None:
    with service.running(tmp_path) as running:
        report = check(running, tmp_path, show)
    assert set(report.of("GET /apis")) >= {200, 400}
    assert report.of("POST /apis/{api}/versions").keys() & {200, 201} == set()


def test_where_reads_need_a_token_nobody_gets_anything_without_one(tmp_path: Path, show: Show) -> None:
    with service.running(tmp_path, REGISTRY_READS="token") as running:
        report = check(running, tmp_path, show, "--max-examples", "10")
    for operation in declared_operations():
        assert not any(200 <= status < 300 for status in report.of(operation)), operation
