"""Schemas made at random of a seed, and instances that a schema allows or nearly does."""

import random
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

NAMES = ("a", "b", "c", "d")
STRINGS = ("", "x", "ab", "abc", "2020-01-01", "zzzzzz")
NUMBERS = (-3, -1, 0, 1, 2, 3, 10, 1.5, -0.5)  # 1.0 is an integer since draft 6 only, and so in no table
PATTERNS = ("^a", "b$", "^[a-c]*$", "[0-9]")
DEEPEST = 6


class Samples:
    """A source of instances for the raw schemas of one document."""

    def __init__(self, document: Mapping[str, Any], seed: int) -> None:
        self.document = document
        self.random = random.Random(seed)

    def around(self, schema: Any, count: int) -> list[Any]:
        """Make instances that the schema may allow, and the same bent somewhere."""
        made = [self.instance(schema) for _ in range(count)]
        return made + [self.bent(value) for value in made] + [self.value()]

    def instance(self, schema: Any, depth: int = 0) -> Any:
        """Make an instance that the schema probably allows."""
        schema = self.resolved(schema)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self.random.choice(schema["enum"])
        if depth > DEEPEST:
            return {}
        branches = list(schema.get("allOf", []))
        branches += [self.random.choice(schema[key]) for key in ("oneOf", "anyOf") if schema.get(key)]
        parts = [self.instance(branch, depth + 1) for branch in branches]
        own = self._typed(schema, depth) if not parts or "type" in schema or "properties" in schema else {}
        if isinstance(own, dict) and all(isinstance(part, dict) for part in parts):
            return {name: value for part in (own, *parts) for name, value in part.items()}
        return self.random.choice([own, *parts])

    def resolved(self, schema: Any) -> dict[str, Any]:
        for _ in range(20):
            if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
                break
            target: Any = self.document
            for token in unquote(schema["$ref"]).split("/")[1:]:
                step = token.replace("~1", "/").replace("~0", "~")
                target = target[int(step)] if isinstance(target, list) else target.get(step, {})
            schema = target
        return schema if isinstance(schema, dict) else {}

    def _typed(self, schema: dict[str, Any], depth: int) -> Any:
        kinds = schema.get("type", "object" if "properties" in schema else None)
        kind = self.random.choice(kinds) if isinstance(kinds, list) else kinds
        if schema.get("nullable") is True and self.random.random() < 0.2:
            return None
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            count = self.random.randint(schema.get("minItems", 0), min(schema.get("maxItems", 3), 4) + 1)
            return [self.instance(schema.get("items", {}), depth + 1) for _ in range(count)]
        if kind in ("integer", "number"):
            bounds = [schema[key] for key in ("minimum", "maximum") if isinstance(schema.get(key), int)]
            near = [bound + step for bound in bounds for step in (-1, 0, 1)] or [0, 1, 7]
            return self.random.choice(near + ([0.5] if kind == "number" else []))
        if kind == "string":
            return self.random.choice([*STRINGS, "x" * min(schema.get("minLength", 1), 300)])
        return {"boolean": True, "null": None}.get(kind) if kind else self.value()

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        kept = {}
        for name, child in properties.items():
            wanted = name in schema.get("required", []) if isinstance(schema.get("required", []), list) else False
            if self.random.random() < (0.95 if wanted else 1.5 / (depth + 1) / (1 + len(properties) / 8)):
                kept[name] = self.instance(child, depth + 1)
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict) or self.random.random() < 0.1:
            kept["zz"] = self.instance(extra if isinstance(extra, dict) else {}, depth + 1)
        return kept

    def value(self) -> Any:
        """Make any small value."""
        return self.random.choice(
            [None, True, False, *NUMBERS, *STRINGS, [], [1], ["x", "x"], {}, {"a": 1}, {"b": None}]
        )

    def bent(self, value: Any) -> Any:
        """Change a value in one place."""
        if isinstance(value, dict) and value and self.random.random() < 0.8:
            name = self.random.choice(sorted(value))
            if self.random.random() < 0.4:
                return {other: kept for other, kept in value.items() if other != name}
            return value | {name: self.bent(value[name])}
        if isinstance(value, list) and value and self.random.random() < 0.8:
            index = self.random.randrange(len(value))
            return [*value[:index], self.bent(value[index]), *value[index + 1 :]]
        return self.value()


def document(seed: int, version: str) -> dict[str, Any]:
    """Make a document whose four component schemas are random; every reference that applies in place leads onward."""
    chance = random.Random(seed)
    schemas = {name: _schema(chance, version, index, 0) for index, name in enumerate(NAMES)}
    return {"openapi": version, "info": {}, "paths": {}, "components": {"schemas": schemas}}


def _schema(chance: random.Random, version: str, index: int, depth: int, *, in_place: bool = True) -> dict[str, Any]:
    targets = NAMES[index + 1 :] if in_place else NAMES
    if targets and depth and chance.random() < 0.25:
        return {"$ref": f"#/components/schemas/{chance.choice(targets)}"}
    schema: dict[str, Any] = {}
    for keyword in chance.sample(sorted(_MAKERS), chance.randint(1, 4)):
        _MAKERS[keyword](chance, schema, version, index, depth)
    if version.startswith("3.1"):
        _modernise(chance, schema)
    return schema


def _modernise(chance: random.Random, schema: dict[str, Any]) -> None:
    if schema.pop("nullable", False) and "type" in schema:
        schema["type"] = [schema["type"], "null"]
    for keyword, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.pop(keyword, False):
            schema[keyword] = schema.pop(bound)
    if chance.random() < 0.1:
        schema["const"] = chance.choice(STRINGS)
    if chance.random() < 0.1:
        schema["patternProperties"] = {"^a": {"type": "integer"}}
    if "properties" in schema and chance.random() < 0.2:
        schema["unevaluatedProperties"] = False
    if chance.random() < 0.1:
        schema |= {"if": {"required": ["a"]}, "then": {"required": ["b"]}}


def _make_type(chance: random.Random, schema: dict[str, Any], version: str, index: int, depth: int) -> None:
    schema["type"] = chance.choice(["string", "integer", "number", "boolean", "array", "object", "object", "object"])
    if schema["type"] == "array":
        schema["items"] = _schema(chance, version, index, depth + 1, in_place=False) if depth < 3 else {}
    if chance.random() < 0.4:
        schema["nullable"] = chance.choice([True, True, False])


def _make_numbers(chance: random.Random, schema: dict[str, Any], *_: object) -> None:
    schema["minimum"], schema["maximum"] = sorted(chance.sample(range(-3, 11), 2))
    for keyword in ("exclusiveMinimum", "exclusiveMaximum"):
        if chance.random() < 0.5:
            schema[keyword] = chance.choice([True, False])


def _make_object(chance: random.Random, schema: dict[str, Any], version: str, index: int, depth: int) -> None:
    if depth < 3:
        names = chance.sample(NAMES, chance.randint(1, 3))
        made = {name: _schema(chance, version, index, depth + 1, in_place=False) for name in names}
        for child in made.values():
            if "$ref" not in child and chance.random() < 0.2 and version.startswith("3.0"):
                child[chance.choice(["readOnly", "writeOnly"])] = True
        schema["properties"] = made
        schema["required"] = chance.sample(NAMES, chance.randint(1, 2))


def _make_union(chance: random.Random, schema: dict[str, Any], version: str, index: int, depth: int) -> None:
    if depth < 3:
        keyword = chance.choice(["allOf", "anyOf", "oneOf"])
        schema[keyword] = [_schema(chance, version, index, depth + 1) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.1:
            schema["not"] = _schema(chance, version, index, depth + 1)


def _make_rest(chance: random.Random, schema: dict[str, Any], *_: object) -> None:
    schema.setdefault("additionalProperties", chance.choice([True, False, {"type": "integer"}, {}]))
    schema |= {"minLength": chance.randint(0, 3), "maxLength": chance.randint(2, 5), "pattern": chance.choice(PATTERNS)}
    schema |= {"minItems": chance.randint(0, 1), "uniqueItems": chance.choice([True, False])}
    schema |= {"example": 1, "description": "Not a constraint", "x-own": {"type": "string"}, "deprecated": True}


def _make_values(chance: random.Random, schema: dict[str, Any], *_: object) -> None:
    schema["enum"] = chance.sample([None, "x", "ab", 1, 2, True, {"a": 1}], 4)


_MAKERS: dict[str, Callable[[random.Random, dict[str, Any], str, int, int], None]] = {
    "type": _make_type,
    "numbers": _make_numbers,
    "object": _make_object,
    "union": _make_union,
    "rest": _make_rest,
    "values": _make_values,
}
