"""The schemas of one document and direction as one JSON Schema, mapped back to their places in the document."""

from collections.abc import Iterable, Mapping
from typing import Any

from openapi_contracts.contracts import SchemaAt, Schemas
from openapi_contracts.contracts.carriage import Carriage
from openapi_contracts.contracts.keywords import RULES
from openapi_contracts.contracts.readings import ALTERNATIVES, INNER
from openapi_contracts.contracts.source_document import at_pointer, lookup
from openapi_contracts.documents.pointers import escape, unescape
from openapi_contracts.schemas.any_of import Foreign
from openapi_contracts.schemas.carried import Copies
from openapi_contracts.schemas.texts_sent import alike, received, sent

_DEFINITIONS = "/$defs/"


class NormalizedSchemas:
    """The schemas that changed, and every schema they refer to.

    A place is a JSON Pointer in `schema`, such as `/$defs/Pet`. Look-ups are remembered, for a walk of
    the schemas visits most places more than once.
    """

    def __init__(
        self, document: Mapping[str, Any], schemas: Schemas, at: Iterable[SchemaAt], *, as_json: bool = False
    ) -> None:
        self._targets: dict[str, str] = {}  # targets of schemas that consist of a reference only
        self._document = document
        known = [self._dereferenced(one) for one in at if one.dialect in RULES]
        bundle = schemas.bundle(known)
        self._definitions = bundle.schema.get("$defs", {})
        self._copies = Copies(self._definitions, alike)
        self._carried: dict[tuple[str, Carriage], str] = {}
        self.has_wrapped = False  # has the XML that a receiver understands a list with an element of its own?
        for one in known:
            if one.carriage and not as_json and one.pointer in bundle.pointers:
                name = bundle.pointers[one.pointer].removeprefix(_DEFINITIONS)
                self._carried[one.pointer, one.carriage] = _DEFINITIONS + self._copies.add(name, one.carriage)
        self.schema: Mapping[str, Any] = self._with(self._copies.schemas) if self._carried else bundle.schema
        self.unclear = bundle.unclear
        self.overlapping: Mapping[int, Foreign] = {}  # the schemas whose `oneOf` is read as `anyOf`, by identity
        self.views: dict[tuple[str, ...], Any] = {}  # cache for the views of the schema walk
        self._places = bundle.pointers
        copied = {name: bundle.origins[of] for name, of in self._copies.origins.items()}
        self._origins = {**bundle.origins, **copied}
        self._forms = {one.pointer: one for one in known if one.properties_at}
        self._at: dict[str, Any] = {"": self.schema}
        self._raw: dict[str, Any] = {"": None, "/$defs": None}
        self._as_written: dict[str, tuple[str, bool]] = {}
        self._ends: dict[str, str] = {}
        self._pointers: dict[str, str] = {}

    def place(self, at: SchemaAt) -> str | None:
        """Return the place of a schema; None where its dialect is not supported, or it did not change."""
        pointer = self._targets.get(at.pointer, at.pointer)
        if at.carriage and (pointer, at.carriage) in self._carried:
            return self._carried[pointer, at.carriage]
        return self._places.get(pointer)

    def carriage(self, place: str) -> Carriage:
        """Return how a message carries the values of a schema that describes what is not sent as JSON."""
        return self._copies.carriages[place.split("/", 3)[2]]

    @property
    def has_carried(self) -> bool:
        """Say whether any schema describes what is not sent as JSON."""
        return bool(self._carried)

    def as_carried(self, meant: dict[int, Foreign], *, is_sent: bool) -> Mapping[str, Any]:
        """Return the schemas of what a sender writes, or of what a receiver understands, where that is not JSON.

        What is `meant` by a schema is added to `meant` for what is returned in its place.
        """
        copies, made = self._copies.rewritten(sent if is_sent else received(self._is_wrapped))
        meant |= {id(copy): meant[origin] for origin, copy in made if origin in meant}
        return self._with(copies)

    def _with(self, copies: Mapping[str, Any]) -> dict[str, Any]:
        return {"$defs": {**self._definitions, **copies}}

    def _is_wrapped(self, place: str) -> bool:
        raw = self.raw(place)
        xml = raw.get("xml") if isinstance(raw, dict) else None
        is_wrapped = isinstance(xml, dict) and xml.get("wrapped") is True
        self.has_wrapped = self.has_wrapped or is_wrapped
        return is_wrapped

    def _dereferenced(self, at: SchemaAt) -> SchemaAt:
        """Follow a reference, so that a component is one schema wherever it is used."""
        target = lookup(self._document, at.schema["$ref"]) if _is_reference(at) else ""
        if isinstance(target, str):
            return at
        self._targets[at.pointer] = target.pointer
        return SchemaAt(target.pointer, target.raw, at.direction, at.dialect, carriage=at.carriage)

    def at(self, place: str) -> Any:
        """Return the schema at a place, as JSON Schema 2020-12; KeyError where there is none."""
        return _step_by_step(self._at, place)

    def follow(self, place: str) -> str:
        """Follow a chain of references to its end."""
        found = self._ends.get(place)
        if found is None:
            if not _is_bare_reference(self.at(place)):
                return place
            found = self._ends[place] = self._followed(place)
        return found

    def _followed(self, place: str) -> str:
        seen: dict[str, None] = {}
        while place not in seen:
            seen[place] = None
            schema = self.at(place)
            if not _is_bare_reference(schema):
                break
            place = schema["$ref"].removeprefix("#")
        return place

    def component(self, place: str) -> str | None:
        """Return the place that a schema refers to, whatever a reading adds to it; None where it refers to none."""
        schema = self.at(place)
        if isinstance(schema, dict) and schema.get(INNER):
            schema = self.at(f"{place}/{schema[INNER]}/0")
        return self.follow(schema["$ref"].removeprefix("#")) if isinstance(schema, dict) and "$ref" in schema else None

    def tag(self, place: str) -> Mapping[str, Any] | None:
        """Return the keywords that a discriminator adds to a branch; None where there are none."""
        schema = self.at(place)
        if isinstance(schema, dict) and schema.get(INNER) == "allOf":
            return dict(schema["allOf"][1])
        found = schema if isinstance(schema, dict) and self.is_added(place) else {}
        return {keyword: found[keyword] for keyword in ("required", "properties") if keyword in found} or None

    def is_any_of(self, place: str) -> bool:
        """Say whether the `oneOf` of a schema overlaps, and is meant as `anyOf`."""
        return bool(self.overlapping.get(id(self.at(place))))

    def is_parent(self, place: str) -> bool:
        """Say whether a schema is read as the union of itself and its heirs, which a discriminator tells apart."""
        schema = self.at(place)
        return isinstance(schema, dict) and schema.get(INNER) == ALTERNATIVES

    def is_added(self, place: str) -> bool:
        """Say whether a reading added the schema at a place: the document does not have it."""
        return self._written(place)[1]

    def pointer(self, place: str) -> str:
        """Return the JSON Pointer in the document of the schema at a place."""
        if place not in self._pointers:
            self._pointers[place] = self._pointer(place)
        return self._pointers[place]

    def _pointer(self, place: str) -> str:
        origin, rest = self._origin(self._written(place)[0])
        form = self._forms.get(origin)
        if form is None or not rest.startswith("/properties/"):
            return origin + rest
        for name, pointer in form.properties_at:
            property_at = f"/properties/{escape(name)}"
            if rest == property_at or rest.startswith(f"{property_at}/"):
                return pointer + rest.removeprefix(property_at)
        return origin + rest

    def raw(self, place: str) -> Any:
        """Return the schema as the document has it, annotations included; None where it cannot be found.

        A schema that a reading added is returned as it was normalized.
        """
        written, is_added = self._written(place)
        if is_added:
            return self.at(place)
        place = written
        root = "/".join(place.split("/", 3)[:3])
        if root not in self._raw:
            self._raw[root] = self._raw_root(root)
        try:
            return _step_by_step(self._raw, place)
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    def _written(self, place: str) -> tuple[str, bool]:
        """Return the place that the document has for a schema, and whether a reading added the schema there."""
        known = self._as_written.get(place)
        if known is None:
            known = self._as_written[place] = self._without_readings(place)
        return known

    def _without_readings(self, place: str) -> tuple[str, bool]:
        root, tokens = "/".join(place.split("/", 3)[:3]), place.split("/")[3:]
        written, schema, index = root, self.at(root), 0
        while index < len(tokens):
            token = tokens[index]
            inner = schema.get(INNER) if isinstance(schema, dict) else None
            if inner is None:
                written = f"{written}/{token}"
                schema = _stepped(schema, token)
                index += 1
            elif [inner, "0"] == tokens[index : index + 2]:
                schema = schema[inner][0]
                index += 2
            else:
                return written, True
        return written, False

    def _raw_root(self, root: str) -> Any:
        origin, _ = self._origin(root)
        if origin in self._forms:
            return self._forms[origin].schema
        found = at_pointer(self._document, origin)
        return found.raw if found else None

    def _origin(self, place: str) -> tuple[str, str]:
        name, slash, rest = place.removeprefix(_DEFINITIONS).partition("/")
        return self._origins[name], slash + rest


def _step_by_step(known: dict[str, Any], place: str) -> Any:
    """Look up a place from its nearest known ancestor, and remember every place on the way."""
    steps = []
    above = place
    while above not in known:
        above, _, token = above.rpartition("/")
        steps.append(token)
    found = known[above]
    while steps:
        token = steps.pop()
        found = _stepped(found, token)
        if steps:
            above = f"{above}/{token}"
            known[above] = found
    return found


def _stepped(found: Any, token: str) -> Any:
    return found[int(token)] if isinstance(found, list) else found[unescape(token) if "~" in token else token]


def _is_bare_reference(schema: Any) -> bool:
    """Say whether a normalized schema consists of a reference alone."""
    return isinstance(schema, dict) and len(schema) == 1 and "$ref" in schema


def _is_reference(at: SchemaAt) -> bool:
    """Say whether a schema consists of a reference alone; before OAS 3.1 the siblings of a reference are ignored."""
    schema = at.schema
    if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
        return False
    return len(schema) == 1 or not RULES[at.dialect].modern
