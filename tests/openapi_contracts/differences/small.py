"""Small contracts, of which a test writes only what differs, and what is found between two."""

from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts import normalize
from openapi_contracts.differences.operation_differences import Surface, compare
from openapi_contracts.findings import Doubt, Finding, Proof, Shown
from openapi_contracts.rules import RULES
from openapi_contracts.schemas import ComparedSchemas
from openapi_contracts.vocabulary import ContentModel, Severity, Side

OK: dict[str, Any] = {"200": {"description": "done"}}
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
JSON, XML = "application/json", "application/xml"


@dataclass(frozen=True)
class Case:
    """Two things, and the rules that tell them apart, in order."""

    old: Any
    new: Any
    rules: tuple[str, ...]


def case(old: Any, new: Any, *rules: str) -> Case:
    return Case(old, new, rules)


def document(paths: Any = None, *, version: str = "3.1.0", **more: Any) -> dict[str, Any]:
    """Write a document of some paths."""
    return {"openapi": version, "info": {"title": "pets", "version": "1"}, "paths": paths or {}, **more}


def put(**operation: Any) -> dict[str, Any]:
    """Write a document of one operation, `PUT /pets`."""
    return document({"/pets": {"put": {"responses": OK} | operation}})


def hook(**operation: Any) -> dict[str, Any]:
    """Write a document of one webhook, `newPet`."""
    return document(webhooks={"newPet": {"post": {"responses": OK} | operation}})


def called(**operation: Any) -> dict[str, Any]:
    """Write a document of one callback, `onEvent`."""
    return put(callbacks={"onEvent": {"{$request.query.url}": {"post": {"responses": OK} | operation}}})


def surface(old: dict[str, Any], new: dict[str, Any], model: ContentModel = ContentModel.DECLARED) -> Surface:
    """Compare two documents."""
    return compare(normalize(old), normalize(new), ComparedSchemas(old, new, content_model=model))


def findings(old: dict[str, Any], new: dict[str, Any], model: ContentModel = ContentModel.DECLARED) -> list[Finding]:
    """List what is found between two documents, each finding checked for what every one must have."""
    found = list(surface(old, new, model).findings)
    for finding in found:
        rule = RULES[finding.rule]
        assert rule.sentence.format_map(finding.values)
        if rule.severity is Severity.BREAKING:
            assert isinstance(finding.evidence, Shown | Doubt), "a breaking change shows a message"
        else:
            assert isinstance(finding.evidence, Proof | None)
        assert finding.base is not None or finding.revision is not None
    return found


def rules(old: dict[str, Any], new: dict[str, Any], model: ContentModel = ContentModel.DECLARED) -> tuple[str, ...]:
    return tuple(finding.rule for finding in findings(old, new, model))


def shown(finding: Finding) -> Shown:
    """Return the message that a finding shows."""
    assert isinstance(finding.evidence, Shown)
    return finding.evidence


def side(finding: Finding) -> Side | None:
    """Return the side whose message is shown; None where none is."""
    return finding.evidence.side if isinstance(finding.evidence, Shown) else None
