"""Phrases that several output formats share: the verdict, the counts, and the places of a change."""

from collections.abc import Mapping

from openapi_contracts.findings import Doubt, Proof, Witness
from openapi_contracts.report.model import Change, Described, Ignored, Place, Report
from openapi_contracts.report.tallies import Tally
from openapi_contracts.vocabulary import Bump, Side, Verdict

MOST_OPERATIONS = 5  # operations named per change; a change of a shared component can affect hundreds

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
    """Return a sentence with the verdict and the required bump."""
    return f"{_VERDICTS[report.verdict]}: requires {_BUMPS[report.bump]}."


def counted(report: Report) -> str:
    """Return the number of changes per kind, and of ignored ones, such as "2 breaking, 0 undecided, ...\"."""
    counts = [f"{report.counts[kind]} {kind}" for kind in Tally]
    ignored = sum(change.ignored is not None for change in report.changes)
    return ", ".join([*counts, *([f"{ignored} ignored"] if ignored else [])])


def called(report: Report, side: Side) -> str:
    """Return the name of a document, or "the base" or "the revision" if it has none."""
    return _document(report, side).name or f"the {side.value}"


def documented(report: Report, side: Side) -> str:
    """Return a document's name, title, version and OpenAPI version."""
    document = _document(report, side)
    itself = " ".join(each for each in (document.title, document.version) if each) or "untitled"
    written = f", OpenAPI {document.openapi}" if document.openapi else ""
    return f"{called(report, side)} ({itself}{written})"


def placed(report: Report, side: Side, place: Place) -> str:
    """Return a place as `name:line:column`, or with the JSON Pointer if the line is unknown."""
    if place.line is None:
        return f"{called(report, side)} at {place.pointer or 'its root'}"
    return f"{called(report, side)}:{place.line}:{place.column}"


def places(report: Report, change: Change) -> list[tuple[str, str]]:
    """Return the places of a change as ("before", place) and ("after", place), each only if it exists."""
    sides = (("before", Side.BASE, change.base), ("after", Side.REVISION, change.revision))
    return [(word, placed(report, side, place)) for word, side, place in sides if place is not None]


def operations(change: Change) -> str:
    """Name the first operations that a change affects, and count the others."""
    named = ", ".join(change.operations[:MOST_OPERATIONS])
    more = len(change.operations) - MOST_OPERATIONS
    return f"{named} and {more:,} more" if more > 0 else named


def reasoned(evidence: Witness | Proof | Doubt | None) -> tuple[str, str] | None:
    """Return the kind of evidence (witness, proof or undecided) and a sentence that explains it."""
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
    """Return the reason a change is ignored, with the last day if there is one."""
    until = f" (until {ignored.until.isoformat()})" if ignored.until else ""
    return f"{ignored.reason}{until}"


def spans(text: str) -> list[tuple[bool, str]]:
    """Split a message into (is code, text) parts at backticks; unbalanced backticks leave the message in one part."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or not all(parts[1::2]):
        return [(False, text)]
    return [(bool(index % 2), part) for index, part in enumerate(parts) if part]


def _document(report: Report, side: Side) -> Described:
    return report.base if side is Side.BASE else report.revision
