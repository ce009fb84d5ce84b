"""Our own gate: the contract breaks nothing that was released inside its major, and bears the number its changes need.

`specs/released` holds the contract as it was released last, and in `policy.yaml` the changes that are meant all the
same. Whoever releases copies the contract there.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from openapi_contracts import Bump, Options, Report, compare
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read as read_document
from openapi_contracts.policy import Policy, read
from registry.numbers import Number, parse

SPECS = Path(__file__).resolve().parents[2] / "specs"
NEXT = {Bump.NONE: lambda number: number, Bump.PATCH: Number.next_patch, Bump.MINOR: Number.next_minor}
REFUSED = {"breaking", "undecided"}


def parsed(path: Path) -> Any:
    return read_document(path.read_bytes(), Limits()).data


RELEASED, CURRENT = parsed(SPECS / "released" / "v1.yaml"), parsed(SPECS / "v1.yaml")
MEANT = read((SPECS / "released" / "policy.yaml").read_bytes())


def number(contract: Any) -> Number:
    found = parse(contract["info"]["version"])
    assert found is not None
    return found


def judged(current: Any, policy: Policy) -> tuple[Report, str | None]:
    """Compare a contract with the released one, and say what is wrong with it."""
    report = compare(RELEASED, current, options=Options.under(policy))
    if report.verdict in REFUSED:
        changes = [f"{change.fingerprint} {change.message}" for change in report.changes if change.bump is Bump.MAJOR]
        return report, f"it breaks {number(RELEASED)}: {'; '.join(changes)}"
    required = NEXT[report.bump](number(RELEASED))
    if not number(current).announces(required):
        return report, f"info.version is {number(current)}; its changes ask for {required}"
    return report, None


def test_the_contract_breaks_nothing_that_was_released() -> None:
    assert judged(CURRENT, MEANT)[1] is None


def test_what_is_meant_all_the_same_is_still_there() -> None:
    found = {change.fingerprint for change in judged(CURRENT, MEANT)[0].changes if change.ignored}
    assert found == {exemption.fingerprint for exemption in MEANT.exemptions}


def test_a_contract_that_breaks_what_was_released_is_refused() -> None:
    broken = deepcopy(CURRENT)
    del broken["paths"]["/whoami"]
    assert "breaks 1.0.0: " in str(judged(broken, MEANT)[1])


@pytest.mark.parametrize(("version", "refused"), [("1.0.1", True), ("1.1.0", False), ("1.2.0", False)])
def test_a_contract_that_grew_needs_a_greater_number(version: str, refused: bool) -> None:
    grown = deepcopy(CURRENT)
    grown["info"]["version"] = version
    assert bool(judged(grown, MEANT)[1]) is refused


def test_the_released_contract_itself_may_keep_its_number() -> None:
    assert judged(RELEASED, Policy())[1] is None
