"""Add lines and columns to the JSON Pointers of a report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from openapi_contracts.documents.positions import TextPlace as At
from openapi_contracts.documents.positions import locate
from openapi_contracts.documents.reading import Syntax
from openapi_contracts.report.model import Change, Place, Report


def located(report: Report, *, base: tuple[bytes, Syntax], revision: tuple[bytes, Syntax]) -> Report:
    """Return a report whose places have lines and columns, found in the bytes of both documents in one pass each."""
    before = locate(*base, _pointers(change.base for change in report.changes))
    after = locate(*revision, _pointers(change.revision for change in report.changes))
    return replace(report, changes=tuple(_located(change, before, after) for change in report.changes))


def _pointers(places: Iterable[Place | None]) -> list[str]:
    return [place.pointer for place in places if place is not None]


def _located(change: Change, before: Mapping[str, At], after: Mapping[str, At]) -> Change:
    return replace(change, base=_at(change.base, before), revision=_at(change.revision, after))


def _at(place: Place | None, found: Mapping[str, At]) -> Place | None:
    if place is None:
        return None
    at = found[place.pointer]
    return Place(place.pointer, at.line, at.column)
