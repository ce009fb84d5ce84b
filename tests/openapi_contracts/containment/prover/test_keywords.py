"""Every keyword combined with those it interacts with: each row is one query and its answer."""

from typing import Any

import pytest

from openapi_contracts import contains
from openapi_contracts.containment.prover.dialects import RULES

OBJECT, ARRAY, STRING, INTEGER, NUMBER = ({"type": kind} for kind in ("object", "array", "string", "integer", "number"))
YES, NO = True, False

ROWS: tuple[tuple[Any, Any, bool], ...] = (
    # type, enum, const
    (INTEGER, NUMBER, YES),
    (NUMBER, INTEGER, NO),
    ({"type": ["string", "null"]}, STRING, NO),
    (STRING, {"type": ["string", "null"]}, YES),
    ({"enum": [1, 2]}, INTEGER, YES),
    ({"enum": [1, 2.5]}, INTEGER, NO),
    ({"const": 1}, {"enum": [1.0, 2]}, YES),
    ({"const": 1}, {"const": True}, NO),
    ({"type": "boolean"}, {"enum": [True, False]}, YES),
    ({"type": "null"}, {"const": None}, YES),
    ({"enum": [1, 2]}, {"const": 1}, NO),
    (INTEGER | {"minimum": 1, "maximum": 3}, {"enum": [1, 2, 3]}, YES),
    ({"const": {"a": [1]}}, OBJECT | {"required": ["a"]}, YES),
    ({"const": [1, 1]}, {"uniqueItems": True}, NO),
    ({"enum": []}, False, YES),
    (False, {"const": 1}, YES),
    (True, {}, YES),
    # minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    (INTEGER | {"maximum": 10}, INTEGER | {"exclusiveMaximum": 11}, YES),
    (NUMBER | {"maximum": 10}, NUMBER | {"exclusiveMaximum": 11}, YES),
    (NUMBER | {"exclusiveMaximum": 11}, NUMBER | {"maximum": 10}, NO),
    (INTEGER | {"exclusiveMaximum": 11}, INTEGER | {"maximum": 10}, YES),
    (NUMBER | {"minimum": 0.1}, NUMBER | {"exclusiveMinimum": 0.1}, NO),
    (NUMBER | {"exclusiveMinimum": 0}, NUMBER | {"minimum": 0}, YES),
    (NUMBER | {"multipleOf": 6}, NUMBER | {"multipleOf": 3}, YES),
    (NUMBER | {"multipleOf": 3}, NUMBER | {"multipleOf": 6}, NO),
    (INTEGER, {"multipleOf": 1}, YES),
    (NUMBER | {"multipleOf": 0.3}, NUMBER | {"multipleOf": 0.1}, YES),
    (NUMBER | {"multipleOf": 0.5}, INTEGER, NO),
    (INTEGER, NUMBER | {"multipleOf": 0.5}, YES),
    (NUMBER | {"allOf": [{"multipleOf": 2}, {"multipleOf": 3}]}, {"multipleOf": 6}, YES),
    (NUMBER | {"minimum": 2, "maximum": 1}, STRING, YES),
    (INTEGER | {"minimum": 1, "maximum": 5, "multipleOf": 7}, False, YES),
    (INTEGER, {"anyOf": [{"multipleOf": 2}, {"not": {"multipleOf": 2}}]}, YES),
    (INTEGER | {"minimum": 1, "maximum": 10}, {"anyOf": [{"multipleOf": k} for k in (2, 3, 5, 7)]}, NO),
    (INTEGER | {"minimum": 2, "maximum": 10}, {"anyOf": [{"multipleOf": k} for k in (2, 3, 5, 7)]}, YES),
    # minLength, maxLength, pattern
    (STRING | {"minLength": 2}, STRING | {"minLength": 1}, YES),
    (STRING | {"maxLength": 2}, STRING | {"maxLength": 1}, NO),
    (STRING, {"minLength": 0}, YES),
    (STRING | {"pattern": "^[a-z]{3}$"}, STRING | {"minLength": 3, "maxLength": 3}, YES),
    (STRING | {"pattern": "^a"}, STRING | {"pattern": "a"}, YES),
    (STRING | {"pattern": "a"}, STRING | {"pattern": "^a"}, NO),
    (STRING | {"pattern": "^ab?$", "minLength": 2}, {"const": "ab"}, YES),
    (STRING | {"maxLength": 0}, {"enum": [""]}, YES),
    (STRING | {"minLength": 3, "maxLength": 2}, False, YES),
    (STRING, {"pattern": ""}, YES),
    (STRING | {"pattern": "^(a|b)$"}, {"enum": ["a", "b"]}, YES),
    (STRING | {"pattern": "^(?=.*1)[01]+$"}, {"pattern": "1"}, YES),
    # items, prefixItems, minItems, maxItems, uniqueItems
    (ARRAY | {"items": INTEGER}, ARRAY | {"items": NUMBER}, YES),
    (ARRAY | {"items": NUMBER}, ARRAY | {"items": INTEGER}, NO),
    (ARRAY | {"items": False}, ARRAY | {"maxItems": 0}, YES),
    (ARRAY | {"maxItems": 0}, ARRAY | {"items": STRING}, YES),
    (ARRAY | {"prefixItems": [INTEGER]}, ARRAY | {"items": INTEGER}, NO),
    (ARRAY | {"items": INTEGER}, ARRAY | {"prefixItems": [NUMBER, NUMBER]}, YES),
    (ARRAY | {"prefixItems": [INTEGER], "items": False}, ARRAY | {"items": NUMBER, "maxItems": 1}, YES),
    (ARRAY | {"minItems": 2}, ARRAY | {"minItems": 1}, YES),
    (ARRAY | {"maxItems": 1}, ARRAY | {"uniqueItems": True}, YES),
    (ARRAY | {"maxItems": 2}, ARRAY | {"uniqueItems": True}, NO),
    (ARRAY | {"uniqueItems": True}, ARRAY, YES),
    (ARRAY | {"uniqueItems": True, "items": {"type": "boolean"}}, ARRAY | {"maxItems": 2}, YES),
    (ARRAY | {"uniqueItems": True, "items": {"enum": [1, 2, 3]}}, ARRAY | {"maxItems": 2}, NO),
    (ARRAY | {"uniqueItems": True, "minItems": 3, "prefixItems": [{"enum": [1, 2]}] * 3}, False, YES),
    (
        ARRAY
        | {"uniqueItems": True, "minItems": 3, "prefixItems": [{"enum": [1, 2]}, {"enum": [1, 2]}, {"enum": [2, 3]}]},
        False,
        NO,
    ),
    (ARRAY | {"minItems": 1, "items": {"minimum": 1, "maximum": 0, "type": "integer"}}, False, YES),
    # contains, minContains, maxContains
    (ARRAY | {"items": INTEGER, "minItems": 1}, ARRAY | {"contains": NUMBER}, YES),
    (ARRAY | {"contains": INTEGER}, ARRAY | {"minItems": 1}, YES),
    (ARRAY, ARRAY | {"contains": INTEGER}, NO),
    (ARRAY | {"contains": INTEGER, "minContains": 2}, ARRAY | {"minItems": 2}, YES),
    (ARRAY | {"contains": INTEGER, "maxContains": 2}, ARRAY | {"contains": INTEGER, "maxContains": 1}, NO),
    (ARRAY | {"contains": INTEGER, "maxContains": 1}, ARRAY | {"contains": INTEGER, "maxContains": 2}, YES),
    (ARRAY | {"contains": INTEGER, "minContains": 0}, ARRAY, YES),
    (ARRAY | {"contains": INTEGER, "maxContains": 1}, ARRAY | {"contains": NUMBER, "maxContains": 1}, NO),
    (ARRAY | {"contains": NUMBER, "maxContains": 1}, ARRAY | {"contains": NUMBER, "minContains": 1}, YES),
    (ARRAY | {"allOf": [{"contains": INTEGER}, {"contains": STRING}]}, ARRAY | {"minItems": 2}, YES),
    (ARRAY | {"allOf": [{"contains": INTEGER}, {"contains": NUMBER}]}, ARRAY | {"minItems": 2}, NO),
    # properties, required, additionalProperties, patternProperties, propertyNames, minProperties, maxProperties
    (OBJECT | {"required": ["a"]}, OBJECT, YES),
    (OBJECT, OBJECT | {"required": ["a"]}, NO),
    (OBJECT | {"required": ["a", "b"]}, OBJECT | {"minProperties": 2}, YES),
    (OBJECT | {"properties": {"a": INTEGER}}, OBJECT | {"properties": {"a": NUMBER}}, YES),
    (OBJECT | {"properties": {"a": NUMBER}}, OBJECT | {"properties": {"a": INTEGER}}, NO),
    (OBJECT, OBJECT | {"properties": {"a": INTEGER}}, NO),
    (OBJECT | {"additionalProperties": False}, OBJECT | {"maxProperties": 0}, YES),
    (OBJECT | {"properties": {"a": INTEGER}, "additionalProperties": False}, OBJECT | {"maxProperties": 1}, YES),
    (OBJECT | {"additionalProperties": INTEGER}, OBJECT | {"properties": {"a": NUMBER}}, YES),
    (OBJECT | {"properties": {"a": False}}, {"not": {"required": ["a"]}}, YES),
    (OBJECT | {"properties": {"a": False}}, {"properties": {"a": INTEGER}}, YES),
    (OBJECT | {"patternProperties": {"^a": INTEGER}}, OBJECT | {"properties": {"ab": NUMBER}}, YES),
    (OBJECT | {"patternProperties": {"^a": INTEGER}}, OBJECT | {"properties": {"b": NUMBER}}, NO),
    (
        OBJECT | {"patternProperties": {"^a": INTEGER}, "additionalProperties": False},
        OBJECT | {"propertyNames": {"pattern": "^a"}},
        YES,
    ),
    (OBJECT | {"propertyNames": {"enum": ["a", "b"]}}, OBJECT | {"maxProperties": 2}, YES),
    (OBJECT | {"propertyNames": {"maxLength": 0}}, OBJECT | {"maxProperties": 1}, YES),
    (OBJECT | {"propertyNames": {"pattern": "^a$"}, "minProperties": 1}, OBJECT | {"required": ["a"]}, YES),
    (OBJECT | {"propertyNames": False}, {"const": {}}, YES),
    (OBJECT | {"minProperties": 3, "properties": {"a": {}, "b": {}}, "additionalProperties": False}, False, YES),
    (OBJECT | {"required": ["a"], "maxProperties": 0}, False, YES),
    (OBJECT | {"required": ["x"], "properties": {"a": INTEGER}, "additionalProperties": False}, False, YES),
    # dependentRequired, dependentSchemas, unevaluatedItems, unevaluatedProperties
    (OBJECT | {"required": ["a"], "dependentRequired": {"a": ["b"]}}, OBJECT | {"required": ["b"]}, YES),
    (OBJECT | {"dependentRequired": {"a": ["b"]}}, OBJECT | {"required": ["b"]}, NO),
    (OBJECT | {"dependentSchemas": {"a": {"required": ["b"]}}}, OBJECT | {"dependentRequired": {"a": ["b"]}}, YES),
    ({"dependentSchemas": {"a": False}}, {"not": OBJECT | {"required": ["a"]}}, YES),
    (OBJECT | {"properties": {"a": INTEGER}, "unevaluatedProperties": False}, OBJECT | {"maxProperties": 1}, YES),
    (
        OBJECT | {"allOf": [{"properties": {"a": INTEGER}}], "unevaluatedProperties": False},
        OBJECT | {"properties": {"a": INTEGER}, "additionalProperties": False},
        YES,
    ),
    (
        OBJECT
        | {"anyOf": [{"properties": {"a": INTEGER}}, {"properties": {"b": INTEGER}}], "unevaluatedProperties": False},
        OBJECT | {"propertyNames": {"enum": ["a", "b"]}},
        YES,
    ),
    (
        OBJECT
        | {"anyOf": [{"properties": {"a": INTEGER}}, {"properties": {"b": INTEGER}}], "unevaluatedProperties": False},
        OBJECT | {"propertyNames": {"enum": ["a"]}},
        NO,
    ),
    (
        OBJECT | {"if": {"required": ["k"]}, "then": {"properties": {"k": INTEGER}}, "unevaluatedProperties": False},
        OBJECT | {"maxProperties": 1},
        YES,
    ),
    (ARRAY | {"prefixItems": [INTEGER], "unevaluatedItems": False}, ARRAY | {"maxItems": 1}, YES),
    (ARRAY | {"contains": INTEGER, "unevaluatedItems": False}, ARRAY | {"items": INTEGER, "minItems": 1}, YES),
    # allOf, anyOf, oneOf, not, if
    ({"allOf": [STRING, {"minLength": 1}]}, STRING | {"minLength": 1}, YES),
    (STRING | {"minLength": 1}, {"allOf": [STRING, {"minLength": 1}]}, YES),
    ({"allOf": [STRING, INTEGER]}, False, YES),
    ({"anyOf": [STRING, INTEGER]}, {"type": ["string", "integer"]}, YES),
    ({"anyOf": [STRING, INTEGER]}, {"oneOf": [STRING, INTEGER]}, YES),
    ({"anyOf": [NUMBER, INTEGER]}, {"oneOf": [NUMBER, INTEGER]}, NO),
    ({"oneOf": [NUMBER, INTEGER]}, {"not": INTEGER}, YES),
    ({"oneOf": [STRING, INTEGER]}, {"anyOf": [STRING, INTEGER, OBJECT]}, YES),
    ({"oneOf": [STRING, INTEGER]}, {"oneOf": [STRING, NUMBER]}, YES),
    ({"oneOf": [STRING, STRING]}, False, YES),
    ({"oneOf": [STRING, INTEGER]}, {"oneOf": [STRING, INTEGER, NUMBER]}, NO),
    ({"not": STRING}, {"type": ["null", "boolean", "number", "array", "object"]}, YES),
    ({"not": {"not": STRING}}, STRING, YES),
    ({"if": STRING, "then": {"minLength": 1}, "else": False}, STRING | {"minLength": 1}, YES),
    ({"if": STRING, "then": {"const": "a"}}, {"anyOf": [{"const": "a"}, {"not": STRING}]}, YES),
    ({"if": INTEGER, "else": STRING}, {"type": ["integer", "string"]}, YES),
    ({"not": {"minimum": 3}}, NUMBER | {"exclusiveMaximum": 3}, YES),
    # references and recursion
    ({"$defs": {"x": STRING}, "$ref": "#/$defs/x"}, STRING, YES),
    (OBJECT | {"properties": {"n": {"$ref": "#"}}}, OBJECT, YES),
    (
        OBJECT | {"properties": {"n": {"$ref": "#"}, "v": INTEGER}},
        OBJECT | {"properties": {"n": {"$ref": "#"}, "v": NUMBER}},
        YES,
    ),
    (
        OBJECT | {"properties": {"n": {"$ref": "#"}, "v": NUMBER}},
        OBJECT | {"properties": {"n": {"$ref": "#"}, "v": INTEGER}},
        NO,
    ),
    (OBJECT | {"properties": {"n": {"$ref": "#"}}, "required": ["n"]}, False, YES),
    ({"$defs": {"x": {"$anchor": "a"} | STRING}, "$ref": "#a"}, STRING, YES),
    ({"$id": "http://a/b", "$defs": {"x": {"$id": "c"} | STRING}, "$ref": "http://a/c"}, STRING, YES),
    ({"$dynamicRef": "#d", "$defs": {"x": {"$dynamicAnchor": "d"} | STRING}}, STRING, YES),
)
# Named differently in 2020-12, or tested in test_dialects and test_formats.
ELSEWHERE = {"format", "nullable", "dependencies", "additionalItems", "$recursiveRef", "x-unclear"}


@pytest.mark.parametrize(("sub", "sup", "expected"), ROWS, ids=lambda value: str(value)[:60])
def test_a_keyword_means_what_the_specification_says(sub: Any, sup: Any, expected: bool) -> None:
    assert contains(sub, sup).verdict == ("contained" if expected else "not-contained")


def test_every_keyword_occurs_on_both_sides_of_a_query() -> None:
    asked = {keyword for sub, sup, _ in ROWS for keyword in _keywords([sub, sup])}
    assert asked >= {keyword for rules in RULES.values() for keyword in rules.keywords} - ELSEWHERE


def _keywords(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*[_keywords(child) for child in value.values()])
    return set().union(*[_keywords(child) for child in value]) if isinstance(value, list) else set()
