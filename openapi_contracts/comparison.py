"""Two documents in, a report out: the stations of a comparison in their order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts import Texts, Unaltered, lower
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.differences import schemas as explanation
from openapi_contracts.findings import Finding, Shown
from openapi_contracts.options import Options
from openapi_contracts.report.description import described
from openapi_contracts.report.grading import graded
from openapi_contracts.report.model import Report
from openapi_contracts.schemas import ComparedSchemas, Samples
from openapi_contracts.vocabulary import Side
from openapi_contracts.witnesses import write

Document = Mapping[str, Any]
_DEFAULTS = Options()


def compare(
    base: Document,
    revision: Document,
    *,
    options: Options = _DEFAULTS,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Compare two OpenAPI documents, 2.0 to 3.2, as `documents.reading` or any JSON parser gives them.

    Whatever they hold, there is a report: what is not understood is undecided, with its place. Neither may change
    meanwhile. `progress` is called with the name of each station as it begins. TypeError for what is no mapping.
    """
    if not (isinstance(base, Mapping) and isinstance(revision, Mapping)):
        raise TypeError("an OpenAPI document is a mapping")
    say = progress or _silence
    say("lowering both documents")
    texts, before = Texts(base, revision), lower(base)
    contracts = before, lower(revision, unaltered=Unaltered(before, texts))
    say("comparing operations")
    schemas = ComparedSchemas(base, revision, content_model=options.content_model, budget=options.budget, texts=texts)
    found = surface.compare(*contracts, schemas, today=options.today)
    say("reading the schemas that changed")
    questions = schemas.questions(found.asked)
    say("looking for messages that one contract allows and the other forbids")
    findings = [*found.findings, *explanation.explain(questions, found.asked)]
    say("writing witnesses")
    written = _written(findings, schemas.samples)
    return graded(
        written,
        base=described(base),
        revision=described(revision),
        options=options,
        documents={Side.BASE: base, Side.REVISION: revision},
    )


def _written(findings: Iterable[Finding], samples: Mapping[Side, Samples]) -> list[Finding]:
    """Write the messages that are still to be written."""
    return [
        replace(finding, evidence=write(shown, samples[shown.side]))
        if isinstance(shown := finding.evidence, Shown)
        else finding
        for finding in findings
    ]


def _silence(_: str) -> None:
    """Say nothing."""
