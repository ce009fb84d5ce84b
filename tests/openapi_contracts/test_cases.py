"""Every rule has a case, and a case says all that is found, word for word."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.rules import RULES
from openapi_contracts.vocabulary import Bump, Severity, Verdict
from tests.openapi_contracts.casebook import NAMES, case, report, told

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))
REPORT = jsonschema_rs.validator_for(SCHEMA)
NO_CASE = {"comparison-undecided": "whoever runs a comparison says it when its bound of time is reached"}
BUMPS = list(Bump)  # the gravest first


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert sorted({*NAMES, *NO_CASE}) == sorted(RULES)
    assert not {*NAMES} & {*NO_CASE}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_what_the_case_says(name: str) -> None:
    found = report(name)
    assert [told(change) for change in found.to_dict()["changes"]] == case(name).changes
    assert (found.verdict.value, found.bump.value) == (case(name).verdict, case(name).bump)
    assert name in [change.id for change in found.changes]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_graded_in_its_case_as_it_is_by_default(name: str) -> None:
    (change,) = [change for change in report(name).changes if change.id == name]
    undecided = name.endswith("-undecided")
    breaks = change.severity is Severity.BREAKING
    assert change.severity is RULES[name].severity
    assert change.verdict is (Verdict.UNDECIDED if undecided else Verdict.BREAKING if breaks else Verdict.COMPATIBLE)


@pytest.mark.parametrize("name", NAMES)
def test_the_gravest_change_says_the_verdict_and_the_bump(name: str) -> None:
    found = report(name)
    assert found.bump is min((change.bump for change in found.changes), key=BUMPS.index)
    grave = [change.verdict for change in found.changes if change.severity is Severity.BREAKING]
    assert (found.bump is Bump.MAJOR) is bool(grave)
    assert (found.verdict is Verdict.COMPATIBLE) is (not grave)


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_case_is_one_that_programs_are_told_of(name: str) -> None:
    assert [error.message for error in REPORT.iter_errors(report(name).to_dict())] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_case_the_other_way_round_has_a_report_too(name: str) -> None:
    one = case(name)
    swapped = compare(one.revision, one.base, options=one.options)
    assert [error.message for error in REPORT.iter_errors(swapped.to_dict())] == []
