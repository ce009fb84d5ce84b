"""Two documents in, a report out: the stations of a comparison in their order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from compatibility import surface
from compatibility.findings import Finding, Shown
from compatibility.lowering import lower
from compatibility.options import Options
from compatibility.report.description import described
from compatibility.report.grading import graded
from compatibility.report.model import Report

DEFAULTS = Options()


def compare(
    base: Mapping[str, Any],
    revision: Mapping[str, Any],
    *,
    options: Options = DEFAULTS,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Compare two OpenAPI documents; `progress` is told each station as it begins."""
    progress("lowering")
    before, after = lower(base), lower(revision)
    progress("comparing operations")
    found = surface.compare(before, after, today=options.today)
    findings = [_without_message(finding) for finding in found.findings]
    return graded(findings, base=described(base), revision=described(revision), options=options)


def _without_message(finding: Finding) -> Finding:
    return replace(finding, evidence=None) if isinstance(finding.evidence, Shown) else finding
