"""The schemas of two documents that changed, as they are lowered and as the prover reads them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openapi_contracts.containment.prover import Dialect, Reading, Sketch
from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.confirmation import Validator
from openapi_contracts.contracts import Direction, SchemaAt, Schemas, Texts
from openapi_contracts.findings import Asked
from openapi_contracts.schemas.normalized import Lowered
from openapi_contracts.vocabulary import Side


class Ground(NamedTuple):
    """The schemas of one side and direction."""

    lowered: Lowered
    reading: Reading
    literals: dict[str, Literal]
    validators: dict[str | None, Validator]


def grounds(
    documents: tuple[Mapping[str, Any], Mapping[str, Any]], changed: Sequence[Asked], sketch: Sketch, texts: Texts
) -> dict[tuple[Side, Direction], Ground]:
    """Lower and read what changed, of both sides and directions: what did not, and leads to nothing that did, once."""
    two_way = texts.two_way()
    base = Schemas(documents[0], two_way=two_way)
    schemas = {Side.BASE: base, Side.REVISION: Schemas(documents[1], two_way=two_way, before=base, kept=texts.kept())}
    lowered: dict[tuple[Side, Direction], tuple[Lowered, list[SchemaAt]]] = {}
    for direction in Direction:
        here = [one for one in changed if one.direction is direction]
        for side, document in zip(Side, documents, strict=True):
            met = (one.old if side is Side.BASE else one.new for one in here)
            ats = list({at.pointer: at for at in met if at}.values())
            lowered[side, direction] = Lowered(document, schemas[side], ats), ats
    is_clear = not any(one.unclear for one, _ in lowered.values())  # what is unclear is told apart by direction
    grounds: dict[tuple[Side, Direction], Ground] = {}
    for (side, direction), (one, ats) in lowered.items():
        beside = grounds.get((Side.BASE, Direction.REQUEST if is_clear else direction))
        reading = Reading(sketch, one.schema, Dialect.LOWERED, beside=beside.reading if beside else None)
        for at in ats:
            if place := one.place(at):
                reading.at(place)
        grounds[side, direction] = Ground(one, reading, {}, {})
    return grounds
