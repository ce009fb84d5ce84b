"""Notices: changes outside schemas that no message proves but people rely on."""

import datetime
from collections.abc import Sequence

from openapi_contracts.contracts import Contract
from openapi_contracts.differences import wording
from openapi_contracts.differences.notices import lifecycle, unused_components
from openapi_contracts.differences.notices.annotations import Annotations
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder


def compare(
    base: Contract,
    revision: Contract,
    shared: Sequence[OperationPair],
    recorder: FindingRecorder,
    *,
    today: datetime.date | None = None,
) -> None:
    """Record the changed announcements and annotations of the operations both contracts have.

    Without `today`, no sunset has passed.
    """
    altered = [pair for pair in shared if not pair.is_unaltered]
    for pair in altered:
        lifecycle.compare(recorder, pair, today=today)
        _compare_tags(recorder, pair)
    for name in sorted(base.security_schemes.keys() & revision.security_schemes.keys()):
        lifecycle.compare_schemes(recorder, name, base.security_schemes[name], revision.security_schemes[name])
    Annotations(base, revision, recorder).compare(altered)
    unused_components.compare(base, revision, recorder)


def _compare_tags(recorder: FindingRecorder, pair: OperationPair) -> None:
    old, new = (sorted(set(side.tags)) for side in (pair.old, pair.new))
    if old != new:
        values = {"old": wording.scopes(old) or "none", "new": wording.scopes(new) or "none"}
        places = [f"{side.origin.pointer}/tags" if side.tags else None for side in (pair.old, pair.new)]
        subject = (pair.label, *values.values())
        recorder.add("operation-tags-changed", values, places[0], places[1], subject=subject, label=pair.label)
