"""A document as it is written: places in it, with references followed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from referencing import Registry, Specification

from tests.openapi_contracts.acceptance.judging import Unjudged

COMPOSING = ("allOf", "anyOf", "oneOf")
CONDITIONAL = ("then", "else")
MOST_FOLLOWED = 30


@dataclass(frozen=True)
class Contract:
    """A document; `formats_count` if its formats are to be held, which else are annotations."""

    document: Mapping[str, Any] = field(repr=False)
    formats_count: bool = False

    @property
    def root(self) -> "Place":
        return Place(self, "", self.document)

    @cached_property
    def registry(self) -> Any:
        """The document for a validator to look references up in."""
        return Registry().with_resource("urn:contract", Specification.OPAQUE.create_resource(self.document))

    @property
    def is_3_1(self) -> bool:
        """Whether schemas are those of JSON Schema 2020-12, as in 3.2 too."""
        return str(self.document["openapi"]).startswith(("3.1", "3.2"))


@dataclass(frozen=True)
class Place:
    """One value of a document and the JSON Pointer to it, in which references have been followed."""

    contract: Contract = field(repr=False)
    pointer: str
    raw: Any = field(repr=False)

    def at(self, *keys: str | int) -> "Place | None":
        """Return the place below, whatever it refers to; None where there is none."""
        place: Place | None = self
        for key in keys:
            place = place.child(key) if place else None
        return place

    def child(self, key: str | int) -> "Place | None":
        """Return a member or an item, whatever it refers to."""
        known = (
            key in self.raw
            if isinstance(self.raw, dict)
            else isinstance(self.raw, list) and key in range(len(self.raw))
        )
        escaped = str(key).replace("~", "~0").replace("/", "~1")
        return Place(self.contract, f"{self.pointer}/{escaped}", self.raw[key]).followed() if known else None

    def children(self) -> "Iterator[tuple[str, Place]]":
        """List the members of an object, or the items of an array, each with its key."""
        keys = list(self.raw) if isinstance(self.raw, dict) else range(len(self.raw or ()))
        for key in keys:
            place = self.child(key)
            if place is not None:
                yield str(key), place

    def get(self, key: str, default: Any = None) -> Any:
        """Return the raw value of a member."""
        return self.raw.get(key, default) if isinstance(self.raw, dict) else default

    def followed(self) -> "Place":
        """Follow `$ref` as long as there is one; schemas are left to the validator, which does the same."""
        place = self
        for _ in range(MOST_FOLLOWED):
            reference = place.get("$ref")
            if not isinstance(reference, str):
                return place
            place = place.to(reference)
        raise Unjudged("a reference leads in circles")

    def to(self, reference: str) -> "Place":
        """Return what a reference leads to."""
        if not reference.startswith("#/"):
            raise Unjudged(f"the reference {reference} refers to another document")
        pointer = unquote(reference[1:])
        value: Any = self.contract.document
        for key in (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]):
            value = value[int(key)] if isinstance(value, list) else value.get(key) if isinstance(value, dict) else None
        if value is None:
            raise Unjudged(f"the reference {reference} leads nowhere")
        return Place(self.contract, pointer, value)


def composed(schemas: list[Place]) -> list[Place]:
    """List schemas and all that they may be composed of."""
    found: dict[str, Place] = {}
    pending = list(schemas)
    while pending:
        schema = pending.pop()
        if schema.pointer in found or not isinstance(schema.raw, dict):
            continue
        found[schema.pointer] = schema
        pending += [one for key in COMPOSING if (branches := schema.at(key)) for _, one in branches.children()]
        pending += [one for key in CONDITIONAL if (one := schema.at(key))]
    return list(found.values())


def inside(parts: list[Place], key: str | int) -> list[Place]:
    """List the schemas that parts of a schema give to a property or an item."""
    if isinstance(key, int):
        first = [found for part in parts if (found := part.at("prefixItems", key))]
        return first or [found for part in parts if (found := part.at("items"))]
    named = [found for part in parts if (found := part.at("properties", key))]
    others = [found for part in parts if (found := part.at("additionalProperties")) and isinstance(found.raw, dict)]
    return named or others
