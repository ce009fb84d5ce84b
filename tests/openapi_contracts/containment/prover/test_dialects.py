"""Keywords that dialects read differently."""

from typing import Any

import pytest

from openapi_contracts import contains

BOUNDED = {"type": "integer", "minimum": 0, "exclusiveMinimum": True}
ROWS: tuple[tuple[str, Any, Any, str], ...] = (
    ("draft4", BOUNDED, {"minimum": 1}, "contained"),
    ("oas3.0", BOUNDED, {"minimum": 1}, "contained"),
    ("2020-12", BOUNDED, {"minimum": 1}, "undecided"),
    ("draft6", {"type": "integer", "exclusiveMinimum": 0}, {"minimum": 1}, "contained"),
    ("draft4", {"const": 1}, {"type": "integer"}, "not-contained"),
    ("draft6", {"const": 1}, {"type": "integer"}, "contained"),
    ("draft6", {"if": False, "else": False}, False, "not-contained"),
    ("draft7", {"if": False, "else": False}, False, "contained"),
    ("draft7", {"items": [{"type": "string"}], "additionalItems": False}, {"maxItems": 1}, "contained"),
    ("2019-09", {"items": [{"type": "string"}], "additionalItems": False}, {"maxItems": 1}, "contained"),
    ("2020-12", {"prefixItems": [{"type": "string"}], "items": False}, {"maxItems": 1}, "contained"),
    ("2020-12", {"items": [{"type": "string"}]}, {}, "undecided"),
    ("draft7", {"dependencies": {"a": ["b"]}, "required": ["a"], "type": "object"}, {"required": ["b"]}, "contained"),
    ("draft7", {"dependencies": {"a": False}, "type": "object"}, {"properties": {"a": False}}, "contained"),
    ("2020-12", {"dependencies": {"a": False}, "type": "object"}, {"properties": {"a": False}}, "not-contained"),
    (
        "2019-09",
        {"dependentRequired": {"a": ["b"]}, "required": ["a"], "type": "object"},
        {"required": ["b"]},
        "contained",
    ),
    ("2019-09", {"items": {"$recursiveRef": "#"}, "type": "array"}, {"items": {"type": "array"}}, "contained"),
    ("2019-09", {"type": "object", "properties": {"a": {"$recursiveRef": "#"}}, "required": ["a"]}, False, "contained"),
    ("2019-09", {"contains": {"type": "null"}, "maxContains": 0, "type": "array"}, False, "contained"),
    ("draft7", {"contains": {"type": "null"}, "maxContains": 0, "type": "array"}, False, "not-contained"),
    (
        "draft4",
        {"id": "http://a/b", "definitions": {"x": {"id": "#x", "type": "null"}}, "allOf": [{"$ref": "#x"}]},
        {"type": "null"},
        "contained",
    ),
    ("oas3.0", {"type": "string", "nullable": True}, {"type": "string"}, "not-contained"),
    ("oas3.0", {"type": "string"}, {"type": "string", "nullable": True}, "contained"),
    ("oas3.0", {"nullable": True, "enum": ["a"]}, {"enum": ["a"]}, "contained"),
    ("oas3.0", {"type": "string", "nullable": True, "enum": ["a"]}, {"enum": ["a"]}, "contained"),
    ("oas3.0", {"type": "object", "patternProperties": {"a": False}}, {"properties": {"a": False}}, "not-contained"),
    (
        "oas3.0",
        {"components": {"schemas": {"P": {"type": "number"}}}, "$ref": "#/components/schemas/P", "type": "null"},
        {"type": "integer"},
        "not-contained",
    ),
    (
        "oas3.1",
        {"components": {"schemas": {"P": {"type": "number"}}}, "$ref": "#/components/schemas/P", "type": "null"},
        False,
        "contained",
    ),
    ("oas3.1", {"type": "string", "nullable": True}, {"type": "string"}, "contained"),
    ("oas3.1", {"type": ["string", "null"]}, {"type": "string"}, "not-contained"),
)


@pytest.mark.parametrize(("dialect", "sub", "sup", "verdict"), ROWS, ids=lambda value: str(value)[:50])
def test_a_keyword_is_read_as_its_dialect_defines(dialect: str, sub: Any, sup: Any, verdict: str) -> None:
    answer = contains(sub, sup, dialect=dialect)
    assert answer.verdict == verdict, answer.reason
