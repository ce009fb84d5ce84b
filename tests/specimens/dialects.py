"""How each version of OpenAPI writes one field: its reference, whether it may be null, its example."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.specimens.kinds import scalar
from tests.specimens.model import Entity, Field, Json


def _extension(schema: Json) -> Json:
    """Mark a schema as nullable in OpenAPI 2.0, which has no keyword for it."""
    return schema | {"x-nullable": True}


def _flagged(schema: Json) -> Json:
    return ({"allOf": [schema]} if "$ref" in schema else schema) | {"nullable": True}


def _united(schema: Json) -> Json:
    """Let a schema of 3.1 take null: by its types, or by a branch beside a reference."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | {"type": [schema["type"], "null"]} | values


def _wrapped(schema: Json) -> Json:
    """Make room for annotations, which before 3.1 are ignored beside `$ref`."""
    return {"allOf": [schema]} if "$ref" in schema else schema


def _same(schema: Json) -> Json:
    return schema


@dataclass(frozen=True, slots=True)
class Dialect:
    """The ways of one version: where schemas are, how null is let in, and what may stand beside a reference."""

    schemas: str
    nullable: Callable[[Json], Json]
    annotated: Callable[[Json], Json]
    many_examples: bool = False

    def to(self, name: str) -> Json:
        """Refer to a schema."""
        return {"$ref": f"{self.schemas}{name}"}

    def value(self, kind: str, chance: Random) -> Json:
        """Return the schema of a kind of value."""
        if kind.startswith("["):
            items = self.value(kind[1:-1], chance)
            return {"type": "array", "items": {key: one for key, one in items.items() if key not in _EXAMPLES}}
        if kind.startswith("{"):
            return {"type": "object", "additionalProperties": self.value(kind[1:-1], chance)}
        if kind[0].isupper() and "|" not in kind:
            return self.to(kind)
        found = scalar(kind, chance)
        return found | {"examples": [found.pop("example")]} if self.many_examples else found

    def field(self, field: Field, chance: Random) -> Json:
        """Return the schema of a property."""
        schema = self.value(field.kind, chance)
        says = {"readOnly": field.read_only, "writeOnly": field.write_only, "deprecated": field.deprecated}
        marks = {key: True for key, said in says.items() if said and self.knows(key)}
        if field.nullable:
            schema = self.nullable(schema)
        if "$ref" in schema and not marks and self.annotated is not _same:
            return schema
        return (self.annotated(schema) if marks or "$ref" in schema else schema) | {
            "description": field.description,
            **marks,
        }

    def knows(self, mark: str) -> bool:
        """Say whether this version has a keyword; 2.0 has `readOnly` alone."""
        return mark == "readOnly" or self is not SWAGGER

    def members(self, entity: Entity, chance: Random) -> Json:
        """Return the properties an entity adds to its base, and which of them are required."""
        required = [field.name for field in entity.fields if field.required]
        properties = {field.name: self.field(field, chance) for field in entity.fields}
        return {"type": "object", **({"required": required} if required else {}), "properties": properties}

    def enumeration(self, entity: Entity) -> Json:
        """Return the schema of an enumeration that has a name."""
        return {"type": "string", "enum": list(entity.values), "description": entity.description}


_EXAMPLES = ("example", "examples")
SWAGGER = Dialect("#/definitions/", _extension, _wrapped)
OPENAPI_3_0 = Dialect("#/components/schemas/", _flagged, _wrapped)
OPENAPI_3_1 = Dialect("#/components/schemas/", _united, _same, many_examples=True)
