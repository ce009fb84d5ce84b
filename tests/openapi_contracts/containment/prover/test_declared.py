"""The content model in which a sender sends only properties that its schema declares."""

import re
from random import Random
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.containment.prover import ContentModel, Empty, Found
from openapi_contracts.containment.prover.values import thaw
from tests.openapi_contracts.containment.prover.comparing import SchemaPair
from tests.openapi_contracts.containment.prover.schemas import Instances, Schemas

O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
A = {"properties": {"a": {"type": "string"}}}
AB = {"properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}
ROWS: dict[str, tuple[Any, Any, bool]] = {  # what is sent, what is received, whether the declared suffices
    "an optional property is added": (O | A, O | AB, True),
    "a property is no longer declared, and ignored": (O | AB, O | A, True),
    "a property is no longer allowed": (O | AB, O | A | {"additionalProperties": False}, False),
    "an open object meets a closed one": (O | A, O | A | {"additionalProperties": False}, True),
    "additionalProperties true allows undeclared properties": (O | A | {"additionalProperties": True}, O | AB, False),
    "additionalProperties with a schema allows undeclared properties": (
        O | A | {"additionalProperties": {"type": "null"}},
        O | AB,
        False,
    ),
    "an object that declares nothing is open": (O, O | AB | {"additionalProperties": False}, False),
    "an object that declares nothing was no promise of what the receiver declares": (O, O | AB, True),
    "an object that declares nothing lacks what is required": (O, O | AB | {"required": ["a"]}, False),
    "a type that is narrowed": (O | {"properties": {"a": {}}}, O | A, False),
    "a required property counts as declared": (O | A | {"required": ["b"]}, O | AB, False),
    "a pattern declares what it matches": (O | {"patternProperties": {"^b": {}}}, O | AB, False),
    "declarations of allOf are joined": ({"allOf": [O | A, {"properties": {"c": {}}}]}, O | AB, True),
    "nested objects are closed too": (O | {"properties": {"a": O | A}}, O | {"properties": {"a": O | AB}}, True),
    "objects in arrays are closed too": ({"type": "array", "items": O | A}, {"items": O | AB}, True),
    "a declaration in one branch does not apply to the others": (
        {"oneOf": [O | A | {"required": ["a"]}, {"type": "null"}]},
        {"anyOf": [AB]},
        True,
    ),
    "a branch declares what another narrows": (
        {"allOf": [O | A, {"anyOf": [{"properties": {"b": {}}}, {"properties": {"c": {}}}]}]},
        O | AB,
        False,
    ),
    "a branch that declares nothing stays open": (
        {"anyOf": [O, {"type": "null"}]},
        AB | {"additionalProperties": False},
        False,
    ),
    "the receiver declares nothing for the sender": (O, {"not": O | A | {"required": ["c"]}}, False),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_sender_sends_only_declared_properties(name: str) -> None:
    sub, sup, expected = ROWS[name]
    result = SchemaPair(sub, sup, content_model=ContentModel.DECLARED).contained()
    assert isinstance(result, Empty if expected else Found)
    if isinstance(result, Found):
        assert jsonschema_rs.Draft202012Validator(sub).is_valid(thaw(result.value))
        assert not jsonschema_rs.Draft202012Validator(sup).is_valid(thaw(result.value))


class _Plain(Schemas):
    """Generates schemas without conditionals and negation, so that a short oracle can find their declarations."""

    def object(self, depth: int) -> dict[str, Any]:
        left_out = ("dependentSchemas", "dependentRequired", "unevaluatedProperties")
        return {key: value for key, value in super().object(depth).items() if key not in left_out}

    def array(self, depth: int) -> dict[str, Any]:
        made = super().array(depth)
        return {key: made[key] for key in made if key in ("type", "items", "prefixItems", "minItems", "uniqueItems")}

    def union(self, depth: int) -> dict[str, Any]:
        made = super().union(depth)
        return self.object(depth) if "if" in made else made

    def negation(self, depth: int) -> dict[str, Any]:
        return self.object(depth)


class _Sendable:
    """An independent oracle: whether a schema declares every property of a value.

    `promised` are the properties that a receiver declares: an object that declares nothing sends none of them.
    """

    def __init__(self, root: Any, promised: frozenset[str] = frozenset()) -> None:
        self.root = root
        self.promised = promised

    def __call__(self, schemas: list[Any], value: Any) -> bool:
        here = [one for schema in schemas for one in self._in_place(schema, value, 0)]
        if any("const" in one or "enum" in one for one in here):
            return True  # a value that is listed is declared
        if isinstance(value, dict):
            return all(self._admits(here, name) and self(_under(here, name), item) for name, item in value.items())
        if isinstance(value, list):
            return all(self(_at(here, index), item) for index, item in enumerate(value))
        return True

    def _in_place(self, schema: Any, value: Any, depth: int) -> list[Any]:
        if not isinstance(schema, dict) or depth > 12:
            return []
        inner = list(schema.get("allOf", []))
        if "$ref" in schema:
            inner.append(self.root["$defs"][schema["$ref"].rsplit("/", 1)[1]])
        inner += [one for key in ("anyOf", "oneOf") for one in schema.get(key, []) if self._accepts(one, value)]
        return [schema, *[one for child in inner for one in self._in_place(child, value, depth + 1)]]

    def _accepts(self, schema: Any, value: Any) -> bool:
        whole = schema if isinstance(schema, bool) else schema | {"$defs": self.root["$defs"]}
        return jsonschema_rs.Draft202012Validator(whole).is_valid(value)

    def _admits(self, here: list[Any], name: str) -> bool:
        described = any("properties" in one or one.get("patternProperties") for one in here)
        if any(one.get("additionalProperties", False) is not False for one in here):
            return True
        if not described and name not in self.promised:
            return True
        return any(
            name in one.get("properties", {})
            or name in one.get("required", [])
            or any(re.search(text, name) for text in one.get("patternProperties", {}))
            for one in here
        )


def _declared(schema: Any) -> frozenset[str]:
    """Return the names of all properties that a schema declares, at any depth."""
    found: set[str] = set()
    pending = [schema]
    for one in pending:
        if isinstance(one, dict):
            found |= set(one.get("properties", {}))
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return frozenset(found)


def _under(here: list[Any], name: str) -> list[Any]:
    found: list[Any] = []
    for one in here:
        own = [one["properties"][name]] if name in one.get("properties", {}) else []
        own += [child for text, child in one.get("patternProperties", {}).items() if re.search(text, name)]
        found += own or [one.get("additionalProperties", True)]
    return found


def _at(here: list[Any], index: int) -> list[Any]:
    prefixes = [one.get("prefixItems", []) for one in here]
    return [
        prefix[index] if index < len(prefix) else one.get("items", True)
        for one, prefix in zip(here, prefixes, strict=True)
    ]


@pytest.mark.parametrize("chunk", range(4))
def test_no_declared_instance_contradicts_a_proof_and_witnesses_have_only_declared_properties(chunk: int) -> None:
    sampled = found = 0
    for index in range(chunk * 150, (chunk + 1) * 150):
        rng = Random(f"declared/{index}")
        schemas = _Plain(rng)
        sub = schemas.document()
        sup = schemas.changed(sub) if rng.random() < 0.7 else schemas.document()
        result, sendable = SchemaPair(sub, sup, content_model=ContentModel.DECLARED).contained(), _Sendable(sub)
        promising = _Sendable(sub, _declared(sup))
        inside, outside = jsonschema_rs.Draft202012Validator(sub), jsonschema_rs.Draft202012Validator(sup)
        if isinstance(result, Found):
            value = thaw(result.value)
            found += 1
            assert inside.is_valid(value)
            assert not outside.is_valid(value)
            assert sendable([sub], value), (value, sub, sup)
        elif isinstance(result, Empty):
            for value in [Instances(rng, sub).of(sub) for _ in range(30)]:
                if inside.is_valid(value) and promising([sub], value):
                    sampled += 1
                    assert outside.is_valid(value), (value, sub, sup)
    assert sampled > 500
    assert found > 20
