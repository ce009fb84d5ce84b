"""The refusals of a judgement, and of changes to policies and waivers.

RegistryError
├── NotFound
│   └── WaiverNotFound         waiver-not-found
├── Conflict
│   ├── BreakingChange         breaking-change: the line promised what the document does not keep
│   └── VersionTooSmall        version-too-small: the changes ask for a greater number
├── RuleUnknown                rule-unknown: a policy grades a rule there is not
└── ExpiryPassed               expiry-passed: a waiver would expire before it holds
"""

from collections.abc import Mapping

from openapi_contracts import Change, Report, Severity, Verdict
from registry.errors import Conflict, NotFound, RegistryError
from registry.numbers import Number

MOST_SHOWN = 100  # of the errors of one refusal
MOST_NAMED = 3  # fingerprints in a sentence


class WaiverNotFound(NotFound):
    """The API has no waiver of this fingerprint."""

    code = "waiver-not-found"

    def __init__(self, name: str, fingerprint: str) -> None:
        super().__init__(f"API {name!r} has no waiver {fingerprint!r}. List its waivers to see those it has.")


class BreakingChange(Conflict):
    """The document breaks its line, or it is undecided whether it does; nothing was stored."""

    code = "breaking-change"

    def __init__(self, required: Number, reports: tuple[Report, ...]) -> None:
        first = reports[0]
        super().__init__(f"{_broken(first)} {_ways_out(required, first)}")
        self.required = required
        self.reports = reports

    def details(self) -> Mapping[str, object]:
        """Give the number to publish it as and the report; `reports` where it breaks two versions."""
        reports = [report.to_dict() for report in self.reports]
        details: dict[str, object] = {"required": str(self.required), "report": reports[0]}
        return {**details, "reports": reports} if len(reports) > 1 else details


class VersionTooSmall(Conflict):
    """The changes ask for a greater number than the one chosen (Semantic Versioning 2.0.0, sections 6 and 7)."""

    code = "version-too-small"

    def __init__(self, chosen: Number, required: Number, report: Report) -> None:
        super().__init__(
            f"Version {chosen} is too small for what changed since {report.baseline}, which asks for a {report.bump}: "
            f"publish it as {required} or later, or let the registry choose."
        )
        self._details = {"required": str(required), "report": report.to_dict()}

    def details(self) -> Mapping[str, object]:
        """Give the least number there is room for, and the report."""
        return self._details


class RuleUnknown(RegistryError):
    """A policy, which stands `at` a place of a body, grades rules there are not; each is named with the nearest one."""

    code = "rule-unknown"

    def __init__(self, nearest: Mapping[str, str | None], *, at: str = "") -> None:
        self._errors = [
            {"pointer": f"{at}/severities/{_escaped(name)}", "detail": _unknown(name, near)}
            for name, near in nearest.items()
        ]
        more = f" ({len(nearest) - 1} more in errors)." if len(nearest) > 1 else ""
        super().__init__(f"{self._errors[0]['detail']}{more}")

    def details(self) -> Mapping[str, object]:
        """List the rules that there are not; `error_count` is true where `errors` is cut."""
        return {"errors": self._errors[:MOST_SHOWN], "error_count": len(self._errors)}


class ExpiryPassed(RegistryError):
    """The waiver would have expired before it holds."""

    code = "expiry-passed"

    def __init__(self) -> None:
        super().__init__("The waiver would have expired already. Choose a later time, or leave expires_at out.")

    def details(self) -> Mapping[str, object]:
        """Name the place of the time."""
        return {"errors": [{"pointer": "/expires_at", "detail": "must be in the future"}], "error_count": 1}


def _counted(report: Report) -> list[Change]:
    return [change for change in report.changes if change.severity is Severity.BREAKING and change.ignored is None]


def _broken(report: Report) -> str:
    changes = _counted(report)
    count = f"{len(changes)} way{'s' if len(changes) > 1 else ''}"
    such = f"such as: {changes[0].message}" if len(changes) > 1 else f"namely: {changes[0].message}"
    if report.verdict is Verdict.BREAKING:
        return f"It breaks {report.baseline} in {count}, {such}."
    return f"It may break {report.baseline}, which is undecided in {count}, {such}."


def _ways_out(required: Number, report: Report) -> str:
    named = [change.fingerprint for change in _counted(report)]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    waive = f"have an admin waive {', '.join(named[:MOST_NAMED])}{more}"
    return f"Publish it as {required} with ?major={required.major}, mend it, or {waive}."


def _escaped(name: str) -> str:
    """Write a name as a step of a JSON Pointer (RFC 6901, section 3)."""
    return name[:200].replace("~", "~0").replace("/", "~1")


def _unknown(name: str, near: str | None) -> str:
    said = f"There is no rule {name[:80]!r}"
    return f"{said}: did you mean {near!r}?" if near else f"{said}. Reports name the rules there are."
