"""Finds added paths that take requests from an existing path template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts import Contract, Operation, Unclear
from openapi_contracts.contracts.model import ANY_METHOD, OperationKey
from openapi_contracts.differences import wording
from openapi_contracts.differences.compared_operation import ComparedOperation, Parameters
from openapi_contracts.differences.operation_matching import Operations
from openapi_contracts.differences.operations.moves import MovedOperation
from openapi_contracts.differences.operations.path_precedence import Taken, Templates, values_taken
from openapi_contracts.differences.parameters.parameters import at_positions
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.documents.pointers import escape
from openapi_contracts.findings import Kind, Part, Shown
from openapi_contracts.schemas import ComparedSchemas
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import ContentModel, Side

MOST_METHODS = 20  # methods of one path; HTTP has nine


def compare(
    base: Contract,
    revision: Contract,
    moved: Sequence[MovedOperation],
    schemas: ComparedSchemas,
    recorder: FindingRecorder,
) -> list[ComparedOperation]:
    """Record requests that go to another path now; return the operations to compare for them, which is for the letter.

    An added path takes one value of a parameter. Its author means another resource, so that value alone is told. By
    the letter, what is asked for and answered there is compared.
    """
    found = list(_taken_over(base, revision, {one.new.path for one in moved}, schemas.values))
    if schemas.content_model is ContentModel.STRICT:
        return [each for one in found for each in _by_the_letter(one, revision, schemas.values, recorder)]
    for one in found:
        path = _as_written(revision, one.path)
        values = {"path": wording.quoted(path), "template": wording.quoted(one.old.path)}
        places = one.old.origin.pointer.rpartition("/")[0], f"/paths/{escape(path)}"
        label = f"{one.method} {path}"
        recorder.add("path-takes-over", values, *places, subject=tuple(values.values()), label=label)
    return []


@dataclass(frozen=True, slots=True)
class _TakenOver:
    """An operation at a template, and the added path that is matched before it; `given` are the values it takes."""

    path: str
    method: str
    taken: Taken
    old: Operation
    given: Mapping[Part, Any]


def _taken_over(base: Contract, revision: Contract, moved: set[str], values: SchemaValues) -> Iterator[_TakenOver]:
    """List the operations of templates, still there, that lose some of their requests to added paths."""
    operations = _by_path(base.operations)
    for path, taken in _shadowing(base, revision):
        for method, old in operations.get(taken.template, ()):
            new = revision.operations.get(OperationKey(path, method))
            if OperationKey(taken.template, method) not in revision.operations or isinstance(new, Unclear):
                continue
            given = values_taken(values, Side.BASE, old, taken)
            if given is not None and (new is None or new.path not in moved):
                yield _TakenOver(path, method, taken, old, given)


def _by_the_letter(
    one: _TakenOver, revision: Contract, values: SchemaValues, recorder: FindingRecorder
) -> Iterator[ComparedOperation]:
    new, old = revision.operations.get(OperationKey(one.path, one.method)), one.old
    if not isinstance(new, Operation):
        label = f"{one.method} {one.path}"
        refused = f"the revision has no {one.method} for {one.path}, which is matched before {old.path}"
        shown = Shown(Side.BASE, label, old, Kind.REQUEST, refused, one.given)
        recorder.add_operation("operation-shadowed", label, old.origin, None, shown, template=old.path)
    else:
        label = f"{one.method} {new.path}"
        recorder.add_operation("operation-takes-over", label, old.origin, new.origin, template=old.path)
        sides = (_remaining(old, one.taken), _moved(new, one.taken))
        yield ComparedOperation(label, old, new, sides, values, recorder, {Side.BASE: one.given})


def _as_written(revision: Contract, path: str) -> str:
    """Return a path with the names of its parameters."""
    known = (one.path for key, one in revision.operations.items() if key.path == path and isinstance(one, Operation))
    return next(known, path)


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
