"""Values of a schema of either contract: whether one of a kind exists, and whether one is valid."""

import json
from collections.abc import Mapping
from typing import Any

from openapi_contracts.containment.containment import Answer, Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import freeze
from openapi_contracts.contracts import SchemaAt, Schemas, Standalone, Texts
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.source_document import LONGEST_CHAIN, lookup
from openapi_contracts.vocabulary import Side

_LEGIBLE: Mapping[str, Any] = {  # the schema of values whose serialized text is not empty
    "minLength": 1,
    "items": {"minLength": 1},
    "propertyNames": {"minLength": 1},
    "additionalProperties": {
        "type": ["string", "number", "array", "object"],
        "minLength": 1,
        "items": {"minLength": 1},
    },
}


class SchemaValues:
    """Answers about single schemas of two contracts; each search is made once."""

    def __init__(
        self, documents: Mapping[Side, Mapping[str, Any]], schemas: Mapping[Side, Schemas], texts: Texts
    ) -> None:
        self._documents = documents
        self._schemas = schemas
        self._texts = texts
        self._known: dict[tuple[Side, str, str], Answer] = {}

    def among(self, side: Side, at: SchemaAt | None, wanted: Mapping[str, Any]) -> Answer:
        """Search for a value that a schema and a plain JSON Schema both allow: the witness of the answer.

        The answer CONTAINED means that there is none.
        """
        key = (side, at.pointer if at else "", json.dumps([wanted, at.direction if at else None], sort_keys=True))
        if key not in self._known:
            legible = self._search(side, at, {"allOf": [wanted, _LEGIBLE]})
            found = legible.verdict is Containment.NOT_CONTAINED
            self._known[key] = legible if found else self._search(side, at, wanted)
        return self._known[key]

    def _search(self, side: Side, at: SchemaAt | None, wanted: Mapping[str, Any]) -> Answer:
        alone = self._standalone(side, at) if at else None
        if alone and alone.unclear:
            return Answer(Containment.UNDECIDED, reason=alone.unclear[0].reason)
        return contains(alone.schema if alone else {}, {"not": wanted}, dialect=Dialect.NORMALIZED)

    def accepts(self, side: Side, at: SchemaAt | None, value: Any) -> bool:
        """Say whether a schema allows a value, formats asserted; True for a schema that no validator compiles."""
        if at is None:
            return True
        try:
            return Validator(self._standalone(side, at).schema, Dialect.NORMALIZED, formats=True).accepts(freeze(value))
        except Unconfirmed:
            return True

    def normalized(self, side: Side, at: SchemaAt | None) -> Mapping[str, Any] | None:
        """Return a schema with its definitions as JSON Schema 2020-12; None where it cannot be interpreted."""
        if at is None:
            return {}
        alone = self._standalone(side, at)
        return None if alone.unclear or not isinstance(alone.schema, dict) else alone.schema

    def _standalone(self, side: Side, at: SchemaAt) -> Standalone:
        self._texts.read([at])  # so that unchanged schemas are normalized once for both contracts
        return self._schemas[side].standalone(at)

    def resolved(self, side: Side, at: SchemaAt | None) -> Node | None:
        """Follow references to a schema object without `$ref`; None where there is none."""
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
                return None  # siblings of `$ref` apply since OpenAPI 3.1
            node = lookup(self._documents[side], reference)
        return None
