"""What changed in the messages of a contract apart from their schemas, and which schemas are to be compared."""

import datetime
from dataclasses import dataclass

from openapi_contracts.contracts import Contract
from openapi_contracts.differences.bodies import request_bodies as bodies
from openapi_contracts.differences.crossing import Crossing, undecided
from openapi_contracts.differences.notices import notices
from openapi_contracts.differences.operations import operations, shadowing, unclear
from openapi_contracts.differences.operations.matching import Matched, Pair, matched
from openapi_contracts.differences.parameters import parameters
from openapi_contracts.differences.responses import links, responses
from openapi_contracts.differences.security import security
from openapi_contracts.differences.servers import servers
from openapi_contracts.findings import Asked, Finding
from openapi_contracts.schemas import ComparedSchemas
from openapi_contracts.schemas.values import SchemaValues

__all__ = ["Surface", "compare"]


@dataclass(frozen=True, slots=True)
class Surface:
    """What was found, and what is to be asked of the schemas."""

    findings: tuple[Finding, ...]
    asked: tuple[Asked, ...]


def compare(
    base: Contract, revision: Contract, schemas: ComparedSchemas, *, today: datetime.date | None = None
) -> Surface:
    """Compare everything but the schemas of two contracts.

    Linear in the documents. Every schema that both have is asked, changed or not, but for operations that were lowered
    as unaltered. `today` decides whether an announced sunset has come.
    """
    found, values = matched(base, revision), schemas.values
    findings, left = operations.compare(revision, found, values)
    over_findings, over = shadowing.compare(base, revision, values)
    crossings = [_crossing(pair, values) for pair in found.pairs if not pair.is_unaltered] + left + over
    for crossing in crossings:
        parameters.compare(crossing)
        bodies.compare(crossing)
        responses.compare(crossing)
    findings += over_findings + _blurred(found)
    findings += [finding for crossing in crossings for finding in crossing.findings]
    answered = [*found.pairs, *(Pair(crossing.label, crossing.old, crossing.new) for crossing in left)]
    findings += security.compare(base, revision, answered) + servers.compare(base, revision, answered)
    findings += links.compare(base, revision, found.pairs)
    findings += notices.compare(base, revision, found.pairs, today=today)
    findings += unclear.compare(base, revision, found, findings)
    return Surface(tuple(findings), tuple(asked for crossing in crossings for asked in crossing.asked))


def _crossing(pair: Pair, values: SchemaValues) -> Crossing:
    return Crossing(pair.label, pair.old, pair.new, (pair.old.parameters, pair.new.parameters), values)


def _blurred(found: Matched) -> list[Finding]:
    noted = (undecided(one.label, "the operation", one.old, one.new) for one in found.blurred)
    return [finding for finding in noted if finding is not None]
