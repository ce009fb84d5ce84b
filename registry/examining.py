"""Analyses documents in child processes, and refuses those with problems."""

from collections.abc import Iterator
from contextlib import contextmanager

from openapi_contracts import Analysis, Analysts, Busy, NotOpenAPI, Refusal, Syntax, TooCostly, Unreadable
from registry import errors
from registry.model import Document, Validity

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


def admit(analysis: Analysis, validity: Validity) -> None:
    """Raise DocumentInvalid for a document with problems, unless `validity` only warns."""
    if analysis.problem_count == 0 or validity is Validity.WARN:
        return
    count = f"{analysis.problem_count} problem{'s' if analysis.problem_count > 1 else ''}"
    raise errors.DocumentInvalid(
        f"The document has {count}. Correct it, or publish it anyway with validity=warn.",
        analysis.problems,
        analysis.problem_count,
    )
