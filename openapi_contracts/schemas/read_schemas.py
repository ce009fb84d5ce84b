"""The schemas that changed, normalized and read by the prover."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openapi_contracts.containment.prover import Dialect, RawGraph, SchemaReading
from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.confirmation import Validator
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas.any_of import Foreign
from openapi_contracts.schemas.normalized import NormalizedSchemas
from openapi_contracts.schemas.overlapping import overlapping
from openapi_contracts.vocabulary import ContentModel, Side


class ReadSchemas(NamedTuple):
    """The schemas of one contract and direction that changed."""

    normalized: NormalizedSchemas
    reading: SchemaReading
    literals: dict[str, Literal]
    validators: dict[str | None, Validator]


def read_changed(
    documents: Mapping[Side, Mapping[str, Any]],
    schemas: Mapping[Side, Schemas],
    changed: Sequence[SchemaQuestion],
    raw_graph: RawGraph,
    content_model: ContentModel,
) -> dict[tuple[Side, Direction], ReadSchemas]:
    """Read every schema that changed, by contract and direction; schemas that are one object are read once."""
    bundled: dict[tuple[Side, Direction], tuple[NormalizedSchemas, list[SchemaAt]]] = {}
    for direction in Direction:
        here = [one for one in changed if one.direction is direction]
        for side in Side:
            met = (one.old if side is Side.BASE else one.new for one in here)
            ats = list({at.pointer: at for at in met if at}.values())
            bundled[side, direction] = NormalizedSchemas(documents[side], schemas[side], ats), ats
    meant: dict[int, Foreign] = {}
    if content_model is ContentModel.DECLARED:
        meant = overlapping([(bundled[Side.BASE, one][0], bundled[Side.REVISION, one][0]) for one in Direction])
    is_clear = not any(one.unclear for one, _ in bundled.values())  # unclear parts differ by direction
    found: dict[tuple[Side, Direction], ReadSchemas] = {}
    for (side, direction), (one, ats) in bundled.items():
        reuse = found.get((Side.BASE, Direction.REQUEST if is_clear else direction))
        one.overlapping = meant
        earlier = reuse.reading if reuse else None
        reading = SchemaReading(raw_graph, one.schema, Dialect.NORMALIZED, reuse=earlier, overlapping=meant)
        for at in ats:
            if place := one.place(at):
                reading.at(place)
        found[side, direction] = ReadSchemas(one, reading, {}, {})
    return found
