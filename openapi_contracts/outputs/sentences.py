"""What every output for people says in the same words: the verdict, the counts, and where a change stands."""

from collections.abc import Mapping

from openapi_contracts.findings import Doubt, Proof, Witness
from openapi_contracts.report.model import Change, Described, Ignored, Place, Report
from openapi_contracts.report.tallies import Tally
from openapi_contracts.vocabulary import Bump, Side, Verdict

MOST_OPERATIONS = 5  # named of one change; a shared component can reach hundreds

_VERDICTS: Mapping[Verdict, str] = {
    Verdict.BREAKING: "Breaking",
    Verdict.UNDECIDED: "Undecided",
    Verdict.COMPATIBLE: "Compatible",
    Verdict.UNCHECKED: "Unchecked",
}
_BUMPS: Mapping[Bump, str] = {
    Bump.MAJOR: "a new major version",
    Bump.MINOR: "a new minor version",
    Bump.PATCH: "a new patch version",
    Bump.NONE: "no new version",
}


def headline(report: Report) -> str:
    """Say the verdict and the bump."""
    return f"{_VERDICTS[report.verdict]}: requires {_BUMPS[report.bump]}."


def counted(report: Report) -> str:
    """Say how many changes there are of each kind, and how many are ignored."""
    counts = [f"{report.counts[kind]} {kind}" for kind in Tally]
    ignored = sum(change.ignored is not None for change in report.changes)
    return ", ".join([*counts, *([f"{ignored} ignored"] if ignored else [])])


def called(report: Report, side: Side) -> str:
    """Return what a document is called in sentences."""
    return _document(report, side).name or f"the {side.value}"


def documented(report: Report, side: Side) -> str:
    """Say which document it is."""
    document = _document(report, side)
    itself = " ".join(each for each in (document.title, document.version) if each) or "untitled"
    written = f", OpenAPI {document.openapi}" if document.openapi else ""
    return f"{called(report, side)} ({itself}{written})"


def placed(report: Report, side: Side, place: Place) -> str:
    """Say where something stands, as editors and terminals follow it, or else by its pointer."""
    if place.line is None:
        return f"{called(report, side)} at {place.pointer or 'its root'}"
    return f"{called(report, side)}:{place.line}:{place.column}"


def places(report: Report, change: Change) -> list[tuple[str, str]]:
    """Say where a change stands: before, after, or both."""
    sides = (("before", Side.BASE, change.base), ("after", Side.REVISION, change.revision))
    return [(word, placed(report, side, place)) for word, side, place in sides if place is not None]


def operations(change: Change) -> str:
    """Name the first operations that a change reaches, and count the others."""
    named = ", ".join(change.operations[:MOST_OPERATIONS])
    more = len(change.operations) - MOST_OPERATIONS
    return f"{named} and {more:,} more" if more > 0 else named


def reasoned(evidence: Witness | Proof | Doubt | None) -> tuple[str, str] | None:
    """Say what the verdict of a change rests on: a word for it, and a sentence."""
    match evidence:
        case Witness():
            allows, forbids = evidence.accepted_by, evidence.accepted_by.other
            return "witness", f"the {allows} allows this message, the {forbids} does not: {evidence.failure}"
        case Proof():
            return "proof", evidence.reason
        case Doubt():
            return "undecided", evidence.reason
        case None:
            return None


def set_aside(ignored: Ignored) -> str:
    """Say why a change is ignored, and how long."""
    until = f" (until {ignored.until.isoformat()})" if ignored.until else ""
    return f"{ignored.reason}{until}"


def spans(text: str) -> list[tuple[bool, str]]:
    """Split a message at its backticks, and say of each part whether they enclose it; an odd text is one part."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or not all(parts[1::2]):
        return [(False, text)]
    return [(bool(index % 2), part) for index, part in enumerate(parts) if part]


def _document(report: Report, side: Side) -> Described:
    return report.base if side is Side.BASE else report.revision
