"""Read a report from its JSON; the inverse of `serialization`, for callers that store reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.findings import Doubt, Proof, Witness
from openapi_contracts.report.model import Change, Described, Ignored, Place, Report
from openapi_contracts.vocabulary import Bump, Effect, Severity, Side, Verdict


def from_dict(written: Mapping[str, Any]) -> Report:
    """Read what `Report.to_dict` wrote; other data raise KeyError, TypeError or ValueError."""
    return Report(
        verdict=Verdict(written["verdict"]),
        bump=Bump(written["bump"]),
        base=_described(written["base"]),
        revision=_described(written["revision"]),
        engine=written["engine"],
        content_model=written["content_model"],
        counts=written["counts"],
        changes=tuple(map(_change, written["changes"])),
        baseline=written.get("baseline"),
    )


def _described(written: Mapping[str, Any]) -> Described:
    return Described(written["title"], written["version"], written["openapi"], written["name"])


def _change(written: Mapping[str, Any]) -> Change:
    direction = written["direction"]
    return Change(
        id=written["id"],
        fingerprint=written["fingerprint"],
        severity=Severity(written["severity"]),
        verdict=Verdict(written["verdict"]),
        effect=Effect(written["effect"]),
        direction=None if direction is None else Direction(direction),
        bump=Bump(written["bump"]),
        message=written["message"],
        base=_place(written["base"]),
        revision=_place(written["revision"]),
        operations=tuple(written["operations"]),
        evidence=_evidence(written),
        ignored=_ignored(written.get("ignored")),
        sunset=written.get("sunset"),
        members=tuple(written.get("members", ())),
    )


def _place(written: Mapping[str, Any] | None) -> Place | None:
    return None if written is None else Place(written["pointer"], written["line"], written["column"])


def _evidence(written: Mapping[str, Any]) -> Witness | Proof | Doubt | None:
    if "witness" in written:
        return _witness(written["witness"])
    if "proof" in written:
        return Proof(written["proof"])
    return Doubt(written["reason"]) if "reason" in written else None


def _witness(written: Mapping[str, Any]) -> Witness:
    return Witness(
        text=written["text"],
        message=written["message"],
        accepted_by=Side(written["accepted_by"]),
        failure=written["failure"],
        confirmed=written["confirmed"],
        value=written.get("value"),
    )


def _ignored(written: Mapping[str, Any] | None) -> Ignored | None:
    if written is None:
        return None
    return Ignored(written["reason"], written["until"] and date.fromisoformat(written["until"]))
