"""Idioms that OpenAPI leaves open, such as schemas without `type`: normalization reads them as most tools do.

`ContentModel.STRICT` applies none of them and takes every schema literally.
"""

from collections.abc import Mapping
from typing import Any

from openapi_contracts.contracts.discriminators import Discriminators
from openapi_contracts.contracts.inheritance import is_parent
from openapi_contracts.contracts.keywords import KeywordRules
from openapi_contracts.contracts.places import Direction, Node
from openapi_contracts.contracts.source_document import Source

INNER = "x-inner"  # names the keyword that a reading added, whose first schema is from the document
ALTERNATIVES = "alternatives"  # value of `x-inner`: the schema is the union of a parent and its heirs
AMBIGUOUS = "x-ambiguous-null"  # beside `x-inner`: null alone is no difference from the other contract
_COMPOSITIONS = frozenset(("allOf", "anyOf", "oneOf"))
_TYPED_BY: Mapping[str, frozenset[str]] = {  # keywords that imply a type if `type` is absent
    "object": frozenset(("properties", "required")),
    "array": frozenset(("items",)),
    "string": frozenset(("pattern",)),
}
_SAYS_VALUES = frozenset(("type", "enum", "const"))


class Readings:
    """The readings of one document and dialect; `nullable_in` are the directions with null beside compositions."""

    def __init__(self, source: Source, rules: KeywordRules, nullable_in: frozenset[Direction]) -> None:
        self._rules = rules
        self._nullable_in = nullable_in
        self.discriminators = Discriminators(source, rules.components)

    @property
    def is_null_ambiguous(self) -> bool:
        """Say whether such a null is admitted in one direction alone, since the other contract may leave it out."""
        return len(self._nullable_in) < len(Direction)

    def has_outer_null(self, raw: Mapping[str, Any]) -> bool:
        """Say whether `nullable` stands beside `allOf`, `anyOf` or `oneOf`, and is meant for all of them (OAS 3.0)."""
        is_nullable = bool(self._rules.nullable) and raw.get(self._rules.nullable) is True
        return is_nullable and not _COMPOSITIONS.isdisjoint(raw)

    def admits_null(self, direction: Direction) -> bool:
        """Say whether such a null is admitted in a direction."""
        return direction in self._nullable_in

    def typed(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return a schema with the type that its keywords imply, where it has none and they imply one alone."""
        if not _SAYS_VALUES.isdisjoint(raw):
            return raw
        implied = [kind for kind, keywords in _TYPED_BY.items() if not keywords.isdisjoint(raw)]
        is_flag = self._rules.has_parameters and isinstance(raw.get("required"), bool) and "properties" not in raw
        return {**raw, "type": implied[0]} if len(implied) == 1 and not is_flag else raw

    def is_heir(self, pointer: str, parent: Node) -> bool:
        """Say whether a component inherits from a parent that chooses among its heirs by a discriminator."""
        return is_parent(parent.raw) and pointer in self.discriminators.heirs(parent.pointer)

    def has_alternatives(self, pointer: str) -> bool:
        """Say whether a component is a parent that is read as the union of itself and its heirs."""
        return bool(self.discriminators.alternatives(pointer, self.discriminators.raw(pointer)))
