"""Analyses documents in child processes, and refuses those with errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from openapi_contracts import (
    Analysts,
    Busy,
    NotOpenAPI,
    ProblemSeverity,
    Refusal,
    Syntax,
    TooCostly,
    Unreadable,
    regraded,
)
from registry import errors
from registry.model import Document, Policy, Validity

REFUSALS: dict[type[Refusal], type[errors.DocumentRefused]] = {
    Unreadable: errors.DocumentUnreadable,
    NotOpenAPI: errors.DocumentInvalid,
    TooCostly: errors.AnalysisLimit,
}


def examine(analysts: Analysts, content: bytes, declared: Syntax | None) -> Document:
    """Analyse a document as received. Raises DocumentRefused, AnalysisBusy."""
    with _refusals():
        return Document(content, *analysts.prepare(content, declared=declared))


def convert(analysts: Analysts, content: bytes, target: Syntax) -> bytes:
    """Convert a document to a syntax. Raises DocumentRefused, AnalysisBusy."""
    with _refusals():
        return analysts.convert(content, target)


@contextmanager
def _refusals() -> Iterator[None]:
    """Convert refusals of the library to errors of the domain."""
    try:
        yield
    except Busy as busy:
        raise errors.AnalysisBusy(str(busy)) from busy
    except Refusal as refusal:
        raise REFUSALS[type(refusal)](refusal.problem.detail, (refusal.problem,), 1) from refusal


def under(document: Document, policy: Policy) -> Document:
    """Return a document with its problems graded by a policy."""
    return replace(document, analysis=regraded(document.analysis, policy.problems))


def admitted(document: Document, policy: Policy, validity: Validity) -> Document:
    """Return a document with its problems graded by a policy.

    Raises DocumentInvalid if it has errors, unless `validity` only warns.
    """
    graded = under(document, policy)
    if graded.analysis.error_count == 0 or validity is Validity.WARN:
        return graded
    errors_of_document = tuple(each for each in graded.analysis.problems if each.severity is ProblemSeverity.ERROR)
    number = graded.analysis.error_count
    raise errors.DocumentInvalid(
        f"The document has {number} error{'s' if number > 1 else ''}. "
        "Correct it, or publish it anyway with validity=warn.",
        errors_of_document,
        number,
    )
