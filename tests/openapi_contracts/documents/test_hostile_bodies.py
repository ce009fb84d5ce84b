"""`read` returns or raises Unreadable for every hostile body, in this process."""

import time

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Unreadable
from openapi_contracts.documents.reading import BOM, Syntax, read
from tests.openapi_contracts.documents.hostile import BODIES, Body

LIMITS = Limits()
SECONDS = LIMITS.seconds  # of processor time


def test_hostile_bodies_have_unique_names() -> None:
    assert len({body.name for body in BODIES}) == len(BODIES) >= 70


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_hostile_body_is_parsed_or_refused_in_time_with_and_without_declared_syntax(body: Body) -> None:
    content, declared = body.build(), Syntax(body.media_type.removeprefix("application/"))
    assert len(content) <= LIMITS.bytes + 1
    outcome = _in_time(content, declared)
    assert (outcome == "unreadable") == (body.expected == "unreadable")
    if _is_read_otherwise(content, declared, outcome):
        undeclared = _in_time(content, None)
        assert body.expected == "unreadable" or undeclared == "readable"


def _in_time(content: bytes, declared: Syntax | None) -> str:
    begun = time.process_time()
    outcome = _outcome(content, declared)
    assert time.process_time() - begun < SECONDS
    return outcome


def _is_read_otherwise(content: bytes, declared: Syntax, outcome: str) -> bool:
    """Say whether `read` may take a different path if the syntax is not declared."""
    looks_like_json = content.removeprefix(BOM).lstrip()[:1] in (b"{", b"[")
    return looks_like_json if declared is Syntax.YAML else outcome == "unreadable" or not looks_like_json


def _outcome(content: bytes, declared: Syntax | None) -> str:
    try:
        reading = read(content, LIMITS, declared=declared)
    except Unreadable as refusal:
        problem = refusal.problem
        assert problem.code
        assert len(problem.detail) < 500
        assert (problem.line is None) == (problem.column is None)
        return "unreadable"
    assert len(reading.problems) <= LIMITS.problems <= max(LIMITS.problems, reading.problem_count)
    return "readable"
