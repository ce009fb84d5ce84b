"""Operations that one contract has alone: added, removed, or left to a template that takes their requests too."""

from openapi_contracts.contracts import Contract, Operation
from openapi_contracts.contracts.model import OperationKey
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.sunsets import announcement
from openapi_contracts.differences.crossing import Crossing
from openapi_contracts.differences.operations.matching import Lone, Matched, Where
from openapi_contracts.differences.operations.path_precedence import Templates, values_taken
from openapi_contracts.differences.parameters.parameters import at_positions
from openapi_contracts.findings import Finding, Kind, Shown
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

_REMOVED = {  # and why a message of the base is none any more
    Where.PATH: ("operation-removed", "the revision has no such operation"),
    Where.WEBHOOK: ("webhook-removed", "the revision no longer sends this request"),
    Where.CALLBACK: ("callback-removed", "the revision no longer sends this request"),
}
_ADDED = {
    Where.PATH: "operation-added",
    Where.WEBHOOK: "webhook-added",
    Where.CALLBACK: "callback-added",
}


def compare(revision: Contract, found: Matched, values: SchemaValues) -> tuple[list[Finding], list[Crossing]]:
    """Say what came and what went; return with it the operations whose requests another one takes from now on."""
    findings: list[Finding] = []
    crossings: list[Crossing] = []
    templates = Templates(key.path for key in revision.operations)
    for lone in found.removed:
        crossing = _left_to_template(revision, templates, lone, values)
        if crossing is None:
            rule, refused = _REMOVED[lone.where]
            shown = Shown(Side.BASE, lone.label, lone.operation, Kind.REQUEST, refused)
            announced = announcement(lone.operation.sunset)
            findings.append(noted(rule, lone.label, lone.operation.origin, None, shown, **announced))
        else:
            crossings.append(crossing)
            findings.append(_left(crossing))
    findings += [noted(_ADDED[lone.where], lone.label, None, lone.operation.origin) for lone in found.added]
    return findings, crossings


def noted(
    rule: str, label: str, old: Node | None, new: Node | None, evidence: Shown | None = None, **values: str
) -> Finding:
    """Return a finding of a whole operation."""
    places = (old.used_at if old else None, new.used_at if new else None)
    return Finding(rule, {"operation": label, **values}, *places, (label,), (label, *values.values()), evidence)


def _left_to_template(revision: Contract, templates: Templates, lone: Lone, values: SchemaValues) -> Crossing | None:
    """Return what takes the requests of an operation that was removed."""
    if not isinstance(lone.key, OperationKey) or lone.where is not Where.PATH:
        return None
    taken = templates.taking(lone.key.path)
    other = revision.operations.get(OperationKey(taken.template, lone.key.method)) if taken else None
    if taken is None or not isinstance(other, Operation):
        return None
    given = values_taken(values, Side.REVISION, other, taken)
    if given is None:
        return None
    parameters = (lone.operation.parameters, at_positions(other.parameters, taken.moved))
    return Crossing(lone.label, lone.operation, other, parameters, values, {Side.REVISION: given})


def _left(crossing: Crossing) -> Finding:
    nodes = (crossing.old.origin, crossing.new.origin)
    return noted("operation-left-to-template", crossing.label, *nodes, path=crossing.new.path)
