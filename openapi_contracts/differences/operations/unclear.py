"""What was not understood of a document and has no place of its own in the contract."""

from collections import Counter
from collections.abc import Iterable, Iterator

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.differences.crossing import undecided
from openapi_contracts.differences.operations.matching import Matched
from openapi_contracts.findings import Doubt, Finding


def compare(base: Contract, revision: Contract, found: Matched, known: Iterable[Finding]) -> list[Finding]:
    """Note what is unclear in one contract more often than in the other, and neither found yet nor in a lone operation.

    What is unclear in the same way on both sides says the same, wherever it stands.
    """
    places = {place for finding in known if isinstance(finding.evidence, Doubt) for place in _places(finding)}
    lone = {one.operation.origin.pointer for one in (*found.removed, *found.added)}
    sides = (base.unclear, revision.unclear)
    counts = [Counter(unclear.reason for unclear in side) for side in sides]
    findings: list[Finding] = []
    for index, side in enumerate(sides):
        surplus = counts[index] - counts[1 - index]
        for unclear in side:
            if surplus[unclear.reason] <= 0:
                continue
            surplus[unclear.reason] -= 1
            if unclear.pointer in places or not lone.isdisjoint(_above(unclear.pointer)):
                continue
            finding = _noted(unclear, is_base=index == 0)
            findings += [finding] if finding else []
    return findings


def _noted(unclear: Unclear, *, is_base: bool) -> Finding | None:
    return undecided("", "the document", *((unclear, None) if is_base else (None, unclear)))


def _places(finding: Finding) -> Iterator[str]:
    yield from (place for place in (finding.base, finding.revision) if place is not None)


def _above(pointer: str) -> Iterator[str]:
    """List the places of operations that a pointer may lead through."""
    steps = pointer.split("/")
    yield from ("/".join(steps[:length]) for length in range(4, min(len(steps), 20) + 1))
