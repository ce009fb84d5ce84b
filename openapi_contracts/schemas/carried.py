"""Schemas of what is not sent as JSON: copies of the definitions they refer to, one for each mode of carriage.

A copy has the shape of the definition, so that a place in it is a place in the document.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from openapi_contracts.contracts.carriage import Carriage, Mode
from openapi_contracts.contracts.readings import INNER
from openapi_contracts.documents.pointers import escape

Schema: TypeAlias = dict[str, Any]
Definitions: TypeAlias = Mapping[str, Any]
Leaf: TypeAlias = Callable[[Schema, Mode, str], Schema]

_MARK = "@"  # before the mode in a name: no other definition's name has it
_REFERENCE = "#/$defs/"
_IN_PLACE = ("allOf", "anyOf", "oneOf")
_SINGLES = ("items", "additionalProperties")
_MEMBERS = ("properties", "patternProperties", "additionalProperties")
_ITEMS = ("items", "prefixItems")
_INSIDE: Mapping[Mode, Mapping[str, Mode]] = {  # the mode of what is under a keyword; JSON where there is none
    Mode.FORM: dict.fromkeys(_MEMBERS, Mode.FIELD),
    Mode.PARTS: dict.fromkeys(_MEMBERS, Mode.PART),
    Mode.FIELD: dict.fromkeys(_ITEMS, Mode.ITEM),
    Mode.STYLED: dict.fromkeys(_ITEMS, Mode.ITEM),
    Mode.PART: dict.fromkeys(_ITEMS, Mode.PART_ITEM),
    Mode.XML: dict.fromkeys((*_MEMBERS, *_ITEMS), Mode.XML),
}
_OF_SCALARS = frozenset(
    (
        *("enum", "const", "pattern", "minLength", "maxLength", "multipleOf"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    )
)
_OBJECTS = (Mode.FORM, Mode.PARTS)
_MOST_PARTS = 100  # schemas that one is composed of


@dataclass(frozen=True, slots=True)
class _Carried:
    mode: Mode
    place: str
    carriage: Carriage


def name_of(name: str, carriage: Carriage) -> str:
    """Name the copy of a definition."""
    special = sorted(carriage.as_json), sorted(carriage.styled)
    digest = sha256(repr(special).encode()).hexdigest()[:8] if any(special) else ""
    return f"{name}{_MARK}{carriage.mode}{digest}"


def is_carried(place: str) -> bool:
    """Say whether a place is in a copy."""
    return _MARK in place.split("/", 3)[2] if place.count("/") > 1 else False


def is_xml(place: str) -> bool:
    """Say whether a place is in a copy that describes XML."""
    return is_carried(place) and place.split("/", 3)[2].rpartition(_MARK)[2].startswith(Mode.XML)


class Copies:
    """The copies of the definitions of one document that some bodies are described by.

    `origins` has the name of the definition that each is a copy of, `carriages` how its values are carried.
    """

    def __init__(self, definitions: Definitions, leaf: Leaf) -> None:
        self.origins: dict[str, str] = {}
        self.schemas: dict[str, Any] = {}
        self.carriages: dict[str, Carriage] = {}
        self._definitions = definitions
        self._leaf = leaf
        self._pending: list[str] = []

    def add(self, name: str, carriage: Carriage) -> str:
        """Copy a definition and all that it refers to; return the name of the copy."""
        copy = self._named(name, carriage)
        while self._pending:
            one = self._pending.pop()
            whole = self._definitions[self.origins[one]]
            self.schemas[one] = self._copied(whole, self._root(one), self._leaf)
        return copy

    def rewritten(self, leaf: Leaf) -> tuple[dict[str, Any], list[tuple[int, Schema]]]:
        """Return the copies with each schema replaced by what `leaf` makes of it, and each identity with that."""
        made: list[tuple[int, Schema]] = []
        found = {name: self._copied(schema, self._root(name), leaf, made=made) for name, schema in self.schemas.items()}
        return found, made

    def _root(self, name: str) -> _Carried:
        return _Carried(self.carriages[name].mode, f"/$defs/{name}", self.carriages[name])

    def _named(self, name: str, carriage: Carriage) -> str:
        copy = name_of(name, carriage)
        if copy not in self.origins and name in self._definitions:
            self.origins[copy], self.carriages[copy] = name, carriage
            self._pending.append(copy)
        return copy

    def _copied(self, schema: Any, spot: _Carried, leaf: Leaf, *, made: list[tuple[int, Schema]] | None = None) -> Any:
        """Copy one schema, without recursion; references are renamed unless what is `made` is copied anew."""
        holder: dict[str, Any] = {}
        pending: list[tuple[Any, Any, Any, _Carried]] = [(holder, "schema", schema, spot)]
        while pending:
            into, key, raw, at = pending.pop()
            if at.mode is Mode.JSON or not isinstance(raw, dict):
                into[key] = raw
                continue
            out = into[key] = leaf(dict(raw), at.mode, at.place)
            kept = self._kept(raw, at.mode)
            if made is not None:
                made.append((id(raw), out))
            elif "$ref" in raw and kept is not Mode.JSON:
                out["$ref"] = self._target(raw["$ref"], at)
            pending += _children(raw, out, at, kept)
        return holder["schema"]

    def _target(self, reference: str, at: _Carried) -> str:
        carriage = at.carriage if at.mode in _OBJECTS else Carriage(at.mode)
        return f"{_REFERENCE}{self._named(reference.removeprefix(_REFERENCE), carriage)}"

    def _kept(self, schema: Schema, mode: Mode) -> Mode:
        """Return the mode of the branches of a composition: JSON where texts cannot be told branch by branch.

        Two branches that constrain one text, or one property, are in force together for the same reading of it; of
        several in `oneOf`, one alone is.
        """
        parts = list(self._parts(schema))
        told = sum(map(_is_scalar, parts))
        if not parts or (told > 1 and not ("anyOf" in schema and not _is_scalar(schema))):
            return Mode.JSON
        if told and any(sum(branch != {"type": "null"} for branch in part.get("oneOf", ())) > 1 for part in parts):
            return Mode.JSON
        together = [name for part in self._parts(schema, ("allOf",)) for name in _properties(part)]
        return mode if len(together) == len(set(together)) else Mode.JSON

    def _parts(self, schema: Schema, keywords: tuple[str, ...] = _IN_PLACE) -> Iterator[Schema]:
        """List a schema and those that it is composed of."""
        pending = [schema]
        for part in pending:
            if len(pending) > _MOST_PARTS:
                return
            yield part
            for keyword in keywords:
                pending += [branch for branch in part.get(keyword, ()) if isinstance(branch, dict)]
            if "$ref" in part:
                name = part["$ref"].removeprefix(_REFERENCE)
                target = self._definitions.get(self.origins.get(name, name))
                pending += [target] if isinstance(target, dict) else []


def _children(raw: Schema, out: Schema, at: _Carried, kept: Mode) -> Iterator[tuple[Any, Any, Any, _Carried]]:
    """List the subschemas to be copied, each with the mapping or list that it goes into."""
    for keyword in raw:
        mode = kept if keyword in _IN_PLACE else _INSIDE.get(at.mode, {}).get(keyword, Mode.JSON)
        if mode is Mode.JSON or keyword not in out:
            continue
        below, listed = f"{at.place}/{keyword}", out[keyword]
        if keyword in _SINGLES:
            yield out, keyword, listed, _Carried(mode, below, at.carriage)
        else:
            into = out[keyword] = listed.copy()
            for key, child in listed.items() if isinstance(listed, dict) else enumerate(listed):
                inner = _field(mode, str(key), at) if keyword == "properties" else mode
                yield into, key, child, _Carried(inner, f"{below}/{escape(key)}", at.carriage)


def _properties(schema: Schema) -> Any:
    """Return the properties that a schema itself declares, without those that a reading added."""
    return () if INNER in schema else schema.get("properties", ())


def _field(mode: Mode, name: str, at: _Carried) -> Mode:
    if at.mode in _OBJECTS and name in at.carriage.as_json:
        return Mode.JSON
    return Mode.STYLED if at.mode in _OBJECTS and name in at.carriage.styled else mode


def _is_scalar(schema: Schema) -> bool:
    """Say whether a schema itself says anything about scalars."""
    named = schema.get("type", [])
    kinds = {named} if isinstance(named, str) else set(named)
    return bool(_OF_SCALARS & schema.keys() or kinds - {"object", "array", "null"})
