"""What values a schema of either contract has, asked of the prover: for the few questions that are not containment."""

import json
from collections.abc import Mapping
from typing import Any

from openapi_contracts.containment.containment import Answer, Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import freeze
from openapi_contracts.contracts import Contract, SchemaAt, Schemas
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.source_document import LONGEST_CHAIN, lookup
from openapi_contracts.vocabulary import Side

_LEGIBLE: Mapping[str, Any] = {  # of a value that shows how it is written
    "minLength": 1,
    "items": {"minLength": 1},
    "propertyNames": {"minLength": 1},
    "additionalProperties": {
        "type": ["string", "number", "array", "object"],
        "minLength": 1,
        "items": {"minLength": 1},
    },
}


class Values:
    """The schemas of two contracts, and what was asked of them."""

    def __init__(self, base: Contract, revision: Contract) -> None:
        documents: Mapping[Side, Mapping[str, Any]]
        documents = {Side.BASE: base.origin.raw, Side.REVISION: revision.origin.raw}
        self._documents = documents
        self._schemas = {side: Schemas(document) for side, document in documents.items()}
        self._known: dict[tuple[Side, str, str], Answer] = {}

    def among(self, side: Side, at: SchemaAt | None, wanted: Mapping[str, Any]) -> Answer:
        """Look for a value of a schema that another, of plain JSON Schema, allows too: the witness is one.

        CONTAINED says that there is none.
        """
        key = (side, at.pointer if at else "", json.dumps([wanted, at.direction if at else None], sort_keys=True))
        if key not in self._known:
            legible = self._asked(side, at, {"allOf": [wanted, _LEGIBLE]})
            found = legible.verdict is Containment.NOT_CONTAINED
            self._known[key] = legible if found else self._asked(side, at, wanted)
        return self._known[key]

    def _asked(self, side: Side, at: SchemaAt | None, wanted: Mapping[str, Any]) -> Answer:
        lowered = self._schemas[side].standalone(at) if at else None
        if lowered and lowered.unclear:
            return Answer(Containment.UNDECIDED, reason=lowered.unclear[0].reason)
        return contains(lowered.schema if lowered else {}, {"not": wanted}, dialect=Dialect.LOWERED)

    def accepts(self, side: Side, at: SchemaAt | None, value: Any) -> bool:
        """Say whether a schema allows a value, formats asserted; a schema that cannot be asked does."""
        if at is None:
            return True
        lowered = self._schemas[side].standalone(at)
        try:
            return Validator(lowered.schema, Dialect.LOWERED, formats=True).accepts(freeze(value))
        except Unconfirmed:
            return True

    def lowered(self, side: Side, at: SchemaAt | None) -> Mapping[str, Any] | None:
        """Return a schema with its definitions as JSON Schema 2020-12; None where it is not understood."""
        if at is None:
            return {}
        lowered = self._schemas[side].standalone(at)
        return None if lowered.unclear or not isinstance(lowered.schema, dict) else lowered.schema

    def resolved(self, side: Side, at: SchemaAt | None) -> Node | None:
        """Follow references from a schema to one that is an object without; None where that leads nowhere."""
        if at is None:
            return None
        node: Node | str = Node(at.schema, at.pointer, at.pointer)
        for _ in range(LONGEST_CHAIN):
            if isinstance(node, str) or not isinstance(node.raw, dict):
                return None
            if "$ref" not in node.raw:
                return node
            reference = node.raw["$ref"]
            if len(node.raw) > 1 or not isinstance(reference, str):
                return None  # what stands beside a reference is in force since OpenAPI 3.1
            node = lookup(self._documents[side], reference)
        return None
