"""Comparing in a child: reports that are kept as they are, graded when they are read, and never missing."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from openapi_contracts import UNDECIDED, ContentModel
from openapi_contracts.documents.analysis import parsed, prepare
from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import Syntax
from openapi_contracts.documents.rendering import render
from openapi_contracts.report.grading import ENGINE
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import Bump, Severity, Verdict
from registry import comparing, errors
from registry.comparing import Source
from registry.model import Document, Policy, Version, Waiver
from registry.ports import Storage
from registry.publishing import publish
from tests.registry.documents import NOW, TEAM, petstore

ROOT = Path(__file__).resolve().parents[2]
# What documents are compared and validated with.
IN_CHILDREN = {
    *("openapi_contracts.containment.prover", "openapi_contracts.comparison", "openapi_contracts.schemas"),
    *("openapi_contracts.documents.validity", "openapi_spec_validator"),
}
ONE, TWO = petstore(pets="ok"), petstore(pets="ok", toys="ok")


def compared(analysts: Analysts, base: Document, revision: Document) -> Report:
    sources = [comparing.of_document(document, name) for document, name in ((base, "one"), (revision, "two"))]
    return comparing.compare(analysts, *sources, content_model=ContentModel.DECLARED)


def as_yaml(document: Document) -> Document:
    content = render(parsed(document.content, Syntax.JSON, b"", Limits()), Syntax.YAML)
    return Document(content, *prepare(content, Limits()))


def published(storage: Storage, analysts: Analysts, document: Document) -> Version:
    return publish(storage, analysts, "petstore", document, by=TEAM, at=NOW).version


def test_a_report_names_both_documents_and_says_where(analysts: Analysts) -> None:
    report = compared(analysts, TWO, ONE)
    (change,) = report.changes
    assert (report.verdict, report.bump, report.base.name, report.revision.name) == (
        Verdict.BREAKING,
        Bump.MAJOR,
        "one",
        "two",
    )
    assert change.base is not None
    assert (change.base.pointer, change.base.line) == ("/paths/~1toys/get", 1)


def test_yaml_is_read_once_and_compared_as_what_was_read(analysts: Analysts) -> None:
    document = as_yaml(TWO)
    assert document.prepared.startswith(b'{"openapi":')
    report = compared(analysts, document, as_yaml(ONE))
    (change,) = report.changes
    assert change.base is not None
    assert change.base.line == document.content[: document.content.index(b"/toys")].count(b"\n") + 2


@pytest.fixture(params=["time", "memory"])
def hurried(request: pytest.FixtureRequest) -> Iterator[Analysts]:
    """Analysts that have too little of something for what these tests compare."""
    limits = Limits(seconds=1) if request.param == "time" else Limits(memory=100 * 2**20)
    opened = Analysts(limits, work=("registry.comparing",))
    yield opened
    opened.close()


def large(name: str) -> Source:
    """A document of 40,000 operations, and one that is called as the document is."""
    paths = ",".join(f'"/{each}": {{"get": {{"responses": {{}}}}}}' for each in (*range(40_000), name))
    content = f'{{"openapi": "3.0.3", "info": {{"title": "", "version": ""}}, "paths": {{{paths}}}}}'
    return Source(name, content.encode(), Syntax.JSON, b"")


def test_what_takes_too_long_or_too_much_is_undecided_as_a_whole(hurried: Analysts) -> None:
    report = comparing.compare(hurried, large("one"), large("two"), content_model=ContentModel.DECLARED)
    (change,) = report.changes
    assert (report.verdict, change.id, change.severity) == (
        Verdict.UNDECIDED,
        UNDECIDED,
        Severity.BREAKING,
    )
    assert "the comparison" in str(change.evidence)
    assert (report.base.name, report.revision.name) == ("one", "two")


def test_what_is_undecided_as_a_whole_is_waived_for_these_two_documents_alone(analysts: Analysts) -> None:
    broken = [Source("one", b"paths: {" + each, Syntax.YAML, b"") for each in (b"", b"a", b"b")]
    reports = [comparing.compare(analysts, broken[0], each, content_model=ContentModel.STRICT) for each in broken]
    assert len({report.changes[0].fingerprint for report in reports}) == 3


def test_no_free_analyst_is_busy_and_no_verdict() -> None:
    analysts = Analysts(Limits(), children=1, patience=0.1, work=("registry.comparing",))
    with analysts._slot(), pytest.raises(errors.AnalysisBusy):
        compared(analysts, ONE, TWO)
    analysts.close()


def test_a_document_that_cannot_be_read_any_more_is_undecided(analysts: Analysts) -> None:
    broken = Source("one", b"paths: {", Syntax.YAML, b"")
    whole = comparing.of_document(ONE, "two")
    report = comparing.compare(analysts, broken, whole, content_model=ContentModel.DECLARED)
    assert report.verdict is Verdict.UNDECIDED


def test_two_versions_are_compared_once(storage: Storage, analysts: Analysts) -> None:
    before, after = (published(storage, analysts, each) for each in (ONE, TWO))
    content_model = ContentModel.STRICT  # publishing compared them by the other
    first = comparing.between(storage, analysts, before, after, content_model=content_model, at=NOW)
    analysts.close()  # a second comparison would start it anew
    again = comparing.between(storage, analysts, before, after, content_model=content_model, at=NOW)
    assert again == first
    assert analysts._nursery is None
    assert (again.base.name, again.revision.name) == ("petstore 1.0.0", "petstore 1.1.0")


def test_a_report_of_another_engine_is_not_read(storage: Storage, analysts: Analysts) -> None:
    before, after = (published(storage, analysts, each) for each in (ONE, TWO))
    with storage.writing() as store:
        store.keep_comparison(before.sha256, after.sha256, ContentModel.STRICT, f"{ENGINE}-older", b"{}", at=NOW)
        assert comparing.kept(store, before.sha256, after.sha256, ContentModel.STRICT) is None


def test_a_report_that_lacked_time_is_not_kept(storage: Storage, analysts: Analysts) -> None:
    before, after = (published(storage, analysts, each) for each in (ONE, TWO))
    broken = Source("one", b"paths: {", Syntax.YAML, b"")
    report = comparing.compare(analysts, broken, broken, content_model=ContentModel.STRICT)
    with storage.writing() as store:
        comparing.keep(store, before.sha256, after.sha256, report, at=NOW)
        assert comparing.kept(store, before.sha256, after.sha256, ContentModel.STRICT) is None


def test_what_was_published_before_documents_were_prepared_is_prepared_when_it_is_needed(
    storage: Storage, analysts: Analysts
) -> None:
    document = as_yaml(ONE)
    version = published(storage, analysts, replace(document, prepared=b""))
    assert comparing.of_version(storage, analysts, version).prepared == document.prepared
    with storage.reading() as store:
        assert store.prepared(version.sha256, comparing.FORM) == document.prepared


def test_a_policy_grades_a_report_when_it_is_read(analysts: Analysts) -> None:
    report = compared(analysts, TWO, ONE)
    lenient = Policy(severities={report.changes[0].id: Severity.WARNING})
    assert comparing.under(report, lenient, {}, at=NOW).verdict is Verdict.COMPATIBLE
    assert comparing.under(report, Policy(), {}, at=NOW).verdict is Verdict.BREAKING


def test_a_waiver_shows_its_reason_and_last_day(analysts: Analysts) -> None:
    report = compared(analysts, TWO, ONE)
    fingerprint = report.changes[0].fingerprint
    until = NOW + timedelta(hours=1)
    waiver = Waiver("petstore", fingerprint, "Nobody calls it.", "admin", NOW, until)
    (change,) = comparing.under(report, Policy(), {fingerprint: waiver}, at=NOW).changes
    assert change.ignored is not None
    assert (change.ignored.reason, change.ignored.until) == ("Nobody calls it.", until.date())


def test_the_service_does_not_load_the_engine() -> None:
    """The children that validate and compare do; a worker has no use for it."""
    handlers = [f"handlers.v1.{path.stem}" for path in (ROOT / "handlers" / "v1").glob("[a-z]*.py")]
    program = f"import sys, app, {', '.join(handlers)}\nprint(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "openapi_contracts.report.grading" in loaded
    assert not IN_CHILDREN & set(loaded)
