"""Finds added paths that take requests from an existing path template."""

from collections.abc import Iterator

from openapi_contracts.contracts import Contract, Operation, Unclear
from openapi_contracts.contracts.model import ANY_METHOD, OperationKey
from openapi_contracts.differences.compared_operation import ComparedOperation, Parameters
from openapi_contracts.differences.operation_matching import Operations
from openapi_contracts.differences.operations.path_precedence import Taken, Templates, values_taken
from openapi_contracts.differences.parameters.parameters import at_positions
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Kind, Shown
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

MOST_METHODS = 20  # methods of one path; HTTP has nine


def compare(
    base: Contract, revision: Contract, values: SchemaValues, recorder: FindingRecorder
) -> list[ComparedOperation]:
    """Record requests that go to another path now; return the operations that take those of a template."""
    compared: list[ComparedOperation] = []
    operations = _by_path(base.operations)
    for path, taken in _shadowing(base, revision):
        for method, old in operations.get(taken.template, ()):
            if OperationKey(taken.template, method) not in revision.operations:
                continue
            given = values_taken(values, Side.BASE, old, taken)
            new = revision.operations.get(OperationKey(path, method))
            if given is None or isinstance(new, Unclear):
                continue
            if new is None:
                label = f"{method} {path}"
                refused = f"the revision has no {method} for {path}, which is matched before {old.path}"
                shown = Shown(Side.BASE, label, old, Kind.REQUEST, refused, given)
                recorder.add_operation("operation-shadowed", label, old.origin, None, shown, template=old.path)
            else:
                label = f"{method} {new.path}"
                recorder.add_operation("operation-takes-over", label, old.origin, new.origin, template=old.path)
                sides = (_remaining(old, taken), _moved(new, taken))
                compared.append(ComparedOperation(label, old, new, sides, values, recorder, {Side.BASE: given}))
    return compared


def _shadowing(base: Contract, revision: Contract) -> Iterator[tuple[str, Taken]]:
    """List the new paths, and the template of the base that took their requests."""
    known = {key.path for key in base.operations}
    unclear = {key.path for key in revision.operations if key.method == ANY_METHOD}
    templates = Templates(known)
    for path in sorted({key.path for key in revision.operations} - known - unclear):
        taken = templates.taking(path)
        if taken is not None:
            yield path, taken


def _by_path(operations: Operations) -> dict[str, list[tuple[str, Operation]]]:
    """List the operations of each path by method, up to a bound."""
    found: dict[str, list[tuple[str, Operation]]] = {}
    for key, operation in sorted(operations.items(), key=lambda item: item[0]):
        if isinstance(operation, Operation) and len(found.setdefault(key.path, [])) < MOST_METHODS:
            found[key.path].append((key.method, operation))
    return found


def _remaining(old: Operation, taken: Taken) -> Parameters:
    return at_positions(old.parameters, {place: place for place, own in taken.moved.items() if own is not None})


def _moved(new: Operation, taken: Taken) -> Parameters:
    return at_positions(new.parameters, {own: place for place, own in taken.moved.items() if own is not None})
