"""Another way to write a contract is no change: reordered, renamed, inlined, extracted, lifted to 3.1."""

from pathlib import Path
from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import Bump, Effect, Verdict
from tests.openapi_contracts import rich
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0
from tests.openapi_contracts.real_documents import SMALL, name, newest, parsed
from tests.openapi_contracts.refactorings import REFACTORINGS
from tests.specimens.histories import APIS, Specimen, history

# What moves annotations, or the place where they stand: to another keyword or to another schema.
ANNOTATING = {
    "its schemas are renamed",  # a mapping of a discriminator says the name in full
    "its other components are renamed",  # examples are compared as they are written, references and all
    "small components are written in place",
    "schemas are made components",
    "schemas are wrapped in an allOf",
    "3.0 is lifted to 3.1",  # what stands beside `$ref` is gone, `example` becomes `examples`
}
HARDEST = ("its schemas are renamed", "schemas are wrapped in an allOf")  # of large documents: no text stays as it was
LARGE = 3 * SMALL  # bytes: beyond it one refactoring is enough
RICH = {"2.0": IN_2_0, "3.0": rich.IN_3_0, "3.1": rich.in_3_1()}
OPEN = {
    ("datadog-v1", "schemas are wrapped in an allOf")
}  # a union of many open branches takes more steps than there are


def _marks(path: Path, how: str) -> list[pytest.MarkDecorator]:
    is_open = (path.parent.name, how) in OPEN
    return [pytest.mark.xfail(reason="undecided: more than 50,000 steps", strict=True)] if is_open else []


REAL = [
    pytest.param(path, how, id=f"{name(path)}-{how}", marks=_marks(path, how))
    for path in newest()
    for how in (REFACTORINGS if path.stat().st_size < SMALL else HARDEST)
    if path.stat().st_size < LARGE or how == HARDEST[0]
]


def is_no_change(report: Report, how: str) -> bool:
    """Say whether a report finds nothing, or annotations alone where the refactoring moves some.

    A component that no operation uses is compared by its text.
    """
    if how not in ANNOTATING:
        found = {change.id for change in report.changes} - {"unused-component-changed"}
        bump = Bump.PATCH if report.changes else Bump.NONE
        return (report.verdict, report.bump, found) == (Verdict.COMPATIBLE, bump, set())
    is_harmless = all(change.effect is Effect.NEITHER for change in report.changes)
    return is_harmless and report.verdict is Verdict.COMPATIBLE and report.bump in (Bump.NONE, Bump.PATCH)


def shown(report: Report) -> str:
    return "\n".join(f"{change.id}: {change.message} {change.evidence}"[:400] for change in report.changes[:10])


@pytest.mark.parametrize("how", REFACTORINGS)
@pytest.mark.parametrize("version", RICH)
def test_a_rich_contract_written_in_another_way_is_the_same(version: str, how: str) -> None:
    document = RICH[version]
    other = REFACTORINGS[how](document)
    for base, revision in ((document, other), (other, document)):
        report = compare(base, revision)
        assert is_no_change(report, how), shown(report)


@pytest.mark.corpus
@pytest.mark.timeout(60)
@pytest.mark.parametrize(("path", "how"), REAL)
def test_a_real_contract_written_in_another_way_is_the_same(path: Path, how: str) -> None:
    document = parsed(path)
    report = compare(document, REFACTORINGS[how](document))
    assert is_no_change(report, how), shown(report)


@pytest.mark.parametrize("how", REFACTORINGS)
@pytest.mark.parametrize("specimen", [history(api)[-1] for api in APIS], ids=str)
def test_a_specimen_written_in_another_way_is_the_same(specimen: Specimen, how: str) -> None:
    report = compare(specimen.data, REFACTORINGS[how](specimen.data))
    assert is_no_change(report, how), shown(report)


WORDS: dict[str, Any] = {"format": "uri", "description": "Where it is.", "example": "a:b", "deprecated": True}


@pytest.mark.parametrize("key", ["anyOf", "oneOf", "allOf"])
@pytest.mark.parametrize("word", WORDS)
def test_branches_that_differ_in_words_alone_may_change_places(key: str, word: str) -> None:
    plain = {"type": "string"}
    branches = [plain | {word: WORDS[word]}, plain]
    content = [{"application/json": {"schema": {key: order}}} for order in (branches, branches[::-1])]
    base, revision = (
        {"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"put": {
            "requestBody": {"content": one}, "responses": {"200": {"description": "done", "content": one}}}}}}
        for one in content
    )  # fmt: skip
    report = compare(base, revision)
    assert is_no_change(report, "its members are reordered"), shown(report)


@pytest.mark.parametrize("how", REFACTORINGS)
def test_every_refactoring_changes_how_some_contract_is_written(how: str) -> None:
    def written(document: Any) -> str:
        return str(document)

    assert any(
        written(REFACTORINGS[how](document)) != written(document) or how.startswith("it is written")
        for document in RICH.values()
    )


@pytest.mark.parametrize("how", REFACTORINGS)
def test_a_change_beside_a_refactoring_is_still_found(how: str) -> None:
    document = RICH["3.1"] if "constant" in how else RICH["3.0"]
    other = REFACTORINGS[how](_narrowed(document))
    assert compare(document, other).verdict is Verdict.BREAKING


def _narrowed(document: Any) -> Any:
    """Ask for one more property of every request that sends a pet."""
    schemas = document["components"]["schemas"]
    stored = schemas["Stored"] | {"required": [*schemas["Stored"]["required"], "weight"]}
    return document | {"components": document["components"] | {"schemas": schemas | {"Stored": stored}}}
