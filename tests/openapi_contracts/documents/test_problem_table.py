"""The table of the rules of validity: every code has a row, every row a section, and the page is written from it."""

import ast
import re
from pathlib import Path

import pytest

from openapi_contracts.documents import grading
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules import rule_tables
from openapi_contracts.documents.rules.catalog import VALIDITY_RULES, severity_of
from openapi_contracts.documents.rules.sentences import codes
from openapi_contracts.outputs.problems_page import page
from openapi_contracts.vocabulary import ProblemSeverity

ROOT = Path(__file__).parents[3]
RULES = ROOT / "openapi_contracts" / "documents" / "rules"
ERROR, WARNING, OFF = ProblemSeverity


def written() -> set[str]:
    """Return the codes that the modules of rules write out."""
    found = set(codes())
    for module in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                found |= {
                    argument.value
                    for argument in node.args[:1]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return found


def test_every_code_has_a_row() -> None:
    assert written() - set(VALIDITY_RULES) == set()
    assert len(VALIDITY_RULES) == len(rule_tables.ERRORS) + len(rule_tables.WARNINGS)


def test_a_row_cites_a_section_and_says_what_it_says() -> None:
    for rule in VALIDITY_RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
        assert rule.cited
        assert re.fullmatch(r"[A-Z`].*\.", rule.sentence)


def test_the_sections_of_an_object_are_those_of_each_version() -> None:
    assert VALIDITY_RULES["equivalent-paths"].cited == "OpenAPI, Paths Object (3.0: 4.7.8, 3.1: 4.8.8, 3.2: 4.8)"


def test_the_page_is_written_from_the_table() -> None:
    assert (ROOT / "docs" / "validity.md").read_text(encoding="utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize(
    ("code", "grades", "severity"),
    [
        ("duplicate-tag", {}, WARNING),
        ("unresolved-reference", {}, ERROR),
        ("duplicate-tag", {"duplicate-tag": ERROR}, ERROR),
        ("unresolved-reference", {"unresolved-reference": OFF}, OFF),
        ("of-another-release", {}, ERROR),
    ],
)
def test_a_policy_is_stronger_than_the_table(
    code: str, grades: dict[str, ProblemSeverity], severity: ProblemSeverity
) -> None:
    assert severity_of(code, grades) is severity


def test_what_is_off_is_neither_listed_nor_counted() -> None:
    problems = [Problem("duplicate-tag", "."), Problem("unresolved-reference", ".")]
    assert [each.severity for each in grading.graded(problems, {"duplicate-tag": OFF})] == [ERROR]
    assert grading.counted({"duplicate-tag": 5, "unresolved-reference": 2}, {"duplicate-tag": OFF}) == (2, 2)


def test_of_many_problems_the_first_of_each_code_and_errors_are_listed() -> None:
    warnings = [Problem("duplicate-tag", f"{n}.", severity=WARNING) for n in range(5)]
    errors = [Problem("unresolved-reference", f"{n}.") for n in range(3)]
    other = Problem("invalid-url", ".", severity=WARNING)
    listed = grading.chosen([*warnings, *errors, other], 4)
    assert listed == [warnings[0], errors[0], errors[1], other]
