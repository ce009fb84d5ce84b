"""A run of schemathesis, and what holds of every one."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
import pytest

from tests.contract.running import PHASES, Report, declared_operations, run
from tests.service import Service

Check = Callable[..., Report]


@pytest.fixture
def check(tmp_path: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Check:
    """Run schemathesis against a service, and check the answers, that all was asked, and that the service is well."""

    def checked(running: Service, *options: str, phases: Sequence[str] = PHASES, examples: int = 40) -> Report:
        start = time.monotonic()
        report = run(running, tmp_path, "--phases", ",".join(phases), *options, examples=examples)
        with capfd.disabled():  # although the test passes: a run that nobody can repeat from its output is worth little
            sys.stdout.write(f"\n{request.node.name}: {report}, {time.monotonic() - start:.0f} s\n")
        assert report.exit_code == 0, report.words
        assert set(report.statuses) == set(phases)
        assert all(
            declared_operations() <= report.statuses[phase].keys() for phase in {"coverage", "fuzzing"} & set(phases)
        )
        assert not report.failed()
        assert httpx.get(f"{running.url}/healthz").status_code == 200
        assert httpx.get(f"{running.url}/readyz").status_code == 200
        assert "Traceback" not in running.log.read_text()
        return report

    return checked
