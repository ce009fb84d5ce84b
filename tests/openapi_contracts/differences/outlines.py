"""Small documents that say one thing each, and what is found between two of them."""

from collections.abc import Callable
from typing import Any

from openapi_contracts.contracts import normalize
from openapi_contracts.differences.operation_matching import pairs
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Finding
from openapi_contracts.rules.model import Rule

Document = dict[str, Any]

SCHEMES: Document = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "sign": {"type": "apiKey", "in": "query", "name": "sign"},
    "basic": {"type": "http", "scheme": "basic"},
    "user": {"type": "http", "scheme": "bearer"},
    "admin": {"type": "http", "scheme": "bearer"},
    "login": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example/.well-known/openid-configuration"},
    "oauth": {
        "type": "oauth2",
        "flows": {
            "implicit": {
                "authorizationUrl": "https://a.example/authorize",
                "scopes": {"read": "Read", "write": "Write"},
            }
        },
    },
}


def outline(*, schemes: Document = SCHEMES, operation: Document | None = None, **members: Any) -> Document:
    """Write a document with two operations; `operation` is merged into the first."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1.0.0"},
        "components": {"securitySchemes": schemes},
        "paths": {
            "/pets": {
                "get": {"responses": {"200": {"description": "Pets."}}, **(operation or {})},
                "post": {"responses": {"201": {"description": "Made."}}},
            }
        },
        **members,
    }


def found(compare: Callable[..., None], old: Document, new: Document, **options: Any) -> list[Finding]:
    """Compare two documents by one room of the differences."""
    base, revision, recorder = normalize(old), normalize(new), FindingRecorder()
    compare(base, revision, pairs(base, revision), recorder, **options)
    return recorder.findings()


def ids(findings: list[Finding]) -> list[str]:
    """List the rules met, in order."""
    return sorted(finding.rule for finding in findings)


def said(rules: tuple[Rule, ...], finding: Finding) -> str:
    """Return the sentence of a finding."""
    return next(rule for rule in rules if rule.id == finding.rule).sentence.format(**finding.values)
