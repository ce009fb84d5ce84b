"""Compares documents in child processes, stores the reports, and grades reports by a policy.

A report is computed once per pair of documents, content model and engine version. A policy grades it when it is read.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

import openapi_contracts
from openapi_contracts import (
    ENGINE,
    UNDECIDED,
    AnalysisError,
    Analysts,
    Busy,
    ContentModel,
    Described,
    Exemption,
    Limits,
    Options,
    Refusal,
    Removals,
    Report,
    Syntax,
    TooCostly,
    compact,
    locate_changes,
    parsed,
    regrade,
    report_from_dict,
    sha256_hex,
    undecided,
)
from openapi_contracts import Policy as JudgingPolicy
from registry import browsing, errors
from registry.model import Document, Policy, Version, Waiver
from registry.ports import Storage, Store

FORM = "json-1"  # the format of prepared documents: their data as JSON
log = logging.getLogger("registry.comparing")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to compare: its name in the report, its bytes, and its prepared data."""

    name: str
    content: bytes
    syntax: Syntax
    prepared: bytes


def of_document(document: Document, name: str) -> Source:
    """Return an examined document as a source."""
    return Source(name, document.content, document.analysis.syntax, document.prepared)


def of_version(storage: Storage, analysts: Analysts, version: Version) -> Source:
    """Return the document of a version as a source; prepare it first if it is not stored in the current format.

    Raises ApiNotFound, VersionNotFound, DocumentRefused, AnalysisBusy.
    """
    with storage.reading() as store:
        content = browsing.content(store, version)
        prepared = store.prepared(version.sha256, FORM) if version.syntax is Syntax.YAML else b""
    name = f"{version.api} {version.number}"
    if prepared is not None:
        return Source(name, content, version.syntax, prepared)
    prepared = _prepared(analysts, content, version.syntax)
    with storage.writing() as store:
        store.keep_prepared(version.sha256, FORM, prepared)
    return Source(name, content, version.syntax, prepared)


def compare(analysts: Analysts, base: Source, revision: Source, *, content_model: ContentModel) -> Report:
    """Compare two documents under the default policy. Changes have lines and columns.

    If the comparison exceeds the limits of a child process, the report has a single undecided change. Raises
    AnalysisBusy.
    """
    try:
        written = analysts.run(write_report, base, revision, content_model, analysts.limits)
    except Busy as busy:
        raise errors.AnalysisBusy(str(busy)) from busy
    except TooCostly as refusal:
        return _undecided(base, revision, content_model, f"the comparison {refusal.bound}")
    except Refusal as refusal:
        return _undecided(base, revision, content_model, refusal.problem.detail.rstrip("."))
    except AnalysisError:
        log.exception("comparing %s with %s failed", revision.name, base.name)
        return _undecided(base, revision, content_model, "the comparison failed; the log of the registry has the error")
    return _named(_read(written), base.name, revision.name)


def against(
    storage: Storage, analysts: Analysts, base: Version, document: Document, *, name: str, content_model: ContentModel
) -> Report:
    """Compare a document, called `name` in the report, with a version. Stores nothing. Raises AnalysisBusy."""
    with storage.reading() as store:
        found = kept(store, base.sha256, document.analysis.sha256, content_model)
    if found is not None:
        return _named(found, f"{base.api} {base.number}", name)
    source = of_version(storage, analysts, base)
    return compare(analysts, source, of_document(document, name), content_model=content_model)


def between(
    storage: Storage, analysts: Analysts, base: Version, revision: Version, *, content_model: ContentModel, at: datetime
) -> Report:
    """Return the stored report of two versions, or compare them and store the report. Raises AnalysisBusy."""
    with storage.reading() as store:
        found = kept(store, base.sha256, revision.sha256, content_model)
    if found is not None:
        return _named(found, f"{base.api} {base.number}", f"{revision.api} {revision.number}")
    sources = [of_version(storage, analysts, version) for version in (base, revision)]
    report = compare(analysts, *sources, content_model=content_model)
    with storage.writing() as store:
        keep(store, base.sha256, revision.sha256, report, at=at)
    return report


def kept(store: Store, base: str, revision: str, content_model: ContentModel) -> Report | None:
    """Read this engine's stored report of two documents, given by sha256. The report has no document names."""
    written = store.comparison(base, revision, content_model, ENGINE)
    return None if written is None else _read(written)


def keep(store: Store, base: str, revision: str, report: Report, *, at: datetime) -> None:
    """Store an ungraded report of two documents, given by sha256, unless the comparison exceeded its limits."""
    if any(change.id == UNDECIDED for change in report.changes):
        return
    written = compact(_named(report, None, None).to_dict())
    store.keep_comparison(base, revision, ContentModel(report.content_model), ENGINE, written, at=at)


def under(report: Report, policy: Policy, waivers: Mapping[str, Waiver], *, at: datetime) -> Report:
    """Grade a report by a policy and by the active waivers, which are keyed by fingerprint."""
    exemptions = tuple(
        Exemption(waiver.fingerprint, waiver.reason, waiver.expires_at and waiver.expires_at.date())
        for waiver in waivers.values()
    )
    chosen = JudgingPolicy(
        severities=policy.severities,
        undecided=policy.undecided,
        exemptions=exemptions,
        removal_after_sunset=Removals(policy.removal_after_sunset),
    )
    return regrade(report, options=Options(policy.content_model, policy=chosen, today=at.date()))


def write_report(base: Source, revision: Source, content_model: ContentModel, limits: Limits) -> bytes:
    """Compare two documents and return the report as JSON. Runs in a child process, and loads the engine."""
    documents = [parsed(each.content, each.syntax, each.prepared, limits) for each in (base, revision)]
    report = openapi_contracts.compare(*documents, options=Options(content_model))
    placed = locate_changes(report, base=(base.content, base.syntax), revision=(revision.content, revision.syntax))
    return compact(placed.to_dict())


def warm_up() -> None:
    """Compare two small documents, to fill caches before the process forks."""
    base, revision = (
        Source(kind, _WARM_UP_DOCUMENT % kind.encode(), Syntax.JSON, b"") for kind in ("string", "integer")
    )
    write_report(base, revision, ContentModel.DECLARED, Limits())


_WARM_UP_DOCUMENT = (
    b'{"openapi": "3.0.3", "info": {"title": "Warm-up", "version": "1"}, "paths": {"/": {"post": {'
    b'"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "%b"}}'
    b'}}}}, "responses": {"200": {"description": "Done."}}}}}}'
)


def _prepared(analysts: Analysts, content: bytes, syntax: Syntax) -> bytes:
    try:
        return analysts.prepare(content, syntax)[1]
    except Busy as busy:
        raise errors.AnalysisBusy(str(busy)) from busy
    except Refusal:
        return b""  # published under higher limits; the comparison reports the failure


def _undecided(base: Source, revision: Source, content_model: ContentModel, why: str) -> Report:
    """Return a report with one undecided change, whose fingerprint is specific to these two documents."""
    subject = (sha256_hex(base.content), sha256_hex(revision.content))
    described = [Described("", "", "", name=source.name) for source in (base, revision)]
    return undecided(*described, subject=subject, reason=why, content_model=content_model)


def _read(written: bytes) -> Report:
    try:
        return report_from_dict(orjson.loads(written))
    except orjson.JSONDecodeError:  # large integers and deep nesting, which orjson rejects
        return report_from_dict(json.loads(written))


def _named(report: Report, base: str | None, revision: str | None) -> Report:
    return replace(
        report, base=replace(report.base, name=base), revision=replace(report.revision, name=revision), baseline=None
    )
