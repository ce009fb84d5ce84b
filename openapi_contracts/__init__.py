"""Read, validate and compare OpenAPI documents; independent of HTTP servers, the registry and SQL.

`compare` compares two parsed OpenAPI documents and returns a `Report`; `contains` decides whether every instance of one
JSON Schema is an instance of another, with a witness or a proof; `analyse` reads and validates the bytes of a document.
The command `contracts diff OLD NEW` compares two files. Every public name is here and is loaded on first use: a program
that only reads reports does not load the prover.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from openapi_contracts.vocabulary import Bump, ContentModel, Effect, ProblemSeverity, Severity, Verdict

if TYPE_CHECKING:
    from openapi_contracts.comparison import compare
    from openapi_contracts.containment.containment import Answer, Containment, contains
    from openapi_contracts.documents.analysis import Analysis, analyse, convert, parsed, prepare, regraded
    from openapi_contracts.documents.digests import content_digest, sha256_hex
    from openapi_contracts.documents.isolation import AnalysisError, Analysts
    from openapi_contracts.documents.limits import Limits
    from openapi_contracts.documents.problems import Busy, NotOpenAPI, Problem, Refusal, TooCostly, Unreadable
    from openapi_contracts.documents.reading import Reading, Syntax, read
    from openapi_contracts.documents.rendering import compact
    from openapi_contracts.documents.rules.catalog import VALIDITY_RULES, ValidityRule
    from openapi_contracts.documents.validity import problems as validate
    from openapi_contracts.options import Options
    from openapi_contracts.outputs.formats import FORMATS
    from openapi_contracts.outputs.markdown import code as markdown_code
    from openapi_contracts.outputs.markdown import escaped as markdown_escaped
    from openapi_contracts.outputs.markdown import prose as markdown_prose
    from openapi_contracts.outputs.visible import encoded, visible
    from openapi_contracts.policy.model import Exemption, Policy, PolicyError, Removals
    from openapi_contracts.policy.reading import read as read_policy
    from openapi_contracts.report.deserialization import from_dict as report_from_dict
    from openapi_contracts.report.grading import ENGINE
    from openapi_contracts.report.grading import regraded as regrade
    from openapi_contracts.report.location import located as locate_changes
    from openapi_contracts.report.model import Change, Described, Report
    from openapi_contracts.report.tallies import Tally
    from openapi_contracts.report.uncompared import UNDECIDED, unchanged, undecided
    from openapi_contracts.rules.catalog import RULES
    from openapi_contracts.rules.model import Rule

__all__ = [
    "ENGINE",
    "FORMATS",
    "RULES",
    "UNDECIDED",
    "VALIDITY_RULES",
    "Analysis",
    "AnalysisError",
    "Analysts",
    "Answer",
    "Bump",
    "Busy",
    "Change",
    "Containment",
    "ContentModel",
    "Described",
    "Effect",
    "Exemption",
    "Limits",
    "NotOpenAPI",
    "Options",
    "Policy",
    "PolicyError",
    "Problem",
    "ProblemSeverity",
    "Reading",
    "Refusal",
    "Removals",
    "Report",
    "Rule",
    "Severity",
    "Syntax",
    "Tally",
    "TooCostly",
    "Unreadable",
    "ValidityRule",
    "Verdict",
    "analyse",
    "compact",
    "compare",
    "contains",
    "content_digest",
    "convert",
    "encoded",
    "locate_changes",
    "markdown_code",
    "markdown_escaped",
    "markdown_prose",
    "parsed",
    "prepare",
    "read",
    "read_policy",
    "regrade",
    "regraded",
    "report_from_dict",
    "sha256_hex",
    "unchanged",
    "undecided",
    "validate",
    "visible",
]

_HOMES = {
    "comparison": "compare",
    "containment.containment": "Answer Containment contains",
    "documents.analysis": "Analysis analyse convert parsed prepare regraded",
    "documents.digests": "content_digest sha256_hex",
    "documents.isolation": "AnalysisError Analysts",
    "documents.limits": "Limits",
    "documents.problems": "Busy NotOpenAPI Problem Refusal TooCostly Unreadable",
    "documents.reading": "Reading Syntax read",
    "documents.rendering": "compact",
    "documents.rules.catalog": "VALIDITY_RULES ValidityRule",
    "documents.validity": "validate=problems",
    "options": "Options",
    "outputs.formats": "FORMATS",
    "outputs.markdown": "markdown_code=code markdown_escaped=escaped markdown_prose=prose",
    "outputs.visible": "encoded visible",
    "policy.model": "Exemption Policy PolicyError Removals",
    "policy.reading": "read_policy=read",
    "report.deserialization": "report_from_dict=from_dict",
    "report.grading": "ENGINE regrade=regraded",
    "report.location": "locate_changes=located",
    "report.model": "Change Described Report",
    "report.tallies": "Tally",
    "report.uncompared": "UNDECIDED unchanged undecided",
    "rules.catalog": "RULES",
    "rules.model": "Rule",
}
"""The modules that define the public names; `public=defined` where a name is another one there."""

_DEFINED = {
    public: (f"{__name__}.{module}", defined or public)
    for module, names in _HOMES.items()
    for public, _, defined in (name.partition("=") for name in names.split())
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562); AttributeError for any other name."""
    if name not in _DEFINED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, defined = _DEFINED[name]
    value = getattr(import_module(module), defined)
    globals()[name] = value
    return value
