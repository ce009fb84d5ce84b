"""Compares unclear parts that belong to no operation."""

from collections import Counter
from collections.abc import Iterator

from openapi_contracts.contracts import Contract
from openapi_contracts.differences.operation_matching import MatchedOperations
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Doubt, Finding


def compare(base: Contract, revision: Contract, found: MatchedOperations, recorder: FindingRecorder) -> None:
    """Record parts that are unclear more often on one side, unless recorded already or in an unmatched operation.

    Parts that are unclear in the same way mean the same, wherever they stand.
    """
    doubted = (finding for finding in recorder.findings() if isinstance(finding.evidence, Doubt))
    places = {place for finding in doubted for place in _places(finding)}
    lone = {one.operation.origin.pointer for one in (*found.removed, *found.added)}
    sides = (base.unclear, revision.unclear)
    counts = [Counter(unclear.reason for unclear in side) for side in sides]
    for index, side in enumerate(sides):
        surplus = counts[index] - counts[1 - index]
        for unclear in side:
            if surplus[unclear.reason] <= 0:
                continue
            surplus[unclear.reason] -= 1
            if unclear.pointer in places or not lone.isdisjoint(_above(unclear.pointer)):
                continue
            recorder.add_unclear("the document", *((unclear, None) if index == 0 else (None, unclear)))


def _places(finding: Finding) -> Iterator[str]:
    yield from (place for place in (finding.base, finding.revision) if place is not None)


def _above(pointer: str) -> Iterator[str]:
    """List the pointers of the operations that enclose the place at a pointer."""
    steps = pointer.split("/")
    yield from ("/".join(steps[:length]) for length in range(4, min(len(steps), 20) + 1))
