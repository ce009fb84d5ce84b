"""The page of all problems, for people: docs/validity.md is what this writes."""

from collections.abc import Iterable

from openapi_contracts.documents.rules.catalog import VALIDITY_RULES, ValidityRule
from openapi_contracts.vocabulary import ProblemSeverity

_INTRODUCTION = """# Validity

What can be wrong with a document, by the code of the problem. `make docs` writes this page from the tables in
`openapi_contracts/documents/rules`.

The meaning of some message depends on an **error**: the registry refuses a document that has one, unless it is
published with `validity=warn`. With a **warning** only the text is wrong: the document is published, and the warning
is stored and shown with the version. A policy may make any code an `error` or a `warning`, or turn it `off`:
[policies](policies-and-waivers.md#policies).

The section is where the specification states the rule. OpenAPI 3.0.4, 3.1.1 and 3.2.0 number their sections; 2.0 has
only names. A rule that is not of every version names its versions.
"""
_SECTIONS = {ProblemSeverity.ERROR: "Errors", ProblemSeverity.WARNING: "Warnings"}


def page(rules: Iterable[ValidityRule] = tuple(VALIDITY_RULES.values())) -> str:
    """Write the page, always the same from the same rules."""
    listed = list(rules)
    parts = [_INTRODUCTION]
    for severity, title in _SECTIONS.items():
        rows = [f"| `{rule.code}` | {rule.sentence} | {rule.cited} |" for rule in listed if rule.severity is severity]
        parts.append("\n".join([f"## {title}\n", "| code | rule | section |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)
