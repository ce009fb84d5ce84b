"""Two documents in, a report out. A pure library: knows no registry, no HTTP and no SQL.

`compare` compares two parsed OpenAPI documents; `contains` says of two JSON Schemas whether every instance of one is an
instance of the other, with a witness or a proof. `python -m openapi_contracts OLD NEW` compares two files. What is
imported from here is loaded when it is first asked for: whoever needs the words alone does not load the prover.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from openapi_contracts.vocabulary import Bump, Effect, Severity, Verdict

if TYPE_CHECKING:
    from openapi_contracts.comparison import compare
    from openapi_contracts.containment.containment import Answer, Containment, contains
    from openapi_contracts.options import Options
    from openapi_contracts.report.model import Change, Report

__all__ = [
    "Answer",
    "Bump",
    "Change",
    "Containment",
    "Effect",
    "Options",
    "Report",
    "Severity",
    "Verdict",
    "compare",
    "contains",
]

_HOMES = {
    "Answer": "openapi_contracts.containment.containment",
    "Change": "openapi_contracts.report.model",
    "Containment": "openapi_contracts.containment.containment",
    "Options": "openapi_contracts.options",
    "Report": "openapi_contracts.report.model",
    "compare": "openapi_contracts.comparison",
    "contains": "openapi_contracts.containment.containment",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for (PEP 562); AttributeError for a name that is not public."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
