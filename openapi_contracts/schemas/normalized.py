"""The schemas of one document and direction as one JSON Schema, and the way back to where each stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from openapi_contracts.contracts import SchemaAt, Schemas
from openapi_contracts.contracts.keywords import RULES
from openapi_contracts.contracts.places import escape
from openapi_contracts.contracts.source_document import at_pointer, lookup

_DEFINITIONS = "/$defs/"


class Lowered:
    """The schemas that changed, and all they lead to. A place is a JSON Pointer in `schema`, such as `/$defs/Pet`."""

    def __init__(self, document: Mapping[str, Any], schemas: Schemas, at: Iterable[SchemaAt]) -> None:
        self._leads: dict[str, str] = {}  # from what is nothing but a reference
        self._document = document
        known = [self._led(one) for one in at if one.dialect in RULES]
        bundle = schemas.bundle(known)
        self.schema: Mapping[str, Any] = bundle.schema
        self.unclear = bundle.unclear
        self._places = bundle.pointers
        self._origins = bundle.origins
        self._forms = {one.pointer: one for one in known if one.properties_at}

    def place(self, at: SchemaAt) -> str | None:
        """Return where a schema is; None if its dialect is not modelled, or it was not among those that changed."""
        return self._places.get(self._leads.get(at.pointer, at.pointer))

    def _led(self, at: SchemaAt) -> SchemaAt:
        """Follow a reference: a component is one schema, wherever it is used."""
        target = lookup(self._document, at.schema["$ref"]) if _is_reference(at) else ""
        if isinstance(target, str):
            return at
        self._leads[at.pointer] = target.pointer
        return SchemaAt(target.pointer, target.raw, at.direction, at.dialect)

    def at(self, place: str) -> Any:
        """Return the schema at a place, as JSON Schema 2020-12; KeyError where there is none."""
        found = at_pointer(self.schema, place)
        if found is None:
            raise KeyError(place)
        return found.raw

    def follow(self, place: str) -> str:
        """Return where a schema that is nothing but references leads in the end."""
        seen: dict[str, None] = {}
        while place not in seen:
            seen[place] = None
            schema = self.at(place)
            if not isinstance(schema, dict) or list(schema) != ["$ref"]:
                break
            place = schema["$ref"].removeprefix("#")
        return place

    def pointer(self, place: str) -> str:
        """Return where in the document the schema at a place stands."""
        origin, rest = self._origin(place)
        form = self._forms.get(origin)
        if form is None or not rest.startswith("/properties/"):
            return origin + rest
        for name, pointer in form.properties_at:
            property_at = f"/properties/{escape(name)}"
            if rest == property_at or rest.startswith(f"{property_at}/"):
                return pointer + rest.removeprefix(property_at)
        return origin + rest

    def raw(self, place: str) -> Any:
        """Return what the document says there, annotations included; None if that cannot be found."""
        origin, rest = self._origin(place)
        if origin in self._forms:
            found = at_pointer(self._forms[origin].schema, rest)
        else:
            found = at_pointer(self._document, origin + rest)
        return found.raw if found else None

    def _origin(self, place: str) -> tuple[str, str]:
        name, slash, rest = place.removeprefix(_DEFINITIONS).partition("/")
        return self._origins[name], slash + rest


def _is_reference(at: SchemaAt) -> bool:
    """Say whether a schema is nothing but a reference: before OAS 3.1 whatever stands beside one is ignored."""
    schema = at.schema
    if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
        return False
    return len(schema) == 1 or not RULES[at.dialect].modern
