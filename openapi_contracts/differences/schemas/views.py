"""A schema as one conjunction, collected over references, `allOf` and nullable unions."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openapi_contracts.containment.prover.evaluation import matches
from openapi_contracts.contracts.readings import AMBIGUOUS
from openapi_contracts.documents.pointers import escape
from openapi_contracts.schemas import NormalizedSchemas

MOST_PARTS = 500  # schemas that one schema is composed of; real schemas have at most a dozen
MOST_KEPT = 2_000  # cached views of one document and direction
UNIONS = ("anyOf", "oneOf")
_TELLING = frozenset(("properties", "patternProperties", "additionalProperties", "unevaluatedProperties"))
_BESIDE = frozenset(("$ref", "allOf", *UNIONS))
KINDS = ("null", "boolean", "integer", "fraction", "string", "array", "object")
_KINDS: dict[type, str] = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}


@dataclass(frozen=True, slots=True)
class ViewPart:
    """One schema of the conjunction; `or_null` where null is allowed as well."""

    place: str
    schema: dict[str, Any] = field(compare=False)
    or_null: bool = False


@dataclass(frozen=True, slots=True)
class Union:
    """The branches of an `anyOf` or `oneOf`."""

    part: ViewPart
    keyword: str
    branches: tuple[str, ...]


class View:
    """The conjunction of the schemas at some places of one document."""

    def __init__(self, document: NormalizedSchemas, places: tuple[str, ...]) -> None:
        self.document = document
        self.places = places
        self.parts: list[ViewPart] = []
        self.unions: list[Union] = []
        self.never: str | None = None
        self.is_null_ambiguous = False
        self._gather([(place, False) for place in reversed(places)])

    def _gather(self, pending: list[tuple[str, bool]]) -> None:
        seen: set[str] = set()
        while pending and len(seen) < MOST_PARTS:
            place, or_null = pending.pop()
            place = self.document.follow(place)
            if place in seen:
                continue
            seen.add(place)
            schema = self.document.at(place)
            if schema is False:
                self.never = self.never or place
            part = ViewPart(place, schema if isinstance(schema, dict) else {}, or_null)
            self.parts.append(part)
            self.is_null_ambiguous = self.is_null_ambiguous or AMBIGUOUS in part.schema
            pending += reversed(self._inner(part))

    def _inner(self, part: ViewPart) -> list[tuple[str, bool]]:
        """List the parts that always apply, and keep the unions that leave a choice."""
        if _BESIDE.isdisjoint(part.schema):
            return []
        found = [(part.schema["$ref"].removeprefix("#"), part.or_null)] if "$ref" in part.schema else []
        found += [(f"{part.place}/allOf/{index}", part.or_null) for index in range(len(part.schema.get("allOf", ())))]
        for keyword in UNIONS:
            if keyword in part.schema:
                branches = tuple(f"{part.place}/{keyword}/{index}" for index in range(len(part.schema[keyword])))
                rest = [branch for branch in branches if not self._is_null(branch)]
                if len(rest) == 1 and len(branches) <= 2:
                    found.append((rest[0], part.or_null or len(branches) == 2))
                else:
                    self.unions.append(Union(part, keyword, branches))
        return found

    def _is_null(self, place: str) -> bool:
        schema = self.document.at(self.document.follow(place))
        return isinstance(schema, dict) and schema in (
            {"type": "null"},
            {"enum": [None]},
            {"const": None},
            {"type": "null", "enum": [None]},
        )

    def having(self, keyword: str) -> list[ViewPart]:
        """List the parts that have a keyword."""
        return [part for part in self.parts if keyword in part.schema]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of values that `type` allows; a non-integer number is a fraction."""
        found = frozenset(KINDS)
        for part in self.parts:
            if "type" in part.schema:
                named = part.schema["type"]
                kinds = set(named if isinstance(named, list) else [named])
                kinds |= {"integer", "fraction"} if "number" in kinds else set()
                found &= kinds | ({"null"} if part.or_null else set())
        return found

    @cached_property
    def held(self) -> frozenset[str]:
        """The kinds of values that `type` and `enum` allow together."""
        found = self.kinds
        for part in self.parts:
            if "enum" in part.schema or "const" in part.schema:
                values = part.schema.get("enum", [part.schema.get("const")])
                found &= frozenset(map(_kind, values)) | ({"null"} if part.or_null else set())
        return found

    @cached_property
    def declared(self) -> dict[str, list[str]]:
        """The places of each declared property that is sent in this direction."""
        found: dict[str, list[str]] = {}
        for part in self.having("properties"):
            for name, schema in part.schema["properties"].items():
                if not is_unsent(schema):
                    found.setdefault(name, []).append(f"{part.place}/properties/{escape(name)}")
        return found

    @cached_property
    def unsent(self) -> dict[str, str]:
        """The places of properties that this direction does not send."""
        return {
            name: f"{part.place}/properties/{escape(name)}"
            for part in self.having("properties")
            for name, schema in part.schema["properties"].items()
            if is_unsent(schema)
        }

    @cached_property
    def required(self) -> dict[str, ViewPart]:
        """The part that requires each required property."""
        found: dict[str, ViewPart] = {}
        for part in self.having("required"):
            for name in part.schema["required"]:
                found.setdefault(name, part)
        return found

    @property
    def takes_undeclared(self) -> bool:
        """Say whether a sender may add undeclared properties under `ContentModel.DECLARED`."""
        if not any("properties" in part.schema or part.schema.get("patternProperties") for part in self.parts):
            return True
        return any(part.schema.get("additionalProperties", False) is not False for part in self.parts)

    @property
    def is_free_form(self) -> bool:
        """Say whether nothing tells which properties an object has."""
        return not self.unions and not any(_TELLING & part.schema.keys() for part in self.parts)

    def at_key(self, name: str) -> tuple[str, ...]:
        """Return the places of the schemas that apply to a property."""
        found = list(self.declared.get(name, ()))
        for part in self.parts:
            if "additionalProperties" not in part.schema and "patternProperties" not in part.schema:
                continue
            patterns = part.schema.get("patternProperties", {})
            matched = [text for text in patterns if matches(text, name)]
            found += [f"{part.place}/patternProperties/{escape(text)}" for text in matched]
            known = matched or name in part.schema.get("properties", ())
            if not known and part.schema.get("additionalProperties", True) is not True:
                found.append(f"{part.place}/additionalProperties")
        return tuple(found)

    def at_index(self, index: int) -> tuple[str, ...]:
        """Return the places of the schemas that apply to an item."""
        found: list[str] = []
        for part in self.parts:
            if index < len(part.schema.get("prefixItems", ())):
                found.append(f"{part.place}/prefixItems/{index}")
            elif part.schema.get("items", True) is not True:
                found.append(f"{part.place}/items")
        return tuple(found)

    @cached_property
    def undeclared(self) -> tuple[str, ...]:
        """The places of `additionalProperties`, where it constrains anything."""
        parts = self.having("additionalProperties")
        return tuple(f"{p.place}/additionalProperties" for p in parts if p.schema["additionalProperties"] is not True)

    def is_false(self, places: tuple[str, ...]) -> bool:
        """Say whether one of the places allows no value."""
        return any(self.document.at(place) is False for place in places)

    def pointer(self, part: ViewPart, *keywords: str) -> str:
        """Return the pointer of a part in the document, at the first of the keywords that it has there."""
        at = self.document.pointer(part.place)
        raw = None if self.document.is_added(part.place) else self.document.raw(part.place)
        written = [word for word in keywords if isinstance(raw, dict) and word in raw]
        return f"{at}/{escape(written[0])}" if written else at


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "integer" if value.is_integer() else "fraction"
    return _KINDS.get(type(value), "null")


def viewed(document: NormalizedSchemas, places: tuple[str, ...]) -> View:
    """Return the view of some places; recent views are cached."""
    known = document.views.get(places)
    if known is None:
        if len(document.views) >= MOST_KEPT:
            document.views.clear()
        known = document.views[places] = View(document, places)
    found: View = known
    return found


def is_unsent(schema: Any) -> bool:
    """Say whether a normalized property is marked as not sent in its direction."""
    return isinstance(schema, dict) and len(schema) == 1 and (schema.get("readOnly") or schema.get("writeOnly")) is True
