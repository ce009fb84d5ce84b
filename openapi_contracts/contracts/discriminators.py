"""Discriminators: which values of a property choose which alternative of a schema (OAS 3.1.1, 4.8.25).

Each alternative has a tag: the names that the mapping gives it, else its `x-ms-discriminator-value`, else the name of
its component. Where the alternative itself allows other values alone, or values that are no strings, its own schema
decides. `defaultMapping` takes the messages whose tag names no other alternative (OAS 3.2.0, 4.25).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts.inheritance import Inheritance, is_parent
from openapi_contracts.contracts.source_document import Source, at_pointer
from openapi_contracts.documents.pointers import escape, unescape

_MOST_VISITED = 100  # schemas that one schema is composed of
_OWN_VALUE = "x-ms-discriminator-value"


@dataclass(frozen=True, slots=True)
class Tag:
    """The property values that choose one alternative; with `others`, every value except these."""

    name: str
    values: tuple[str, ...]
    others: tuple[str, ...] | None = None

    def keywords(self) -> dict[str, Any]:
        """Return the tag as keywords of JSON Schema."""
        if self.others is not None:
            return {"properties": {self.name: {"not": {"enum": list(self.others)}}}} if self.others else {}
        return {"required": [self.name], "properties": {self.name: {"enum": list(self.values)}}}


@dataclass(frozen=True, slots=True)
class _Discriminator:
    name: str
    mapping: Mapping[str, str]  # value -> pointer of the schema it chooses
    default: str | None


class Discriminators:
    """Reads the discriminators of one document; `components` is the pointer of the component schemas."""

    def __init__(self, source: Source, components: str) -> None:
        self._source = source
        self._components = components
        self._inheritance: Inheritance | None = None

    def of_branches(self, raw: Mapping[str, Any], branches: list[Any]) -> list[Tag | None]:
        """Return the tag of each branch of a union, None for a branch without one."""
        found = self._read(raw)
        targets = [self._target(branch) for branch in branches]
        return self._tags(found, targets) if found else [None] * len(branches)

    def alternatives(self, pointer: str, raw: Any) -> list[tuple[str, Tag | None]]:
        """Return the pointers and tags of a parent and its heirs; nothing for a schema that has no heirs."""
        found = self._read(raw) if is_parent(raw) else None
        if found is None:
            return []
        heirs = dict.fromkeys((*self.heirs(pointer), *found.mapping.values(), *filter(None, [found.default])))
        heirs.pop(pointer, None)
        if not heirs:
            return []
        admitted = self._admitted(pointer, found.name)
        if admitted is not None and not admitted:
            return []  # the property holds no string that could name a schema
        everyone: list[str | None] = [pointer, *heirs]
        tags = self._tags(found, everyone)
        pairs = [(one, tag) for one, tag in zip(everyone, tags, strict=True) if one is not None]
        return pairs[1:] if tags[0] is None and admitted else pairs  # no value of the property names the parent itself

    def heirs(self, pointer: str) -> tuple[str, ...]:
        """Return the components that inherit from a component with a discriminator and no union of its own."""
        if self._inheritance is None:
            self._inheritance = Inheritance(self._source.document)
        return self._inheritance.heirs(pointer)

    def _read(self, raw: Mapping[str, Any]) -> _Discriminator | None:
        stated = raw.get("discriminator")
        if isinstance(stated, str) and self._source.is_swagger:
            return _Discriminator(stated, {}, None)
        if not isinstance(stated, dict) or not isinstance(stated.get("propertyName"), str):
            return None
        mapping = stated.get("mapping")
        entries = mapping.items() if isinstance(mapping, dict) else ()
        led = {value: there for value, to in entries if (there := self._mapped(to)) is not None}
        return _Discriminator(stated["propertyName"], led, self._mapped(stated.get("defaultMapping")))

    def _mapped(self, to: Any) -> str | None:
        """Return the pointer of what a mapping names: by reference, or by the name of a component."""
        if not isinstance(to, str):
            return None
        named = self._source.target(f"#{self._components}{escape(to)}") if "#" not in to else ""
        target = self._source.target(to) if isinstance(named, str) else named
        return None if isinstance(target, str) else target.pointer

    def _target(self, branch: Any) -> str | None:
        if not isinstance(branch, dict) or "$ref" not in branch:
            return None
        target = self._source.target(branch["$ref"])
        return None if isinstance(target, str) else target.pointer

    def _tags(self, found: _Discriminator, targets: list[str | None]) -> list[Tag | None]:
        tags = [self._tag(found, target) for target in targets]
        if found.default is None or found.default not in targets:
            return tags
        rest = [tag for tag, target in zip(tags, targets, strict=True) if tag and target != found.default]
        others = tuple(value for tag in rest for value in tag.values)
        last = Tag(found.name, (), others)
        return [last if target == found.default else tag for tag, target in zip(tags, targets, strict=True)]

    def _tag(self, found: _Discriminator, target: str | None) -> Tag | None:
        if target is None:
            return None
        names = [value for value, to in found.mapping.items() if to == target] or self._own_names(target)
        admitted = self._admitted(target, found.name)
        values = tuple(name for name in names if admitted is None or name in admitted)
        return Tag(found.name, values) if values else None

    def _own_names(self, target: str) -> list[str]:
        raw = self.raw(target)
        if isinstance(raw, dict) and isinstance(raw.get(_OWN_VALUE), str):
            return [raw[_OWN_VALUE]]
        name = target.removeprefix(self._components)
        return [unescape(name)] if name != target and "/" not in name else []

    def raw(self, pointer: str) -> Any:
        """Return the schema at a pointer; None where there is none."""
        stands = at_pointer(self._source.document, pointer)
        return stands.raw if stands else None

    def _admitted(self, pointer: str, name: str) -> frozenset[str] | None:
        """Return the strings that a schema allows for a declared property; None if it allows every string."""
        found: frozenset[str] | None = None
        declared = list(self._declared(pointer, name))
        for schema in declared:
            named = schema.get("type", "string")
            if "string" not in (named if isinstance(named, list) else [named]):
                return frozenset()
            values = schema.get("enum", [schema["const"]] if "const" in schema else None)
            if isinstance(values, list):
                own = frozenset(value for value in values if isinstance(value, str))
                found = own if found is None else found & own
        return found if declared else frozenset()

    def _declared(self, pointer: str, name: str) -> Iterator[dict[str, Any]]:
        """List the schemas of a property, from a schema and those it is composed of by `allOf` and `$ref`."""
        pending: list[Any] = [self.raw(pointer)]
        seen = set[int]()
        for part in pending:
            if not isinstance(part, dict) or id(part) in seen or len(seen) >= _MOST_VISITED:
                continue
            seen.add(id(part))
            if isinstance(target := self._source.target(part.get("$ref")), str):
                properties = part.get("properties")
                if isinstance(properties, dict) and name in properties:
                    yield from self._followed(properties[name])
            else:
                pending.append(target.raw)
            pending += part["allOf"] if isinstance(part.get("allOf"), list) else []

    def _followed(self, schema: Any) -> Iterator[dict[str, Any]]:
        for _ in range(_MOST_VISITED):
            if not isinstance(schema, dict):
                return
            yield schema
            target = self._source.target(schema.get("$ref"))
            if isinstance(target, str):
                return
            schema = target.raw
