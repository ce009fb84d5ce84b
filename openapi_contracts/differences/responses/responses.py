"""Compares responses: the declared statuses, and the contents of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from openapi_contracts.contracts import Direction, Unclear
from openapi_contracts.contracts.message_parts import Response
from openapi_contracts.differences.bodies import contents
from openapi_contracts.differences.compared_operation import ComparedOperation, sending
from openapi_contracts.differences.responses import headers, statuses
from openapi_contracts.findings import Evidence, Kind
from openapi_contracts.vocabulary import Side

Responses: TypeAlias = Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class _StatusRules:
    """The rules of a status that only one side has, for success and for other statuses."""

    success_removed: str
    other_removed: str
    narrowed: str
    default_removed: str
    success_added: str
    other_added: str
    widened: str
    default_added: str


_NAMES: Mapping[Direction, _StatusRules] = {
    Direction.RESPONSE: _StatusRules(
        "response-success-status-removed",
        "response-error-status-removed",
        "response-status-range-narrowed",
        "default-response-removed",
        "response-success-status-added",
        "response-error-status-added",
        "response-status-range-widened",
        "default-response-added",
    ),
    Direction.REQUEST: _StatusRules(
        "webhook-response-status-removed",
        "webhook-response-error-status-removed",
        "webhook-response-error-status-removed",
        "webhook-default-response-removed",
        "webhook-response-status-added",
        "webhook-response-status-added",
        "webhook-response-status-added",
        "webhook-response-status-added",
    ),
}


def compare(operation: ComparedOperation) -> None:
    """Compare each response with the responses that covered the same status codes before."""
    direction = operation.new.direction.opposite
    old, new = _clear(operation)
    found = statuses.matched(old.keys(), new.keys())
    for was, now in found.pairs:
        _response(operation, direction, (was, now), old[was], new[now])
    for status in found.removed:
        _removed(operation, direction, status, old, new, is_gone=status in found.gone)
    for status in found.added:
        _added(operation, direction, status, old, new)


def _clear(operation: ComparedOperation) -> tuple[dict[str, Response], dict[str, Response]]:
    """Record unclear parts, and exclude them on both sides."""
    old, new = operation.old.responses, operation.new.responses
    unclear = sorted({status for side in (old, new) for status, one in side.items() if isinstance(one, Unclear)})
    for status in unclear:
        operation.record_unclear(f"response {status}", old.get(status), new.get(status))
    before, after = (
        {status: one for status, one in side.items() if isinstance(one, Response) and status not in unclear}
        for side in (old, new)
    )
    return before, after


def _response(
    operation: ComparedOperation, direction: Direction, status: tuple[str, str], old: Response, new: Response
) -> None:
    side = sending(direction)
    sent = status[side is Side.REVISION]
    headers.compare(operation, direction, sent, old, new)
    carrier = contents.Carrier(Kind.RESPONSE, direction, old.origin, new.origin, status)
    nodes, values = (old.origin, new.origin), {"message": carrier.called}
    if old.content and not new.content:
        rule = "response-body-removed" if direction is Direction.RESPONSE else "webhook-response-body-removed"
        evidence = None
        if direction is Direction.RESPONSE:
            refused = f"the revision answers {status[1]} without a body"
            evidence = operation.shown(direction, Kind.RESPONSE, refused, side=Side.BASE, status=status[0])
        operation.record(rule, nodes, (carrier.called,), values, evidence)
    elif new.content and not old.content:
        rule = "response-body-added" if direction is Direction.RESPONSE else "webhook-response-body-added"
        operation.record(rule, nodes, (carrier.called,), values)
    else:
        contents.compare(operation, carrier, old.content, new.content)


def _removed(
    operation: ComparedOperation, direction: Direction, status: str, old: Responses, new: Responses, *, is_gone: bool
) -> None:
    names = _NAMES[direction]
    if status == statuses.DEFAULT:
        is_lost = is_gone and not statuses.has_success(new)
        rule = names.success_removed if is_lost else names.default_removed
    else:
        is_narrowed = not is_gone or _has_within(new, status)
        is_lost = statuses.is_success(status) and not (is_narrowed and direction is Direction.RESPONSE)
        rule = names.success_removed if is_lost else names.narrowed if is_narrowed else names.other_removed
    evidence = _no_longer(operation, direction, status) if is_lost else None
    operation.record(rule, (old[status].origin, None), (status,), {"status": status}, evidence)


def _added(operation: ComparedOperation, direction: Direction, status: str, old: Responses, new: Responses) -> None:
    names = _NAMES[direction]
    if status == statuses.DEFAULT:
        rule = names.default_added
    elif status.endswith("XX") and _has_within(old, status):
        rule = names.widened
    else:
        rule = names.success_added if statuses.is_success(status) else names.other_added
    operation.record(rule, (None, new[status].origin), (status,), {"status": status})


def _no_longer(operation: ComparedOperation, direction: Direction, status: str) -> Evidence:
    said = "no longer answers" if direction is Direction.RESPONSE else "no longer accepts the response"
    return operation.shown(direction, Kind.RESPONSE, f"the revision {said} {status}", side=Side.BASE, status=status)


def _has_within(statuses_: Responses, wide: str) -> bool:
    return wide.endswith("XX") and any(one != wide and one[0] == wide[0] for one in statuses_ if one != "default")
