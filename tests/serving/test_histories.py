"""Real histories through the whole service: numbers for all, reports that hold, and the same again the second time."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from registry.numbers import Number, parse
from tests.openapi_contracts.acceptance.oracle import Contract, judge, judge_sent
from tests.openapi_contracts.acceptance.test_witnesses import NOT_REFUSED, NOT_SAID
from tests.service import Service, running
from tests.serving.histories import Step, histories, replay

pytestmark = pytest.mark.corpus

SMALL = ("museum", "nakadi", "osb-openapi", "osb-swagger", "qdrant", "xero-finance")
TIMES = ("published_at",)  # members of a version that tell when it was published

Replayed = dict[str, list[Step]]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A second service, as empty as the first."""
    with running(tmp_path_factory.mktemp("again")) as started:
        yield started


@pytest.fixture(scope="module")
def replayed(service: Service) -> Replayed:
    """The histories as the first service published them."""
    return _replayed(service)


def test_every_version_gets_a_number_after_the_one_before_it(replayed: Replayed) -> None:
    for steps in replayed.values():
        numbers = [_number(step) for step in steps]
        assert all(after.follows(before) or after == before for before, after in pairwise(numbers))
        assert all(step.version["baseline"] for step in steps[1:] if step.version["version"] != str(numbers[0]))


def test_a_refusal_names_the_number_that_the_document_then_gets(replayed: Replayed) -> None:
    refused = [step for steps in replayed.values() for step in steps if step.refusal]
    assert len(refused) > 5
    for step in refused:
        assert step.refusal is not None
        assert step.refusal["code"] == "breaking-change"
        assert step.refusal["required"] == step.version["version"]
        assert step.refusal["report"]["counts"]["breaking"] + step.refusal["report"]["counts"]["undecided"] > 0


def test_the_witnesses_of_every_refusal_are_allowed_by_one_side_alone(replayed: Replayed) -> None:
    """Judged outside the service, by a validator that shares no code with it."""
    judged = 0
    for steps in replayed.values():
        published = {step.version["version"]: step.path for step in steps}
        for step in steps:
            for report in _reports(step):
                sides = {"base": published[report["baseline"]], "revision": step.path}
                contracts = {side: _parsed(path) for side, path in sides.items()}
                judged += sum(_holds(change, contracts) for change in report["changes"] if "witness" in change)
    assert judged > 20


def test_the_same_history_has_the_same_numbers_and_bytes_the_second_time(replayed: Replayed, again: Service) -> None:
    for api, steps in _replayed(again).items():
        assert [_lasting(step) for step in steps] == [_lasting(step) for step in replayed[api]]


def _replayed(service: Service) -> Replayed:
    found = histories()
    with service.client() as client:
        return {api: list(replay(client, api, found[api])) for api in SMALL if api in found}


def _number(step: Step) -> Number:
    number = parse(step.version["version"])
    assert number is not None
    return number


def _reports(step: Step) -> list[dict[str, Any]]:
    """List the reports of a refusal that an oracle of OpenAPI 3 can judge."""
    if step.refusal is None or "swagger" in _parsed(step.path):
        return []
    reports: list[dict[str, Any]] = step.refusal.get("reports", [step.refusal["report"]])
    return reports


def _parsed(path: Path) -> Any:
    return read(path.read_bytes(), Limits()).data


def _holds(change: dict[str, Any], documents: dict[str, Any]) -> bool:
    """Ask that a witness is what the report says of it; False where nobody else can say."""
    witness, counted = change["witness"], change["id"].endswith("-format-incompatible")
    sent = judge_sent(Contract(documents[witness["accepted_by"]], counted), witness["message"])
    received = judge(Contract(documents[witness["rejected_by"]], counted), witness["message"])
    unsaid = [one.reason for one in (sent, received) if one.allowed is None]
    if unsaid:
        assert unsaid[0].startswith(NOT_SAID), change
        return False
    assert sent.allowed, (change, sent)
    assert received.allowed is False or change["id"] in NOT_REFUSED, (change, received)
    return True


def _lasting(step: Step) -> tuple[object, object]:
    """Give what a publish answered, but for the time it was and the id of the request."""
    version = {name: value for name, value in step.version.items() if name not in TIMES}
    refusal = {name: value for name, value in (step.refusal or {}).items() if name != "instance"}
    return version, refusal
