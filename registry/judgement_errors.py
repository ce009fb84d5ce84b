"""Errors of judging documents, and of changing policies and waivers.

RegistryError
├── NotFound
│   └── WaiverNotFound         waiver-not-found
├── Conflict
│   ├── BreakingChange         breaking-change: the document breaks its line
│   └── VersionTooSmall        version-too-small: the changes require a higher number
├── RuleUnknown                rule-unknown: a policy grades a rule or a problem that does not exist
└── ExpiryPassed               expiry-passed: a waiver would already be expired
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openapi_contracts import Change, Report, Severity, Verdict
from registry.errors import Conflict, NotFound, RegistryError
from registry.numbers import Number

MOST_SHOWN = 100  # errors listed in one problem
MOST_NAMED = 3  # fingerprints in a sentence


class WaiverNotFound(NotFound):
    """The API has no waiver of this fingerprint."""

    code = "waiver-not-found"

    def __init__(self, name: str, fingerprint: str) -> None:
        super().__init__(f"API {name!r} has no waiver {fingerprint!r}. List its waivers to see their fingerprints.")


class BreakingChange(Conflict):
    """The document breaks its line, or it is undecided whether it does; nothing was stored."""

    code = "breaking-change"

    def __init__(self, required: Number, reports: tuple[Report, ...]) -> None:
        first = reports[0]
        super().__init__(f"{_broken(first)} {_ways_out(required, first)}")
        self.required = required
        self.reports = reports

    def details(self) -> Mapping[str, object]:
        """Return the number to publish it as, and the report; `reports` if it breaks two versions."""
        reports = [report.to_dict() for report in self.reports]
        details: dict[str, object] = {"required": str(self.required), "report": reports[0]}
        return {**details, "reports": reports} if len(reports) > 1 else details


class VersionTooSmall(Conflict):
    """The changes require a higher number than the requested one (Semantic Versioning 2.0.0, sections 6 and 7)."""

    code = "version-too-small"

    def __init__(self, chosen: Number, required: Number, report: Report) -> None:
        super().__init__(
            f"Version {chosen} is too low: the changes since {report.baseline} require a {report.bump} version. "
            f"Publish it as {required} or higher, or let the registry choose."
        )
        self._details = {"required": str(required), "report": report.to_dict()}

    def details(self) -> Mapping[str, object]:
        """Return the lowest number allowed, and the report."""
        return self._details


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that a policy grades and that does not exist; `kind` is "rule" or "problem".

    `at` is the JSON Pointer of the mapping that has it, and `nearest` the most similar name that exists.
    """

    kind: str
    at: str
    name: str
    nearest: str | None


class RuleUnknown(RegistryError):
    """A policy grades rules or problems that do not exist."""

    code = "rule-unknown"

    def __init__(self, unknown: Sequence[UnknownName]) -> None:
        self._errors = [{"pointer": f"{each.at}/{_escaped(each.name)}", "detail": _unknown(each)} for each in unknown]
        more = f" ({len(unknown) - 1} more in errors)." if len(unknown) > 1 else ""
        super().__init__(f"{self._errors[0]['detail']}{more}")

    def details(self) -> Mapping[str, object]:
        """Return the unknown names; `error_count` counts all, `errors` may be truncated."""
        return {"errors": self._errors[:MOST_SHOWN], "error_count": len(self._errors)}


class ExpiryPassed(RegistryError):
    """The waiver would already be expired."""

    code = "expiry-passed"

    def __init__(self) -> None:
        super().__init__("The expiry time of the waiver is in the past. Choose a later expires_at, or omit it.")

    def details(self) -> Mapping[str, object]:
        """Return the place of the time in the body."""
        return {"errors": [{"pointer": "/expires_at", "detail": "must be in the future"}], "error_count": 1}


def _counted(report: Report) -> list[Change]:
    return [change for change in report.changes if change.severity is Severity.BREAKING and change.ignored is None]


def _broken(report: Report) -> str:
    changes = _counted(report)
    count = f"{len(changes)} change{'s' if len(changes) > 1 else ''}"
    first = f"{'the first' if len(changes) > 1 else 'namely'}: {changes[0].message}"
    if report.verdict is Verdict.BREAKING:
        return f"The document breaks version {report.baseline} by {count}, {first}."
    return f"The document may break version {report.baseline}: {count} may be breaking, {first}."


def _ways_out(required: Number, report: Report) -> str:
    named = [change.fingerprint for change in _counted(report)]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    waive = f"ask an admin to waive {', '.join(named[:MOST_NAMED])}{more}"
    return f"Publish it as {required} with ?major={required.major}, correct the document, or {waive}."


def _escaped(name: str) -> str:
    """Return a name as an escaped token of a JSON Pointer (RFC 6901, section 3)."""
    return name[:200].replace("~", "~0").replace("/", "~1")


_WHERE_LISTED = {
    "rule": "Reports show the ids of existing rules.",
    "problem": "Validations show the codes of existing problems.",
}


def _unknown(unknown: UnknownName) -> str:
    said = f"There is no {unknown.kind} {unknown.name[:80]!r}"
    return f"{said}: did you mean {unknown.nearest!r}?" if unknown.nearest else f"{said}. {_WHERE_LISTED[unknown.kind]}"
