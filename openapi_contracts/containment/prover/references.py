"""Resolves references within one document (JSON Schema 2020-12 core, 8 and 9.2). Reads no file and no network."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin

from openapi_contracts.containment.prover.dialects import RULES, Dialect
from openapi_contracts.containment.prover.values import Malformed
from openapi_contracts.documents.pointers import child, join, unescape

# Keywords whose value is a mapping of schemas, a list of schemas, or a schema. Identifiers count only in these places.
MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems", "items")
SINGLES = (
    *("additionalProperties", "additionalItems", "items", "not", "if", "then", "else", "contains", "propertyNames"),
    *("unevaluatedProperties", "unevaluatedItems", "contentSchema"),
)
_NAMING = frozenset(
    ("$ref", "$dynamicRef", "$recursiveRef", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor")
)


class Unresolvable(Exception):
    """A reference to another document, or to a place that does not exist; the message says which."""


@dataclass(frozen=True, slots=True, eq=False)
class SchemaPlace:
    """The place of a schema: its path from the root of the document, its resource, and the base URI of the resource."""

    parent: "SchemaPlace | None"
    token: str
    resource: Any
    base: str

    def step(self, *tokens: str) -> "SchemaPlace":
        """Return the place reached by these steps."""
        place = self
        for token in tokens:
            place = SchemaPlace(place, token, place.resource, place.base)
        return place

    def pointer(self) -> str:
        """Return the JSON Pointer from the root of the document (RFC 6901)."""
        tokens: list[str] = []
        place: SchemaPlace | None = self
        while place is not None and place.parent is not None:
            tokens.append(place.token)
            place = place.parent
        return join(reversed(tokens))


_Resources: TypeAlias = dict[str, tuple[Any, SchemaPlace]]


class Addresses:
    """Finds schemas of one document by JSON Pointer, `$id` and anchor; identifiers are indexed when first needed."""

    def __init__(self, root: Any, dialect: Dialect) -> None:
        self.root = SchemaPlace(None, "", root, "")
        self.identifier = RULES[dialect].identifier
        self._ref_hides_siblings = not RULES[dialect].siblings
        self._resources: _Resources | None = None
        self._anchors: dict[tuple[str, str], list[tuple[Any, SchemaPlace]]] = {}
        self._dynamic: dict[str, list[tuple[Any, SchemaPlace]]] = {}

    def entered(self, schema: Any, place: SchemaPlace) -> SchemaPlace:
        """Return the place with the resource of the schema: a schema with an `$id` is a resource of its own."""
        name = schema.get(self.identifier) if self.identifier and isinstance(schema, dict) else None
        if not isinstance(name, str) or name.startswith("#") or (self._ref_hides_siblings and "$ref" in schema):
            return place
        return replace(place, resource=schema, base=urljoin(place.base, urldefrag(name).url))

    def at(self, pointer: str) -> tuple[Any, SchemaPlace]:
        """Return the schema at a JSON Pointer, and its place. Raises Unresolvable if there is none."""
        return self._descend(self.root.resource, self.root, pointer.replace("%", "%25"))

    def resolve(self, reference: object, place: SchemaPlace) -> tuple[Any, SchemaPlace]:
        """Return the schema that a reference names, and its place. Raises Unresolvable if the document lacks it."""
        if not isinstance(reference, str):
            raise Malformed("a reference is not a string")
        if reference == "#" or reference.startswith("#/"):
            return self._descend(place.resource, self._home(place), reference[1:])
        try:
            address, fragment = urldefrag(urljoin(place.base, reference))
        except ValueError:
            raise Unresolvable(f"$ref {reference:.80} is not a URI reference") from None
        resources = self._indexed()
        if fragment and not fragment.startswith("/"):
            found = self._anchors.get((address, unquote(fragment)))
            if not found:
                raise Unresolvable(f"$ref {reference:.80} refers to another document")
            return found[0]
        if address not in resources:
            raise Unresolvable(f"$ref {reference:.80} refers to another document")
        schema, home = resources[address]
        return self._descend(schema, home, fragment)

    def dynamic(self, name: str) -> int:
        """Count the `$dynamicAnchor` of this name in the document."""
        self._indexed()
        return len(self._dynamic.get(name, ()))

    def resources(self) -> int:
        """Count the resources of the document."""
        return len({id(schema) for schema, _ in self._indexed().values()})

    def _home(self, place: SchemaPlace) -> SchemaPlace:
        above: SchemaPlace | None = place
        while above is not None and above.parent is not None and above.parent.resource is place.resource:
            above = above.parent
        return above or place

    def _descend(self, schema: Any, place: SchemaPlace, pointer: str) -> tuple[Any, SchemaPlace]:
        if pointer and not pointer.startswith("/"):
            raise Unresolvable(f"#{pointer:.80} is not a JSON Pointer")
        for raw in pointer.split("/")[1:]:
            token = unescape(unquote(raw) if "%" in raw else raw)
            try:
                schema = child(schema, token)
            except KeyError:
                raise Unresolvable(f"$ref #{pointer:.80} refers to a place that does not exist") from None
            place = self.entered(schema, SchemaPlace(place, token, place.resource, place.base))
        return schema, place

    def _indexed(self) -> _Resources:
        if self._resources is None:
            self._resources = {"": (self.root.resource, self.root)}
            self._index(self._resources)
        return self._resources

    def _index(self, resources: _Resources) -> None:
        root = self.root
        pending = [(root.resource, root)]
        schemas = root.resource.get("components") if isinstance(root.resource, dict) else None
        if isinstance(schemas, dict) and isinstance(schemas.get("schemas"), dict):
            for name, schema in schemas["schemas"].items():
                pending.append((schema, root.step("components", "schemas", name)))
        while pending:
            schema, outer = pending.pop()
            place = self.entered(schema, outer)
            if isinstance(schema, dict):
                self._register(schema, place, resources)
                pending += reversed([(child, place.step(*tokens)) for child, tokens in subschemas(schema)])

    def _register(self, schema: dict[str, Any], place: SchemaPlace, resources: _Resources) -> None:
        if place.resource is schema:
            resources.setdefault(place.base, (schema, place))
        name = schema.get(self.identifier) if self.identifier else None
        if isinstance(name, str) and name.startswith("#") and not (self._ref_hides_siblings and "$ref" in schema):
            self._anchors.setdefault((place.base, name[1:]), []).append((schema, place))
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(keyword), str):
                self._anchors.setdefault((place.base, schema[keyword]), []).append((schema, place))
        if isinstance(schema.get("$dynamicAnchor"), str):
            self._dynamic.setdefault(schema["$dynamicAnchor"], []).append((schema, place))


def subschemas(schema: dict[str, Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """List the direct subschemas of a schema, each with its steps from there."""
    for keyword in MAPS:
        if isinstance(schema.get(keyword), dict):
            for name, child in schema[keyword].items():
                yield child, (keyword, name)
    for keyword in LISTS:
        if isinstance(schema.get(keyword), list):
            for index, child in enumerate(schema[keyword]):
                yield child, (keyword, str(index))
    for keyword in SINGLES:
        if isinstance(schema.get(keyword), dict):
            yield schema[keyword], (keyword,)


def is_self_contained(schema: object) -> bool:
    """Say whether a schema contains no reference and no identifier."""
    return not mentions(schema, _NAMING)


def mentions(schema: object, keywords: frozenset[str]) -> bool:
    """Say whether a schema contains one of the keywords, at any depth."""
    pending = [schema]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            if not keywords.isdisjoint(part):
                return True
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    return False
