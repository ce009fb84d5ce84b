"""Comparisons of two documents that are not stored."""

from collections.abc import Mapping
from typing import Any

from edge.answers import media
from edge.answers.answer import Answer
from edge.exchange import services
from edge.stations.validation.forms import FormPart
from handlers.v1.writing import reports
from registry import checking, comparing, examining, policies
from registry.comparing import Source


def compare(parts: Mapping[str, FormPart], fields: Mapping[str, Any], path: str | None = None) -> Answer:
    """Compare two documents under a policy."""
    report = checking.compare(
        services().storage,
        services().analysts,
        *(_source(parts[side], side) for side in ("base", "revision")),
        own=policies.own(fields.get("policy", {})),
        at=services().now(),
    )
    return reports.answer(report, path=path)


def _source(part: FormPart, side: str) -> Source:
    """Read one document; its syntax is detected where the part's media type does not tell."""
    declared = media.DOCUMENTS.get(part.media_type or "")
    document = examining.examine(services().analysts, part.content, declared)
    return comparing.of_document(document, part.filename or side)
