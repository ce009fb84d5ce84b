"""Every witness, of the cases and of real contracts, judged by the oracle: one side allows it, the other does not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.report.model import Report
from tests import corpus
from tests.openapi_contracts.acceptance.oracle import Contract, Judgement, judge, judge_sent
from tests.openapi_contracts.acceptance.readings import written_out
from tests.openapi_contracts.casebook import NAMES, case, report
from tests.openapi_contracts.real_documents import name, neighbours, parsed
from tests.specimens import histories
from tests.specimens.histories import Specimen

NOT_REFUSED = {  # rules whose witness the other side does not refuse as a message, and why it is one all the same
    "form-part-changed": "the oracle reads a body as the value it says, not as it is written",
    "request-xml-form-changed": "the oracle reads a body as the value it says, not as it is written",
    "response-xml-form-changed": "the oracle reads a body as the value it says, not as it is written",
    "multipart-part-changed": "the oracle reads a body as the value it says, not as it is written",
    "response-property-removed": "the message shows what clients read until now, and will not find",
    "response-property-no-longer-sent": "the message shows what clients read until now, and will not find",
}
NOT_SAID = (  # how the reasons begin for which the oracle judges no witness of a real contract
    "the message is not whole",
    "the validator fails: ",  # for one on patterns that Python does not know
    "a path holds a query or a fragment",
    "it may be that ",  # a property is marked as not sent in one branch, and required in another
)
NOWHERE = "the path has no place for the parameter that changed"
OVERLAP = "the oracle takes `oneOf` by the letter, and the branches overlap before the change"
NUMERIC = "the oracle knows no ranges of numeric formats"
OF_PEERS = {  # pairs of other tools' tests with a witness that the oracle takes for a message of both sides
    "TestRequestParameterBecameEnum": NOWHERE,
    "TestRequestParameterMinIncreased": NOWHERE,
    "TestResponsePropertyOneOfAdded": OVERLAP,
    "SchemaBCTest.requestFormatDecreased": NUMERIC,
    "SchemaBCTest.responseFormatIncreased": NUMERIC,
}
BREAKING = [pair for pair in histories.neighbours() if pair[1].breaks and "openapi" in pair[1].data]
LARGE = 4_000_000  # bytes: the pairs up to here take half a minute of processor time
PAIRS = [pair for pair in neighbours() if max(path.stat().st_size for path in pair) < LARGE]


class Judged(NamedTuple):
    """A witness, and what the oracle says for the side that sends it and for the other."""

    rule: str
    text: str
    sent: Judgement
    received: Judgement

    @property
    def reason(self) -> str:
        """Why it is not judged; empty where it is."""
        return next((one.reason for one in (self.sent, self.received) if one.allowed is None), "")

    @property
    def stands(self) -> bool:
        return self.sent.allowed is True and (self.received.allowed is False or self.rule in NOT_REFUSED)


def judged(found: Report, base: Any, revision: Any) -> Iterator[Judged]:
    """Judge every witness of a report."""
    meant = {"base": written_out(_in_use(base)), "revision": written_out(_in_use(revision))}
    contracts = {
        counted: {side: Contract(document, counted) for side, document in meant.items()} for counted in (False, True)
    }
    for change in found.to_dict()["changes"]:
        if "witness" not in change:
            continue
        rule, witness = change["id"], change["witness"]
        sides = contracts[rule.endswith("-format-incompatible")]
        sent = judge_sent(sides[witness["accepted_by"]], witness["message"])
        yield Judged(rule, witness["text"], sent, judge(sides[witness["rejected_by"]], witness["message"]))


def _in_use(document: Any) -> Any:
    """Return a document of schemas alone with an operation for each, which takes it and answers with it."""
    if document.get("paths") or document.get("webhooks"):
        return document
    paths: dict[str, Any] = {}
    for component in document.get("components", {}).get("schemas", {}):
        body = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{component}"}}}}
        answers = {"200": {"description": "", **body}}
        paths[f"/components/schemas/{component}"] = {"post": {"requestBody": body, "responses": answers}}
    return {**document, "paths": paths}


@pytest.mark.parametrize("name", NAMES)
def test_the_witnesses_of_a_case_are_allowed_by_one_side_alone(name: str) -> None:
    assert [one for one in judged(report(name), case(name).base, case(name).revision) if not one.stands] == []


@pytest.mark.parametrize("name", NOT_REFUSED)
def test_what_is_not_refused_is_so_in_its_case(name: str) -> None:
    (one,) = (one for one in judged(report(name), case(name).base, case(name).revision) if one.rule == name)
    assert one.received.allowed is True


def test_what_breaks_in_a_case_has_a_witness_but_for_discriminators_that_choose_nothing() -> None:
    breaking = {name: report(name).to_dict()["changes"] for name in NAMES if report(name).verdict.value == "breaking"}
    without = {name for name, changes in breaking.items() if not any("witness" in change for change in changes)}
    assert without == {"discriminator-removed", "discriminator-property-changed"} | {
        f"discriminator-mapping-{what}" for what in ("removed", "changed")
    }


@pytest.mark.corpus("peers")
def test_the_witnesses_of_what_other_tools_test_are_allowed_by_one_side_alone() -> None:
    folder = corpus.peers()
    cases = map(json.loads, (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines())
    contradicted, count = set[str](), 0
    for one in cases:
        old, new = (read((folder / one[side]).read_bytes(), Limits()).data for side in ("base", "revision"))
        found = [witness for witness in judged(compare(old, new), old, new) if not witness.reason]
        count += len(found)
        contradicted |= {one["name"] for witness in found if not witness.stands}
    assert contradicted <= OF_PEERS.keys()
    assert count > 150


@pytest.mark.parametrize(("old", "new"), BREAKING, ids=str)
def test_the_witnesses_of_a_specimen_are_allowed_by_one_side_alone(old: Specimen, new: Specimen) -> None:
    found = list(judged(compare(old.data, new.data), old.data, new.data))
    assert [one for one in found if not one.reason and not one.stands] == []
    assert [one.reason for one in found if one.reason and not one.reason.startswith(NOT_SAID)] == []
    assert sum(one.stands for one in found) > 8


@pytest.mark.corpus
@pytest.mark.timeout(120)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{name(pair[0])}-{pair[1].stem}")
def test_the_witnesses_of_a_real_contract_are_allowed_by_one_side_alone(pair: tuple[Path, Path]) -> None:
    old, new = map(parsed, pair)
    if "swagger" in old or "swagger" in new:
        pytest.skip("the oracle reads OpenAPI 3")
    found = list(judged(compare(old, new), old, new))
    assert [one for one in found if not one.reason and not one.stands] == []
    assert [one.reason for one in found if one.reason and not one.reason.startswith(NOT_SAID)] == []
