"""Reading answers every hostile body in this process: it refuses or returns, and raises nothing else."""

import time

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Unreadable
from openapi_contracts.documents.reading import Syntax, read
from tests.openapi_contracts.documents.hostile import BODIES, Body

LIMITS = Limits()
SECONDS = LIMITS.seconds  # of processor time


def test_every_hostile_body_has_a_name_of_its_own() -> None:
    assert len({body.name for body in BODIES}) == len(BODIES) >= 70


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_hostile_body_is_answered_in_time(body: Body) -> None:
    content = body.build()
    assert len(content) <= LIMITS.bytes + 1
    begun = time.process_time()
    outcome = _outcome(content, Syntax(body.media_type.removeprefix("application/")))
    assert time.process_time() - begun < SECONDS
    assert (outcome == "unreadable") == (body.expected == "unreadable")


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_hostile_body_of_unknown_syntax_is_answered_in_time(body: Body) -> None:
    begun = time.process_time()
    outcome = _outcome(body.build(), None)
    assert time.process_time() - begun < SECONDS
    assert body.expected == "unreadable" or outcome == "readable"


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
