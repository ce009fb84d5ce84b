"""The running service against its own contract, for a caller without a token: what is read and what is refused."""

from pathlib import Path

import pytest

from tests import service
from tests.contract.conftest import Check
from tests.contract.running import declared_operations
from tests.depth import IS_NIGHTLY

pytestmark = pytest.mark.timeout(900)  # all operations, on whatever else the machine does

# A caller who can create nothing follows no links. Coverage, which an admin has in every run, sends the most requests.
STATELESS = ("examples", "coverage", "fuzzing") if IS_NIGHTLY else ("examples", "fuzzing")
FEWER = 32  # examples of an operation: most are refused before their body is read


def test_a_caller_without_a_token_finds_the_service_as_its_contract_says(tmp_path: Path, check: Check) -> None:
    with service.running(tmp_path) as running:
        report = check(running, phases=STATELESS, examples=FEWER)
    assert set(report.of("GET /apis")) >= {200, 400}
    assert report.of("POST /apis/{api}/versions").keys() & {200, 201} == set()


def test_where_reads_need_a_token_nobody_gets_anything_without_one(tmp_path: Path, check: Check) -> None:
    with service.running(tmp_path, REGISTRY_READS="token") as running:
        report = check(running, phases=STATELESS, examples=FEWER)
    for operation in declared_operations():
        assert not any(200 <= status < 300 for status in report.of(operation)), operation
