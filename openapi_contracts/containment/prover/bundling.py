"""Copies a schema with everything it references into one self-contained schema, for an independent validator.

For a known value, the copy has only the keywords that can apply to that value: a schema may reference most of its
document, while a witness touches little of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openapi_contracts.containment.prover.dialects import RULES, Dialect
from openapi_contracts.containment.prover.references import LISTS, MAPS, SINGLES, Addresses, SchemaPlace, Unresolvable
from openapi_contracts.containment.prover.values import Record, Value

_COMPANIONS = frozenset(("then", "else"))  # apply beside `if`, which the dialects list
_DYNAMIC = ("$dynamicRef", "$recursiveRef")


_BY_NAME = frozenset(
    ("properties", "dependentSchemas", "dependencies")
)  # an entry applies only to an object with that property
_OF_PROPERTIES = frozenset(("patternProperties", "additionalProperties", "propertyNames", "unevaluatedProperties"))
_OF_ITEMS = frozenset(("items", "prefixItems", "additionalItems", "unevaluatedItems"))


class Dynamic(Exception):
    """A dynamic reference, whose target depends on the references followed before: the schema cannot be extracted."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The property names in a value at any depth, and whether it contains a non-empty array."""

    names: frozenset[str]
    has_items: bool

    @classmethod
    def of(cls, value: Value) -> "Extent":
        """Collect the names and arrays of a value."""
        names, has_items, pending = set[str](), False, [value]
        while pending:
            part = pending.pop()
            if isinstance(part, Record):
                names.update(part)
                pending += part.values()
            elif isinstance(part, tuple):
                has_items = has_items or bool(part)
                pending += part
        return cls(frozenset(names), has_items)

    def irrelevant_keywords(self) -> frozenset[str]:
        """Return the keywords that cannot apply to the value."""
        return (frozenset() if self.names else _OF_PROPERTIES) | (frozenset() if self.has_items else _OF_ITEMS)


def bundle(root: Any, dialect: Dialect, pointer: str = "", extent: Extent | None = None) -> Any:
    """Return the schema at a JSON Pointer, self-contained: what it references is under `$defs` or `definitions`.

    With an `extent`, the copy is equivalent only for values of that extent. Raises Dynamic or Unresolvable for a
    reference that cannot be bundled.
    """
    addresses = Addresses(root, dialect)
    schema, place = addresses.at(pointer)
    return _Bundler(addresses, dialect, extent).all(schema, place)


class _Bundler:
    def __init__(self, addresses: Addresses, dialect: Dialect, extent: Extent | None) -> None:
        self.addresses = addresses
        self.extent = extent
        self.sorted_names = sorted(extent.names) if extent else []
        self.rules = RULES[dialect]
        self.written = (self.rules.keywords | _COMPANIONS) - {"nullable", "$anchor", "$dynamicAnchor"}
        self.written -= extent.irrelevant_keywords() if extent else frozenset()
        self.names: dict[tuple[int, int], str] = {}
        self.known: dict[tuple[str, int], str] = {}  # (reference, resource) -> reference to the copy
        self.pending: list[tuple[str, Any, SchemaPlace]] = []

    def all(self, schema: Any, place: SchemaPlace) -> Any:
        keyword = "$defs" if self.rules.siblings else "definitions"
        self.definitions = f"#/{keyword}"
        written = self._copy(schema, place)
        if not isinstance(written, dict):
            return written
        beside: dict[str, Any] = {}
        while self.pending:
            name, target, there = self.pending.pop()
            beside[name] = self._copy(target, there)
        if beside and "$ref" in written and not self.rules.siblings:
            written = {"allOf": [written]}
        return written | ({keyword: beside} if beside else {})

    def _copy(self, schema: Any, outer: SchemaPlace) -> Any:
        if isinstance(schema, bool) and self.rules.boolean_bounds:
            return {} if schema else {"not": {}}  # draft 4 has no boolean schemas
        if not isinstance(schema, dict):
            return schema
        place = self.addresses.entered(schema, outer)
        if "$ref" in schema and not self.rules.siblings:
            return {"$ref": self._definition(schema["$ref"], place)}
        if any(schema.get(keyword) == [] for keyword in ("enum", "anyOf", "oneOf")):
            return {"not": {}}  # an empty list accepts no value; validators reject the empty list itself
        copied = {
            key: self._keyword(key, value, place)
            for key, value in schema.items()
            if key in self.written and not (value == [] and key in ("allOf", "required"))
        }
        if self.rules.nullable and schema.get("nullable") is True and isinstance(schema.get("type"), str):
            copied["type"] = [schema["type"], "null"]
        return copied

    def _keyword(self, key: str, value: Any, place: SchemaPlace) -> Any:
        """Copy the value of a keyword. `place` may be any place in the resource: it only resolves references."""
        if key in _DYNAMIC and key in self.rules.keywords:
            raise Dynamic(f"{key} cannot be bundled into one schema")
        if key == "$ref":
            return self._definition(value, place)
        if key in MAPS and isinstance(value, dict):
            return {name: self._copy(value[name], place) for name in self._relevant_names(key, value)}
        if key in LISTS and isinstance(value, list):
            return [self._copy(child, place) for child in value]
        return self._copy(value, place) if key in SINGLES else value

    def _relevant_names(self, key: str, mapped: dict[str, Any]) -> Iterable[str]:
        """List the names of a mapping that the value can have, in a deterministic order."""
        if self.extent is None or key not in _BY_NAME:
            return mapped
        if len(self.sorted_names) < len(mapped):
            return [name for name in self.sorted_names if name in mapped]
        return [name for name in mapped if name in self.extent.names]

    def _definition(self, reference: object, place: SchemaPlace) -> str:
        reference_key = (str(reference), id(place.resource))
        if reference_key not in self.known:
            schema, there = self.addresses.resolve(reference, place)
            key = (id(schema), id(there.resource))
            if key not in self.names:
                self.names[key] = f"s{len(self.names)}"
                self.pending.append((self.names[key], schema, there))
            self.known[reference_key] = f"{self.definitions}/{self.names[key]}"
        return self.known[reference_key]


__all__ = ["Dynamic", "Unresolvable", "bundle"]
