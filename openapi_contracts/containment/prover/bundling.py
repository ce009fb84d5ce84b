"""A schema by itself, for an independent validator: what it refers to is beside it, under names any validator reads.

For one value only what is asked of that value is written: a schema leads to most of its document, a witness to little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openapi_contracts.containment.prover.dialects import RULES, Dialect
from openapi_contracts.containment.prover.references import LISTS, MAPS, SINGLES, Addresses, SchemaPlace, Unresolvable
from openapi_contracts.containment.prover.values import Record, Value

_COMPANIONS = frozenset(("then", "else"))  # in force beside a keyword that the dialects list
_DYNAMIC = ("$dynamicRef", "$recursiveRef")


_BY_NAME = frozenset(("properties", "dependentSchemas", "dependencies"))  # say nothing where the name is missing
_OF_PROPERTIES = frozenset(("patternProperties", "additionalProperties", "propertyNames", "unevaluatedProperties"))
_OF_ITEMS = frozenset(("items", "prefixItems", "additionalItems", "unevaluatedItems"))


class Dynamic(Exception):
    """A reference whose target depends on the way there: the schema cannot be taken out of its document."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a value holds, on every level: the names of its properties, and whether there are items."""

    names: frozenset[str]
    has_items: bool

    @classmethod
    def of(cls, value: Value) -> "Extent":
        """Look through a value."""
        names, has_items, pending = set[str](), False, [value]
        while pending:
            one = pending.pop()
            if isinstance(one, Record):
                names.update(one)
                pending += one.values()
            elif isinstance(one, tuple):
                has_items = has_items or bool(one)
                pending += one
        return cls(frozenset(names), has_items)

    def idle(self) -> frozenset[str]:
        """Return the keywords that say nothing of the value."""
        return (frozenset() if self.names else _OF_PROPERTIES) | (frozenset() if self.has_items else _OF_ITEMS)


def bundle(root: Any, dialect: Dialect, pointer: str = "", extent: Extent | None = None) -> Any:
    """Return the schema at a pointer with all it refers to; raise Dynamic or Unresolvable where that cannot be.

    With an extent, only what is asked of values of that extent.
    """
    addresses = Addresses(root, dialect)
    schema, place = addresses.at(pointer)
    return _Bundler(addresses, dialect, extent).all(schema, place)


class _Bundler:
    def __init__(self, addresses: Addresses, dialect: Dialect, extent: Extent | None) -> None:
        self.addresses = addresses
        self.extent = extent
        self.ordered = sorted(extent.names) if extent else []
        self.rules = RULES[dialect]
        self.written = (self.rules.keywords | _COMPANIONS) - {"nullable", "$anchor", "$dynamicAnchor"}
        self.written -= extent.idle() if extent else frozenset()
        self.names: dict[tuple[int, int], str] = {}
        self.known: dict[tuple[str, int], str] = {}  # where a reference leads to, in what is written
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
            return {} if schema else {"not": {}}  # draft 4 knows no boolean schemas
        if not isinstance(schema, dict):
            return schema
        place = self.addresses.entered(schema, outer)
        if "$ref" in schema and not self.rules.siblings:
            return {"$ref": self._named(schema["$ref"], place)}
        if any(schema.get(keyword) == [] for keyword in ("enum", "anyOf", "oneOf")):
            return {"not": {}}  # nothing is one of none; drafts forbid it, and validators refuse to read it
        copied = {
            key: self._keyword(key, value, place)
            for key, value in schema.items()
            if key in self.written and not (value == [] and key in ("allOf", "required"))
        }
        if self.rules.nullable and schema.get("nullable") is True and isinstance(schema.get("type"), str):
            copied["type"] = [schema["type"], "null"]
        return copied

    def _keyword(self, key: str, value: Any, place: SchemaPlace) -> Any:
        """Copy what stands under a keyword; all of a resource is one place here, as references ask for no more."""
        if key in _DYNAMIC and key in self.rules.keywords:
            raise Dynamic(f"{key} cannot be taken out of its document")
        if key == "$ref":
            return self._named(value, place)
        if key in MAPS and isinstance(value, dict):
            return {name: self._copy(value[name], place) for name in self._asked(key, value)}
        if key in LISTS and isinstance(value, list):
            return [self._copy(child, place) for child in value]
        return self._copy(value, place) if key in SINGLES else value

    def _asked(self, key: str, mapped: dict[str, Any]) -> Iterable[str]:
        """List the names in a mapping that may be asked for, in an order of their own."""
        if self.extent is None or key not in _BY_NAME:
            return mapped
        if len(self.ordered) < len(mapped):
            return [name for name in self.ordered if name in mapped]
        return [name for name in mapped if name in self.extent.names]

    def _named(self, reference: object, place: SchemaPlace) -> str:
        asked = (str(reference), id(place.resource))
        if asked not in self.known:
            schema, there = self.addresses.resolve(reference, place)
            key = (id(schema), id(there.resource))
            if key not in self.names:
                self.names[key] = f"s{len(self.names)}"
                self.pending.append((self.names[key], schema, there))
            self.known[asked] = f"{self.definitions}/{self.names[key]}"
        return self.known[asked]


__all__ = ["Dynamic", "Unresolvable", "bundle"]
