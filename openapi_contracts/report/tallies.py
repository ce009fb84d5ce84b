"""The counts, the verdict and the bump of all changes of a report; ignored changes do not count as breaking."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from openapi_contracts.report.model import Change
from openapi_contracts.vocabulary import Bump, Severity, Verdict


class Tally(StrEnum):
    """The kinds that changes are counted by; an undecided change that a policy makes a warning counts as a warning."""

    BREAKING = "breaking"
    UNDECIDED = "undecided"
    WARNING = "warning"
    INFO = "info"


GRAVEST_FIRST: Mapping[Tally, int] = {each: rank for rank, each in enumerate(Tally)}
_BUMP_ORDER = {Bump.NONE: 0, Bump.PATCH: 1, Bump.MINOR: 2, Bump.MAJOR: 3}


def tally(change: Change) -> Tally:
    """Return the kind that a change is counted as."""
    if change.verdict is Verdict.UNDECIDED and change.severity is Severity.BREAKING:
        return Tally.UNDECIDED
    return Tally(change.severity.value)


def counts(changes: Iterable[Change]) -> Mapping[str, int]:
    """Count the changes that are not ignored by kind, most severe first."""
    found = Counter(tally(change) for change in changes if change.ignored is None)
    return {each.value: found[each] for each in Tally}


def verdict(changes: Iterable[Change]) -> Verdict:
    """Return the verdict of the most severe change that is not ignored."""
    found = {tally(change) for change in changes if change.ignored is None}
    if Tally.BREAKING in found:
        return Verdict.BREAKING
    return Verdict.UNDECIDED if Tally.UNDECIDED in found else Verdict.COMPATIBLE


def required_bump(changes: Iterable[Change]) -> Bump:
    """Return the greatest bump that any change requires; a change counted as undecided requires a major."""
    return max((change.bump for change in changes), key=_BUMP_ORDER.__getitem__, default=Bump.NONE)
