"""Analyses one document: parses, validates and digests it. `isolation` runs this in a child process."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openapi_contracts.documents.digests import content_digest, sha256_hex
from openapi_contracts.documents.grading import Grades, chosen, counted, graded
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.positions import locate
from openapi_contracts.documents.problems import NotOpenAPI, Problem
from openapi_contracts.documents.reading import BOM, Reading, Syntax, read
from openapi_contracts.documents.rendering import compact, render
from openapi_contracts.documents.syntaxes.json_reader import loaded
from openapi_contracts.documents.validity import Findings
from openapi_contracts.documents.validity import problems as findings

__all__ = ["Analysis", "Syntax", "analyse", "convert", "parsed", "prepare", "regraded", "warm_up"]

# Fixed fields of a Path Item Object (OAS 3.2.0, 4.9.1; `query` since 3.2, `trace` since 3.0).
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_GROWTH = 2  # times `Limits.bytes` that the prepared JSON may have, since it is sent between processes
_TITLE_LENGTH, _DESCRIPTION_LENGTH = 200, 2_000  # characters kept for lists and pages


@dataclass(frozen=True, slots=True)
class Analysis:
    """The facts about an analysed document.

    `sha256` is the hex digest of the exact bytes. `content_digest` is the hex digest of the canonical form (keys
    sorted, annotations kept), which is equal for the same content in a different formatting. `problems` has at most
    `Limits.problems` entries in document order; `problem_count` counts all problems, `error_count` the errors among
    them, and `counts` those of each code, whatever their severity.
    """

    sha256: str
    content_digest: str
    syntax: Syntax
    specification: str  # the version of OpenAPI the document names, such as "3.0.3"
    title: str | None
    description: str | None
    info_version: str | None
    operation_count: int
    problems: tuple[Problem, ...]
    problem_count: int
    error_count: int
    counts: Mapping[str, int]


def analyse(content: bytes, limits: Limits, *, declared: Syntax | None = None) -> Analysis:
    """Analyse the bytes of a document. Raises Unreadable and NotOpenAPI."""
    return _analysed(content, read(content, limits, declared=declared), limits)


def prepare(content: bytes, limits: Limits, *, declared: Syntax | None = None) -> tuple[Analysis, bytes]:
    """Analyse a document, and also return its data as JSON, so that YAML is parsed only once.

    The JSON is empty if the content is JSON already, or if YAML aliases make it too large to keep. Raises Unreadable
    and NotOpenAPI.
    """
    reading = read(content, limits, declared=declared)
    analysis = _analysed(content, reading, limits)
    return analysis, b"" if reading.syntax is Syntax.JSON else _worth_keeping(compact(reading.data), limits)


def parsed(content: bytes, syntax: Syntax, prepared: bytes, limits: Limits) -> Any:
    """Return the data of a document that `prepare` has checked; `prepared` is the JSON it returned.

    Raises Unreadable if YAML has to be parsed again and exceeds limits that were reduced since.
    """
    if prepared or syntax is Syntax.JSON:
        return loaded(prepared or content.removeprefix(BOM))
    return read(content, limits, declared=syntax).data


def regraded(analysis: Analysis, grades: Grades) -> Analysis:
    """Return the analysis with its problems graded by a policy; `grades` maps codes to severities."""
    problem_count, error_count = counted(analysis.counts, grades)
    problems = tuple(graded(analysis.problems, grades))
    return replace(analysis, problems=problems, problem_count=problem_count, error_count=error_count)


def _worth_keeping(prepared: bytes, limits: Limits) -> bytes:
    return prepared if len(prepared) <= _GROWTH * limits.bytes else b""


def _analysed(content: bytes, reading: Reading, limits: Limits) -> Analysis:
    found = _findings(content, reading, limits)
    problems = _placed(content, reading.syntax, graded((*reading.problems, *found.problems), {}))
    counts = Counter(reading.counts) + Counter(found.counts)
    problem_count, error_count = counted(counts, {})
    info = _mapping(reading.data, "info")
    return Analysis(
        sha256=sha256_hex(content),
        content_digest=content_digest(reading.data),
        syntax=reading.syntax,
        specification=found.specification,
        title=_text(info, "title", _TITLE_LENGTH),
        description=_text(info, "description", _DESCRIPTION_LENGTH),
        info_version=_text(info, "version", _TITLE_LENGTH),
        operation_count=_operation_count(reading.data),
        problems=tuple(chosen(problems, limits.problems)),
        problem_count=problem_count,
        error_count=error_count,
        counts=dict(counts),
    )


def convert(content: bytes, limits: Limits, target: Syntax) -> bytes:
    """Return the document in the target syntax. Raises Unreadable."""
    return render(read(content, limits).data, target)


def warm_up() -> None:
    """Analyse a small document of each OpenAPI version, to fill caches before the process forks."""
    schema = {"type": "string", "pattern": "^a", "default": "a", "format": "date-time"}
    for version in ("2.0", "3.0.3", "3.1.0", "3.2.0"):
        value = schema if version == "2.0" else {"schema": schema}
        parameter = {"name": "a", "in": "query", **value}
        operation = {"parameters": [parameter], "responses": {"200": {"description": 1}}}
        document = {
            "swagger" if version == "2.0" else "openapi": version,
            "info": {"title": "Warm-up", "version": "1"},
            "paths": {"/": {"get": operation}},
        }
        for syntax in Syntax:
            analyse(render(document, syntax), Limits())


def _findings(content: bytes, reading: Reading, limits: Limits) -> Findings:
    try:
        return findings(reading.data, limits)
    except NotOpenAPI as refusal:
        raise NotOpenAPI(*_placed(content, reading.syntax, [refusal.problem])) from None


def _placed(content: bytes, syntax: Syntax, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Add lines and columns to problems, and sort them in document order."""
    placed = list(problems)
    unplaced = {problem.pointer for problem in placed if problem.line is None}
    places = locate(content, syntax, unplaced) if unplaced else {}
    for index, problem in enumerate(placed):
        if problem.line is None and (place := places.get(problem.pointer)) is not None:
            placed[index] = replace(problem, line=place.line, column=place.column)
    return tuple(sorted(placed, key=lambda problem: (problem.line or 0, problem.column or 0)))


def _mapping(data: Any, name: str) -> Mapping[str, Any]:
    """Return the value of a field if it is a mapping, else an empty mapping."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def _text(data: Mapping[str, Any], name: str, length: int) -> str | None:
    value = data.get(name)
    return value[:length] if isinstance(value, str) else None


def _operation_count(data: Any) -> int:
    paths = _mapping(data, "paths")
    return sum(
        isinstance(item.get(method), dict) for item in paths.values() if isinstance(item, dict) for method in _METHODS
    )
