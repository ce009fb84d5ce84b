"""Notices: what no message can prove but people rely on, outside schemas."""

import datetime
from collections.abc import Sequence

from openapi_contracts.contracts import Contract
from openapi_contracts.differences.gathering import Gathering
from openapi_contracts.differences.notices import lifecycle
from openapi_contracts.differences.notices.annotations import Annotations
from openapi_contracts.differences.operations.matching import Pair
from openapi_contracts.differences.security import wording as spoken
from openapi_contracts.findings import Finding


def compare(
    base: Contract, revision: Contract, shared: Sequence[Pair], *, today: datetime.date | None = None
) -> list[Finding]:
    """List what is announced anew of the operations both contracts have, and what is said of them in other words.

    Without `today` no sunset has come.
    """
    found = Gathering()
    altered = [pair for pair in shared if not pair.is_unaltered]
    for pair in altered:
        lifecycle.compare(found, pair, today=today)
        _compare_tags(found, pair)
    Annotations(base, revision, found).compare(altered)
    return found.findings()


def _compare_tags(found: Gathering, pair: Pair) -> None:
    old, new = (sorted(set(side.tags)) for side in (pair.old, pair.new))
    if old != new:
        values = {"old": spoken.scopes(old) or "none", "new": spoken.scopes(new) or "none"}
        places = [f"{side.origin.pointer}/tags" if side.tags else None for side in (pair.old, pair.new)]
        subject = (pair.label, *values.values())
        found.add("operation-tags-changed", values, places[0], places[1], subject=subject, label=pair.label)
