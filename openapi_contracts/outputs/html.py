"""HTML: a self-contained page without scripts; Jinja escapes every value."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.vocabulary import Side

_OPEN = (Tally.BREAKING, Tally.UNDECIDED)


def write(report: Report, rules: Mapping[str, Rule] = RULES) -> str:
    """Write a report as a page; breaking and undecided changes are expanded."""
    page = _environment().get_template("report.html")
    return page.render(
        headline=sentences.headline(report),
        verdict=report.verdict.value,
        counts=[(kind.value, report.counts[kind]) for kind in Tally],
        documents=[(side.value, sentences.documented(report, side)) for side in Side],
        changes=[_change(report, change, rules.get(change.id)) for change in report.changes],
        engine=report.engine,
        content_model=report.content_model,
    )


def _change(report: Report, change: Change, rule: Rule | None) -> dict[str, Any]:
    reason = sentences.reasoned(change.evidence)
    return {
        "kind": "ignored" if change.ignored else tally(change).value,
        "unfolded": change.ignored is None and tally(change) in _OPEN,
        "id": change.id,
        "fingerprint": change.fingerprint,
        "message": sentences.spans(change.message),
        "places": sentences.places(report, change),
        "operations": sentences.operations(change),
        "ignored": sentences.set_aside(change.ignored) if change.ignored else "",
        "reason": reason,
        "witness": change.evidence.text if isinstance(change.evidence, Witness) else "",
        "why": rule.why if rule else "",
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("openapi_contracts.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
