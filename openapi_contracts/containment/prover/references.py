"""Where a reference leads inside one document (JSON Schema core 2020-12, 8 and 9.2). Reads no file and no network."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin

from openapi_contracts.containment.prover.dialects import RULES, Dialect
from openapi_contracts.containment.prover.values import Malformed
from openapi_contracts.documents.pointers import child, join, unescape

# Where a schema holds schemas: by a map of names, in a list, or directly. The only places an identifier counts in.
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
    """A reference that leads out of the document, or nowhere."""


@dataclass(frozen=True, slots=True, eq=False)
class SchemaPlace:
    """Where a schema stands: its path from the document's root, and the resource it belongs to."""

    parent: "SchemaPlace | None"
    token: str
    resource: Any
    base: str

    def step(self, *tokens: str) -> "SchemaPlace":
        """Return the place further down."""
        place = self
        for token in tokens:
            place = SchemaPlace(place, token, place.resource, place.base)
        return place

    def pointer(self) -> str:
        """Return the JSON pointer from the document's root (RFC 6901)."""
        tokens: list[str] = []
        place: SchemaPlace | None = self
        while place is not None and place.parent is not None:
            tokens.append(place.token)
            place = place.parent
        return join(reversed(tokens))


_Resources: TypeAlias = dict[str, tuple[Any, SchemaPlace]]


class Addresses:
    """The addresses of one document: pointers at once, identifiers and anchors once one is asked for."""

    def __init__(self, root: Any, dialect: Dialect) -> None:
        self.root = SchemaPlace(None, "", root, "")
        self.identifier = RULES[dialect].identifier
        self._shadowed = not RULES[dialect].siblings
        self._resources: _Resources | None = None
        self._anchors: dict[tuple[str, str], list[tuple[Any, SchemaPlace]]] = {}
        self._dynamic: dict[str, list[tuple[Any, SchemaPlace]]] = {}

    def entered(self, schema: Any, place: SchemaPlace) -> SchemaPlace:
        """Return the place as the schema itself sees it: an identifier starts a resource."""
        name = schema.get(self.identifier) if self.identifier and isinstance(schema, dict) else None
        if not isinstance(name, str) or name.startswith("#") or (self._shadowed and "$ref" in schema):
            return place
        return replace(place, resource=schema, base=urljoin(place.base, urldefrag(name).url))

    def at(self, pointer: str) -> tuple[Any, SchemaPlace]:
        """Return the schema at a JSON pointer of the document; Unresolvable if there is none."""
        return self._descend(self.root.resource, self.root, pointer.replace("%", "%25"))

    def resolve(self, reference: object, place: SchemaPlace) -> tuple[Any, SchemaPlace]:
        """Return the schema a reference names and where it stands; Unresolvable if that is not in the document."""
        if not isinstance(reference, str):
            raise Malformed("a reference is not a string")
        if reference == "#" or reference.startswith("#/"):
            return self._descend(place.resource, self._home(place), reference[1:])
        try:
            address, fragment = urldefrag(urljoin(place.base, reference))
        except ValueError:
            raise Unresolvable(f"{reference:.80} is no reference") from None
        resources = self._indexed()
        if fragment and not fragment.startswith("/"):
            found = self._anchors.get((address, unquote(fragment)))
            if not found:
                raise Unresolvable(f"$ref {reference:.80} leads out of the document")
            return found[0]
        if address not in resources:
            raise Unresolvable(f"$ref {reference:.80} leads out of the document")
        schema, home = resources[address]
        return self._descend(schema, home, fragment)

    def dynamic(self, name: str) -> int:
        """Count the places of the document a dynamic reference of this name could lead to."""
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
            raise Unresolvable(f"#{pointer:.80} is no pointer")
        for raw in pointer.split("/")[1:]:
            token = unescape(unquote(raw) if "%" in raw else raw)
            try:
                schema = child(schema, token)
            except KeyError:
                raise Unresolvable(f"$ref #{pointer:.80} leads nowhere") from None
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
                self._enlist(schema, place, resources)
                pending += reversed([(child, place.step(*tokens)) for child, tokens in subschemas(schema)])

    def _enlist(self, schema: dict[str, Any], place: SchemaPlace, resources: _Resources) -> None:
        if place.resource is schema:
            resources.setdefault(place.base, (schema, place))
        name = schema.get(self.identifier) if self.identifier else None
        if isinstance(name, str) and name.startswith("#") and not (self._shadowed and "$ref" in schema):
            self._anchors.setdefault((place.base, name[1:]), []).append((schema, place))
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(keyword), str):
                self._anchors.setdefault((place.base, schema[keyword]), []).append((schema, place))
        if isinstance(schema.get("$dynamicAnchor"), str):
            self._dynamic.setdefault(schema["$dynamicAnchor"], []).append((schema, place))


def subschemas(schema: dict[str, Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """List the schemas directly inside a schema, with the way to each."""
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
    """Say whether nothing in a schema refers to, or names, anything."""
    return not mentions(schema, _NAMING)


def mentions(schema: object, keywords: frozenset[str]) -> bool:
    """Say whether one of the keywords stands anywhere in a schema."""
    pending = [schema]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if not keywords.isdisjoint(one):
                return True
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return False
