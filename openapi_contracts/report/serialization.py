"""Write a report as JSON, as docs/report.schema.json describes it."""

from typing import TYPE_CHECKING, Any

from openapi_contracts.findings import Doubt, Proof, Witness
from openapi_contracts.report.plain import plain

if TYPE_CHECKING:
    from openapi_contracts.report.model import Change, Described, Ignored, Place, Report


def to_dict(report: "Report") -> dict[str, Any]:
    """Return a report as dicts, lists and scalars, with members in a fixed order."""
    written: dict[str, Any] = {"verdict": report.verdict.value, "bump": report.bump.value}
    if report.baseline is not None:
        written["baseline"] = report.baseline
    return written | {
        "base": _described(report.base),
        "revision": _described(report.revision),
        "engine": report.engine,
        "content_model": report.content_model,
        "counts": dict(report.counts),
        "changes": [_change(change) for change in report.changes],
    }


def _described(document: "Described") -> dict[str, Any]:
    return {
        "title": document.title,
        "version": document.version,
        "openapi": document.openapi,
        "name": document.name,
    }


def _change(change: "Change") -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": change.id,
        "fingerprint": change.fingerprint,
        "severity": change.severity.value,
        "verdict": change.verdict.value,
        "effect": change.effect.value,
        "direction": change.direction and change.direction.value,
        "bump": change.bump.value,
        "message": change.message,
        "base": _place(change.base),
        "revision": _place(change.revision),
        "operations": list(change.operations),
    }
    announced = {} if change.sunset is None else {"sunset": change.sunset}
    members = {"members": list(change.members)} if change.members else {}
    return written | announced | members | _evidence(change.evidence) | _ignored(change.ignored)


def _place(place: "Place | None") -> dict[str, Any] | None:
    if place is None:
        return None
    return {"pointer": place.pointer, "line": place.line, "column": place.column}


def _evidence(evidence: Witness | Proof | Doubt | None) -> dict[str, Any]:
    match evidence:
        case Witness():
            return {"witness": _witness(evidence)}
        case Proof():
            return {"proof": evidence.reason}
        case Doubt():
            return {"reason": evidence.reason}
        case None:
            return {}


def _witness(witness: Witness) -> dict[str, Any]:
    written = {
        "text": witness.text,
        "message": plain(witness.message),
        "accepted_by": witness.accepted_by.value,
        "rejected_by": witness.accepted_by.other.value,
        "failure": witness.failure,
        "confirmed": witness.confirmed,
    }
    return written | ({"value": plain(witness.value)} if witness.confirmed or witness.value is not None else {})


def _ignored(ignored: "Ignored | None") -> dict[str, Any]:
    if ignored is None:
        return {}
    return {"ignored": {"reason": ignored.reason, "until": ignored.until and ignored.until.isoformat()}}
