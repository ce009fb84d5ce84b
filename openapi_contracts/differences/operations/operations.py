"""Finds added and removed operations, and removed ones whose requests another path template takes."""

from openapi_contracts.contracts import Contract, Operation
from openapi_contracts.contracts.model import OperationKey
from openapi_contracts.contracts.sunsets import announcement
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.differences.operation_matching import Lone, MatchedOperations, Where
from openapi_contracts.differences.operations.path_precedence import Templates, values_taken
from openapi_contracts.differences.operations.renamed_paths import causes
from openapi_contracts.differences.parameters.parameters import at_positions
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Kind, Shown
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

_REMOVED = {  # and why the revision rejects a message of the base
    Where.PATH: ("operation-removed", "the revision has no such operation"),
    Where.WEBHOOK: ("webhook-removed", "the revision no longer sends this request"),
    Where.CALLBACK: ("callback-removed", "the revision no longer sends this request"),
}
_ADDED = {
    Where.PATH: "operation-added",
    Where.WEBHOOK: "webhook-added",
    Where.CALLBACK: "callback-added",
}


def compare(
    revision: Contract, found: MatchedOperations, values: SchemaValues, recorder: FindingRecorder
) -> list[ComparedOperation]:
    """Record added and removed operations; return the removed ones whose requests another operation takes."""
    compared: list[ComparedOperation] = []
    said = causes(found)
    templates = Templates(key.path for key in revision.operations)
    for lone in found.removed:
        operation = _left_to_template(revision, templates, lone, values, recorder)
        if operation is None:
            rule, refused = _REMOVED[lone.where]
            shown = Shown(Side.BASE, lone.label, lone.operation, Kind.REQUEST, refused)
            announced = announcement(lone.operation.sunset)
            recorder.add_operation(
                rule, lone.label, lone.operation.origin, None, shown, said.get(id(lone.operation)), **announced
            )
        else:
            compared.append(operation)
            nodes = (operation.old.origin, operation.new.origin)
            recorder.add_operation("operation-left-to-template", lone.label, *nodes, path=operation.new.path)
    for lone in found.added:
        cause = said.get(id(lone.operation))
        recorder.add_operation(_ADDED[lone.where], lone.label, None, lone.operation.origin, cause=cause)
    return compared


def _left_to_template(
    revision: Contract, templates: Templates, lone: Lone, values: SchemaValues, recorder: FindingRecorder
) -> ComparedOperation | None:
    """Return the operation that takes the requests of a removed one."""
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
    return ComparedOperation(lone.label, lone.operation, other, parameters, values, recorder, {Side.REVISION: given})
