"""Two documents, and what explains the difference between their schemas."""

import json
from typing import Any

from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.contracts import normalize
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.differences.schemas import explain
from openapi_contracts.findings import Finding, Shown
from openapi_contracts.rules import RULES
from openapi_contracts.schemas import ComparedSchemas
from openapi_contracts.vocabulary import Severity

JSON = "application/json"
Document = dict[str, Any]


def document(
    *, version: str = "3.1.0", operations: int = 1, sent: Any = None, back: Any = None, **schemas: Any
) -> Document:
    """Write a document whose operations all have these bodies."""
    done: dict[str, Any] = {"description": "done"}
    if back is not None:
        done["content"] = {JSON: {"schema": back}}
    put: dict[str, Any] = {"responses": {"200": done}}
    if sent is not None:
        put["requestBody"] = {"content": {JSON: {"schema": sent}}}
    paths = {f"/pets{index}": {"put": put} for index in range(operations)}
    info = {"title": "pets", "version": "1"}
    return {"openapi": version, "info": info, "paths": paths, "components": {"schemas": schemas}}


def in_request(schema: Any, **schemas: Any) -> Document:
    """Write a document whose request is a pet."""
    return document(sent=ref("Pet"), Pet=schema, **schemas)


def in_response(schema: Any, **schemas: Any) -> Document:
    """Write a document whose response is a pet."""
    return document(back=ref("Pet"), Pet=schema, **schemas)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def of(child: Any, **more: Any) -> dict[str, Any]:
    """Write an object with the property `age`."""
    return {"type": "object", "properties": {"age": child}} | more


def explained(old: Document, new: Document, *, content_model: ContentModel = ContentModel.DECLARED) -> list[Finding]:
    """Explain the difference between the schemas of two documents."""
    schemas = ComparedSchemas(old, new, content_model=content_model)
    asked = surface.compare(normalize(old), normalize(new), schemas).schema_questions
    return explain(schemas.questions(asked), asked)


def ids(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def shown(finding: Finding) -> list[Any]:
    """Return the values of the message that shows a change, if a validator confirmed them."""
    evidence = finding.evidence
    return list(evidence.given.values()) if isinstance(evidence, Shown) and evidence.confirmed else []


def breaking(findings: list[Finding]) -> list[Finding]:
    """Return the changes a message shows to break, and those that break by their rule alone."""
    graded = [finding for finding in findings if RULES[finding.rule].severity is Severity.BREAKING]
    return [finding for finding in graded if finding.evidence is None or isinstance(finding.evidence, Shown)]


def sentence(finding: Finding) -> str:
    return RULES[finding.rule].sentence.format_map(finding.values)


def written(findings: list[Finding]) -> str:
    """Write findings so that equal ones are equal texts."""
    return json.dumps([[one.rule, one.base, one.revision, sentence(one), shown(one)] for one in findings], indent=1)
