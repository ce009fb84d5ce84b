"""The pairs that other tools' own tests judge: where their verdict is containment's, ours is the same, or says why not.

`disagreements.yaml` beside this module gives the reason for each pair that we judge otherwise.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from openapi_contracts.comparison import compare
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.vocabulary import Verdict
from tests import corpus

REASONS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "disagreements.yaml").read_text(encoding="utf-8"))


def cases(*trust: str) -> list[dict[str, Any]]:
    lines = (corpus.peers() / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for line in lines if (case := json.loads(line))["trust"] in trust]


def verdict(case: dict[str, Any]) -> Verdict:
    pair = [read((corpus.peers() / case[side]).read_bytes(), Limits()).data for side in ("base", "revision")]
    return compare(*pair).verdict


@pytest.mark.corpus("peers")
def test_we_agree_with_what_other_tools_rightly_say_or_say_why_not() -> None:
    found = {case["name"]: (case["breaking"], verdict(case)) for case in cases("agree")}
    otherwise = {name for name, (theirs, ours) in found.items() if theirs is not (ours is Verdict.BREAKING)}
    assert otherwise == REASONS.keys() & found.keys()


@pytest.mark.corpus("peers")
def test_what_other_tools_test_is_undecided_only_where_it_has_no_meaning() -> None:
    every = cases("agree", "disputed", "context", "lifecycle", "no-findings", "peer")
    assert len(every) == 367
    assert [case["name"] for case in every if verdict(case) is Verdict.UNDECIDED] == [
        "ParameterBCTest.styleChanged",  # the style `simple` in a query
        "SecuritySchemeBCTest.typeChanged",  # an API key without a name and a place
    ]


@pytest.mark.parametrize("name", sorted(REASONS))
def test_every_disagreement_has_a_reason(name: str) -> None:
    assert len(REASONS[name]) > 20
