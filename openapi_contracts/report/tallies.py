"""What changes amount to together: their counts, the verdict and the bump. Ignored changes count as nothing grave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from openapi_contracts.report.model import Change
from openapi_contracts.vocabulary import Bump, Severity, Verdict


class Tally(StrEnum):
    """What a change is counted as; an undecided one that a policy holds for a warning counts as that."""

    BREAKING = "breaking"
    UNDECIDED = "undecided"
    WARNING = "warning"
    INFO = "info"


GRAVEST_FIRST: Mapping[Tally, int] = {each: rank for rank, each in enumerate(Tally)}
_ASKING = {Bump.NONE: 0, Bump.PATCH: 1, Bump.MINOR: 2, Bump.MAJOR: 3}


def tally(change: Change) -> Tally:
    """Say what a change is counted as."""
    if change.verdict is Verdict.UNDECIDED and change.severity is Severity.BREAKING:
        return Tally.UNDECIDED
    return Tally(change.severity.value)


def counts(changes: Iterable[Change]) -> Mapping[str, int]:
    """Count the changes that are not ignored, gravest first."""
    found = Counter(tally(change) for change in changes if change.ignored is None)
    return {each.value: found[each] for each in Tally}


def verdict(changes: Iterable[Change]) -> Verdict:
    """Return the verdict of the gravest change that is not ignored."""
    found = {tally(change) for change in changes if change.ignored is None}
    if Tally.BREAKING in found:
        return Verdict.BREAKING
    return Verdict.UNDECIDED if Tally.UNDECIDED in found else Verdict.COMPATIBLE


def asked_for(changes: Iterable[Change]) -> Bump:
    """Return the greatest bump that a change asks for; the undecided ask for a major."""
    return max((change.bump for change in changes), key=_ASKING.__getitem__, default=Bump.NONE)
