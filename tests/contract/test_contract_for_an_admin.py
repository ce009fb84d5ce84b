"""The running service against its own contract, as an admin: every operation, every phase, every check."""

from pathlib import Path

import pytest

from tests import service
from tests.contract.conftest import Check
from tests.contract.running import declared_operations
from tests.service import ADMIN_TOKEN

pytestmark = pytest.mark.timeout(900)  # all operations, on whatever else the machine does


def test_an_admin_finds_the_service_as_its_contract_says(tmp_path: Path, check: Check) -> None:
    with service.running(tmp_path) as running:
        report = check(running, "--header", f"Authorization: Bearer {ADMIN_TOKEN}")
    for operation in declared_operations():
        assert any(200 <= status < 300 for status in report.of(operation)), f"{operation} was never answered 2xx"
