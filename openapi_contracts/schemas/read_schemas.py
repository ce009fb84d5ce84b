"""The schemas that changed, normalized and read by the prover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openapi_contracts.containment.prover import Dialect, RawGraph, SchemaReading
from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.confirmation import Validator
from openapi_contracts.containment.prover.values import Value, freeze, thaw
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas.any_of import Foreign, as_any_of
from openapi_contracts.schemas.carried import is_carried
from openapi_contracts.schemas.normalized import NormalizedSchemas
from openapi_contracts.schemas.overlapping import overlapping
from openapi_contracts.schemas.same_text import ways
from openapi_contracts.vocabulary import ContentModel, Side


class TextValidator(Validator):
    """Validates what is not sent as JSON: a receiver accepts a value if it accepts any that has the same text."""

    def __init__(self, root: Any, place: str, normalized: NormalizedSchemas, *, is_sent: bool) -> None:
        super().__init__(root, Dialect.NORMALIZED, pointer=place)
        self._is_sent = is_sent
        self._carriage = normalized.carriage(place)
        self._has_wrapped = normalized.has_wrapped

    def accepts(self, value: Value) -> bool:
        """Say whether a value is valid. Raises Unconfirmed if the validator cannot decide."""
        is_valid = super().accepts(value)
        if is_valid or self._is_sent:
            return is_valid
        same = ways(thaw(value), self._carriage, has_wrapped=self._has_wrapped)
        return any(super(TextValidator, self).accepts(freeze(one)) for one in same)


@dataclass(frozen=True)
class ReadSchemas:
    """The schemas of one contract and direction that changed; `carried` reads those of what is not sent as JSON."""

    normalized: NormalizedSchemas
    reading: SchemaReading
    literals: dict[str, Literal]
    validators: dict[str | None, Validator]
    carried: SchemaReading | None = None
    is_sent: bool = False

    def literal(self, place: str, *, as_written: bool = False) -> Literal:
        """Return a schema of the prover; `as_written` that of the document, however its values are carried."""
        carried = self.carried if is_carried(place) and not as_written else None
        key = place if carried is None else f"carried:{place}"
        if key not in self.literals:
            self.literals[key] = (carried or self.reading).at(place)
        return self.literals[key]

    def validator(self, place: str | None) -> Validator:
        """Return the validator of a schema; None allows anything."""
        if place not in self.validators:
            self.validators[place] = self._compiled(place)
        return self.validators[place]

    def _compiled(self, place: str | None) -> Validator:
        if place is None:
            return Validator({}, Dialect.NORMALIZED)
        if self.carried is None or not is_carried(place):
            return Validator(self._written, Dialect.NORMALIZED, pointer=place)
        return TextValidator(self._carried_written, place, self.normalized, is_sent=self.is_sent)

    @cached_property
    def _written(self) -> Any:
        """The schemas for validators, written once for all of them."""
        return as_any_of(self.normalized.schema, self.normalized.overlapping)

    @cached_property
    def _carried_written(self) -> Any:
        """The schemas of what is not sent as JSON, for validators."""
        return as_any_of(self.carried.root, self.normalized.overlapping) if self.carried else {}


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
            ats = list({(at.pointer, at.carriage): at for at in met if at}.values())
            as_json = content_model is ContentModel.STRICT
            bundled[side, direction] = NormalizedSchemas(documents[side], schemas[side], ats, as_json=as_json), ats
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
        places = [place for at in ats if (place := one.place(at))]
        for place in places:
            reading.at(place)
        carried, is_sent = None, (side is Side.BASE) is (direction is Direction.REQUEST)
        if one.has_carried:
            schema = one.as_carried(meant, is_sent=is_sent)
            carried = SchemaReading(raw_graph, schema, Dialect.NORMALIZED, reuse=reading, overlapping=meant)
            for place in filter(is_carried, places):
                carried.at(place)
        found[side, direction] = ReadSchemas(one, reading, {}, {}, carried, is_sent)
    return found
