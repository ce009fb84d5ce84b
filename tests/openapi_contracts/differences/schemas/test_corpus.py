"""Neighbouring versions of real contracts: whatever is refuted is explained, and nothing changes from run to run."""

import random
from pathlib import Path
from typing import Any

import pytest

from openapi_contracts.containment.containment import Containment
from openapi_contracts.contracts import normalize
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.differences.schemas import explain
from openapi_contracts.findings import Doubt, Finding, Shown
from openapi_contracts.schemas import ComparedSchemas
from tests.openapi_contracts.differences.schemas.explained import breaking, explained, written
from tests.openapi_contracts.real_documents import SMALL, name, neighbours, parsed
from tests.openapi_contracts.refactorings import REFACTORINGS

pytestmark = pytest.mark.corpus

LAST_RESORT = {"request-schema-narrowed", "response-schema-widened"}
HARDEST = ("its schemas are renamed", "small components are written in place", "3.0 is lifted to 3.1")
LARGE = 4_500_000  # bytes: the largest that is compared here
CHOSEN = [pair for pair in neighbours() if pair[1].stat().st_size < LARGE]
PAIRS = random.Random("explained").sample(CHOSEN, min(len(CHOSEN), 24))
SMALLER = [old for old, _ in PAIRS if old.stat().st_size < SMALL][:4]


def named(pairs: list[tuple[Path, Path]]) -> list[Any]:
    return [pytest.param(pair, id=f"{name(pair[0])}-{pair[1].stem}") for pair in pairs]


def answered(old: Any, new: Any) -> tuple[list[Finding], list[tuple[str, Containment]]]:
    """Explain two documents; with the operation of each message, and what the prover says of it."""
    schemas = ComparedSchemas(old, new)
    asked = surface.compare(normalize(old), normalize(new), schemas).schema_questions
    questions = schemas.questions(asked)
    return explain(questions, asked), [(one.label, questions.answer(one).verdict) for one in asked]


@pytest.mark.parametrize("pair", named(PAIRS))
def test_every_refuted_message_is_explained_and_nearly_all_by_a_keyword(
    pair: tuple[Path, Path],
) -> None:
    findings, answers = answered(*map(parsed, pair))
    shown = [one for one in findings if isinstance(one.evidence, Shown) and one.evidence.confirmed]
    growing = [one for one in findings if one.rule == "response-open-enum-value-added"]
    explained = {label for one in shown + growing for label in one.operations}
    refuted = {label for label, verdict in answers if verdict is Containment.NOT_CONTAINED}
    assert refuted <= explained
    undecided = {label for label, verdict in answers if verdict is Containment.UNDECIDED}
    assert undecided <= {label for one in findings if isinstance(one.evidence, Doubt) for label in one.operations}
    found = breaking(findings)
    assert sum(one.rule in LAST_RESORT for one in found) <= len(found) / 20


@pytest.mark.parametrize("path", SMALLER)
@pytest.mark.parametrize(
    "how", ["its schemas are renamed", "small components are written in place", "3.0 is lifted to 3.1"]
)
def test_a_real_contract_written_in_another_way_differs_in_annotations_alone(path: Path, how: str) -> None:
    old = parsed(path)
    for finding in explained(old, REFACTORINGS[how](old)):
        assert finding.rule in ("schema-annotations-changed", "response-schema-undecided"), written([finding])


@pytest.mark.parametrize("pair", named(PAIRS[:2]))
def test_the_same_documents_give_the_same_findings(pair: tuple[Path, Path]) -> None:
    old, new = map(parsed, pair)
    assert written(explained(old, new)) == written(explained(old, new))
