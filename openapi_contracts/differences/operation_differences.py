"""Operation differences: everything that changed outside schemas, and the pairs of schemas to compare."""

import datetime
from dataclasses import dataclass

from openapi_contracts.contracts import Contract
from openapi_contracts.differences.bodies import positional_encodings
from openapi_contracts.differences.bodies import request_bodies as bodies
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.differences.notices import notices
from openapi_contracts.differences.operation_matching import OperationPair, matched
from openapi_contracts.differences.operations import moves, operations, shadowing, unclear
from openapi_contracts.differences.parameters import exploded_objects, parameters
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.differences.responses import links, responses
from openapi_contracts.differences.security import security
from openapi_contracts.differences.servers import servers
from openapi_contracts.findings import Finding, SchemaQuestion
from openapi_contracts.schemas import ComparedSchemas
from openapi_contracts.schemas.values import SchemaValues

__all__ = ["Surface", "compare"]


@dataclass(frozen=True, slots=True)
class Surface:
    """The findings outside schemas, and the pairs of schemas to compare."""

    findings: tuple[Finding, ...]
    schema_questions: tuple[SchemaQuestion, ...]


def compare(
    base: Contract, revision: Contract, schemas: ComparedSchemas, *, today: datetime.date | None = None
) -> Surface:
    """Compare everything but the schemas of two contracts.

    Time is linear in the documents. Every pair of schemas is listed, changed or not, except in operations normalized
    as unaltered. `today` decides whether an announced sunset has passed.
    """
    found, values, recorder = matched(base, revision), schemas.values, FindingRecorder()
    moved = moves.compare(found, values, recorder)
    left = operations.compare(revision, found, values, recorder)
    compared = [_compared(pair, values, recorder) for pair in found.pairs if not pair.is_unaltered]
    compared += left + [one.compared(values, recorder) for one in moved]
    compared += shadowing.compare(base, revision, moved, schemas, recorder)
    for operation in compared:
        parameters.compare(operation)
        bodies.compare(operation)
        positional_encodings.compare(operation)
        responses.compare(operation)
    for one in found.blurred:
        recorder.add_unclear("the operation", one.old, one.new, label=one.label)
    same = [*found.pairs, *(one.pair for one in moved)]
    taken = [OperationPair(operation.label, operation.old, operation.new) for operation in left]
    security.compare(base, revision, [*same, *taken], recorder)
    servers.compare(base, revision, [*found.pairs, *(one.hosted for one in moved), *taken], recorder)
    links.compare(base, revision, same, recorder)
    notices.compare(base, revision, same, recorder, today=today)
    unclear.compare(base, revision, found, recorder)
    return Surface(
        tuple(recorder.findings()), tuple(question for operation in compared for question in operation.schema_questions)
    )


def _compared(pair: OperationPair, values: SchemaValues, recorder: FindingRecorder) -> ComparedOperation:
    old, new = exploded_objects.expanded(pair.old, pair.new, values)
    return ComparedOperation(pair.label, old, new, (old.parameters, new.parameters), values, recorder)
