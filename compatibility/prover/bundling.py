"""A schema by itself, for an independent validator: what it refers to is beside it, under names any validator reads."""

from typing import Any

from compatibility.prover.dialects import RULES, Dialect
from compatibility.prover.references import LISTS, MAPS, SINGLES, Addresses, Place, Unresolvable

_COMPANIONS = frozenset(("then", "else"))  # in force beside a keyword that the dialects list
_DYNAMIC = ("$dynamicRef", "$recursiveRef")


class Dynamic(Exception):
    """A reference whose target depends on the way there: the schema cannot be taken out of its document."""


def bundle(root: Any, dialect: Dialect, pointer: str = "") -> Any:
    """Return the schema at a pointer with all it refers to; raise Dynamic or Unresolvable where that cannot be."""
    addresses = Addresses(root, dialect)
    schema, place = addresses.at(pointer)
    return _Bundle(addresses, dialect).all(schema, place)


class _Bundle:
    def __init__(self, addresses: Addresses, dialect: Dialect) -> None:
        self.addresses = addresses
        self.rules = RULES[dialect]
        self.written = (self.rules.keywords | _COMPANIONS) - {"nullable", "$anchor", "$dynamicAnchor"}
        self.names: dict[tuple[int, int], str] = {}
        self.pending: list[tuple[str, Any, Place]] = []

    def all(self, schema: Any, place: Place) -> Any:
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

    def _copy(self, schema: Any, outer: Place) -> Any:
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

    def _keyword(self, key: str, value: Any, place: Place) -> Any:
        if key in _DYNAMIC and key in self.rules.keywords:
            raise Dynamic(f"{key} cannot be taken out of its document")
        if key == "$ref":
            return self._named(value, place)
        if key in MAPS and isinstance(value, dict):
            return {name: self._copy(child, place.step(key, name)) for name, child in value.items()}
        if key in LISTS and isinstance(value, list):
            return [self._copy(child, place.step(key, str(i))) for i, child in enumerate(value)]
        return self._copy(value, place.step(key)) if key in SINGLES else value

    def _named(self, reference: object, place: Place) -> str:
        schema, there = self.addresses.resolve(reference, place)
        key = (id(schema), id(there.resource))
        if key not in self.names:
            self.names[key] = f"s{len(self.names)}"
            self.pending.append((self.names[key], schema, there))
        return f"{self.definitions}/{self.names[key]}"


__all__ = ["Dynamic", "Unresolvable", "bundle"]
