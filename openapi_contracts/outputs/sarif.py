"""SARIF 2.1.0 (OASIS) for code scanning services and editors."""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Described, Place, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.vocabulary import Severity, Side

_LEVELS: Mapping[Tally, str] = {
    Tally.BREAKING: "error",
    Tally.UNDECIDED: "error",
    Tally.WARNING: "warning",
    Tally.INFO: "note",
}
_DEFAULTS: Mapping[Severity, str] = {
    Severity.BREAKING: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.OFF: "none",
}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, rules: Mapping[str, Rule] = RULES) -> str:
    """Write one run with a result for each change and a description of each rule that occurs."""
    met = sorted({change.id for change in report.changes})
    indices = {rule: index for index, rule in enumerate(met)}
    run = {
        "tool": {
            "driver": {
                "name": "compatibility",
                "version": report.engine,
                "rules": [_rule(each, rules.get(each)) for each in met],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, change, indices[change.id]) for change in report.changes],
        "properties": {
            "verdict": report.verdict.value,
            "bump": report.bump.value,
            "contentModel": report.content_model,
            "counts": dict(report.counts),
        },
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _rule(rule_id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": rule_id}
    example = "".join(
        f"\n\n{word}:\n\n```yaml\n{text.rstrip()}\n```"
        for word, text in (("Before", rule.before), ("After", rule.after))
        if text
    )
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}{example}", "markdown": f"{rule.why}{example}"},
        "defaultConfiguration": {"level": _DEFAULTS[rule.severity]},
        "properties": {"effect": rule.effect.value, "direction": rule.direction and rule.direction.value},
    }


def _result(report: Report, change: Change, index: int) -> dict[str, Any]:
    shown = _locations(report, change)
    result = {
        "ruleId": change.id,
        "ruleIndex": index,
        "level": _LEVELS[tally(change)],
        "message": {"text": "\n".join(_sentences(report, change))},
        "locations": shown[:1] or [_nowhere(change)],
        "partialFingerprints": {"change/v1": change.fingerprint},
        "properties": {
            "verdict": change.verdict.value,
            "bump": change.bump.value,
            "effect": change.effect.value,
            "operations": [visible(operation) for operation in change.operations],
        },
    }
    if shown[1:]:
        result["relatedLocations"] = shown[1:]
    if change.ignored is not None:
        justification = visible(sentences.set_aside(change.ignored))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _sentences(report: Report, change: Change) -> Sequence[str]:
    lines = [one_line(change.message)]
    if (reason := sentences.reasoned(change.evidence)) is not None:
        lines.append(one_line(f"{reason[0]}: {reason[1]}"))
    if isinstance(change.evidence, Witness):
        lines.append(visible(change.evidence.text))
    return lines


def _locations(report: Report, change: Change) -> list[dict[str, Any]]:
    """Return the places of a change in both files, first in the revision, which is under review."""
    sides = ((Side.REVISION, report.revision, change.revision), (Side.BASE, report.base, change.base))
    found = [
        _location(side, document, place, change)
        for side, document, place in sides
        if place is not None and document.path is not None
    ]
    return [location | {"id": index} for index, location in enumerate(found)]


def _location(side: Side, document: Described, place: Place, change: Change) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(document.path or "")}}
    if place.line is not None and place.column is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    return _nowhere(change) | {
        "physicalLocation": physical,
        "message": {"text": f"{side.value}: {visible(place.pointer) or 'the whole document'}"},
    }


def _nowhere(change: Change) -> dict[str, Any]:
    """Return a location without a file that only names the operations."""
    logical = [{"fullyQualifiedName": visible(operation), "kind": "function"} for operation in change.operations]
    return {"logicalLocations": logical} if logical else {}


def _uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986, 4.2): relative for a relative path, otherwise a file URI."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), safe="/", errors="surrogateescape")
