"""Compare two documents and return a report: all steps of a comparison, in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts import Texts, Unaltered, components_alone, normalize
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
_OF_COMPONENTS = {"operation-removed": "component-removed", "operation-added": "component-added"}


def compare(
    base: Document,
    revision: Document,
    *,
    options: Options = _DEFAULTS,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Compare two OpenAPI documents, 2.0 to 3.2, as `documents.reading` or any JSON parser gives them.

    Invalid documents get a report too: parts the engine cannot interpret are undecided changes, with their places. The
    caller must not modify the documents meanwhile. `progress` is called with the name of each step as it begins. Raises
    TypeError if a document is not a mapping.
    """
    if not (isinstance(base, Mapping) and isinstance(revision, Mapping)):
        raise TypeError("an OpenAPI document is a mapping")
    documents = {Side.BASE: base, Side.REVISION: revision}
    alone = all(map(components_alone.is_alone, documents.values()))
    if alone:
        base, revision = components_alone.as_used(base), components_alone.as_used(revision)
    say = progress or _silence
    say("normalizing both documents")
    texts, before = Texts(base, revision), normalize(base)
    contracts = before, normalize(revision, unaltered=Unaltered(before, texts))
    say("comparing operations")
    schemas = ComparedSchemas(base, revision, content_model=options.content_model, budget=options.budget, texts=texts)
    found = surface.compare(*contracts, schemas, today=options.today)
    say("reading the schemas that changed")
    questions = schemas.questions(found.schema_questions)
    say("looking for messages that one contract allows and the other forbids")
    findings = [*found.findings, *explanation.explain(questions, found.schema_questions)]
    say("writing witnesses")
    written = _written(findings, schemas.samples)
    if alone:
        written = [_of_component(finding, documents) for finding in written]
    return graded(
        written,
        base=described(base),
        revision=described(revision),
        options=options,
        documents=documents,
    )


def _written(findings: Iterable[Finding], samples: Mapping[Side, Samples]) -> list[Finding]:
    """Replace each described witness by the HTTP message it describes."""
    return [
        replace(finding, evidence=write(shown, samples[shown.side]))
        if isinstance(shown := finding.evidence, Shown)
        else finding
        for finding in findings
    ]


def _of_component(finding: Finding, documents: Mapping[Side, Document]) -> Finding:
    """Tell a finding about the use of a component of it itself."""
    base, revision = (
        components_alone.placed(at, documents[side])
        for side, at in ((Side.BASE, finding.base), (Side.REVISION, finding.revision))
    )
    rule = _OF_COMPONENTS.get(finding.rule)
    if rule is None or (base, revision) == (finding.base, finding.revision):
        return replace(finding, base=base, revision=revision)
    name = components_alone.named(base or revision)
    return replace(finding, rule=rule, values={"component": f"`{name}`"}, base=base, revision=revision, cause=None)


def _silence(_: str) -> None:
    """Ignore the name of a step."""
