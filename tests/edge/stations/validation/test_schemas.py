"""Schemas of OpenAPI 3.0, as requests are checked by them."""

from typing import Any

import orjson
import pytest

from edge.answers.refusals import InvalidRequest
from edge.stations.validation.bodies import resource
from edge.stations.validation.schemas import compile_schema

TREE: dict[str, Any] = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
TREE["properties"]["trees"] = {"type": "array", "items": {**TREE}}  # as Connexion puts it in its own place

CASES: list[tuple[dict[str, Any], Any, bool]] = [
    ({"type": "string", "nullable": True}, None, True),
    ({"type": "string", "enum": ["a", None], "nullable": True}, None, True),
    ({"type": "string"}, None, False),
    (
        {"properties": {"nullable": {"type": "boolean"}, "type": {"type": "string"}}},
        {"type": "x", "nullable": True},
        True,
    ),
    ({"type": "integer", "format": "int32"}, 2**31 - 1, True),
    ({"type": "integer", "format": "int32"}, 2**31, False),
    ({"type": "integer", "format": "int32", "maximum": 5}, 6, False),
    ({"type": "integer", "format": "int64"}, -(2**63) - 1, False),
    ({"type": "integer", "format": "int32", "nullable": True}, None, True),
    ({"type": "string", "format": "uuid"}, "0b6ff0a455a54d6c8b4ad5e0c5a9e0a1", False),
    ({"type": "string", "format": "date-time"}, "2016-12-31T23:59:60Z", True),
    ({"type": "string", "format": "date-time"}, "2026-11-22 08:30:00Z", False),
    ({"type": "string", "format": "date-time"}, "2026-11-22T08:30:00", False),
    ({"type": "string", "format": "uri-reference"}, "\\ ", False),
    ({"required": ["id", "a"], "properties": {"id": {"readOnly": True}}}, {"a": 1}, True),
    ({"required": ["id", "a"], "properties": {"id": {"readOnly": True}}}, {"id": 1}, False),
    ({"required": ["id"], "allOf": [{"properties": {"id": {"readOnly": True}}}]}, {}, True),
    ({"properties": {"id": {"readOnly": True}}, "allOf": [{"required": ["id"]}]}, {}, True),
    ({"properties": {"id": {"readOnly": True}, "a": {"required": ["id"]}}}, {"a": {}}, False),
    (TREE, {"name": "a", "trees": [{"name": "b", "trees": [{"name": "c"}]}]}, True),
    (TREE, {"name": "a", "trees": [{"name": "b", "trees": [{"name": 1}]}]}, False),
    ({"type": "object", "additionalProperties": False, "components": TREE, "example": {"$ref": "x"}}, {"a": 1}, False),
]


@pytest.mark.parametrize(("schema", "value", "valid"), CASES)
def test_a_value_is_checked_by_what_openapi_says(schema: dict[str, Any], value: Any, valid: bool) -> None:
    assert compile_schema(schema).is_valid(value) is valid


def test_a_reference_that_was_left_is_refused() -> None:
    with pytest.raises(ValueError, match="does not resolve"):
        compile_schema({"properties": {"a": {"$ref": "#/nowhere"}}})


@pytest.mark.parametrize(("begin", "end"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_a_body_is_nested_so_deep_and_no_deeper(begin: bytes, end: bytes) -> None:
    anything = compile_schema({})
    deep = begin * 64 + b"1" + end * 64
    assert resource(deep, anything) == orjson.loads(deep)
    assert resource(b"[" + b"[]," * 200 + b"1]", anything)
    with pytest.raises(InvalidRequest, match="deeper"):
        resource(begin + deep + end, anything)
