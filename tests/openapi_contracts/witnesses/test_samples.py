"""Samples: short, readable, valid for the schema in its direction, and of declared properties only."""

from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.schemas import NoSample, SampledSchemas, Trace
from tests.openapi_contracts.witnesses.asking import sample, schema_of

S, I = {"type": "string"}, {"type": "integer"}  # noqa: E741 - the types
REF = {"$ref": "#/components/schemas/T"}


def o(required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties}


SAMPLES: list[tuple[Any, Any]] = [
    ({}, "a"),
    (True, "a"),
    (S, "a"),
    (S | {"minLength": 3}, "aaa"),
    (S | {"maxLength": 0}, ""),
    (S | {"pattern": "^x[0-9]{2}$"}, "x00"),
    (S | {"format": "date"}, "2020-01-01"),
    (S | {"format": "date", "maxLength": 4}, "a"),
    (S | {"format": "uuid", "pattern": "^b+$"}, "b"),
    (S | {"enum": [1, "x"]}, "x"),
    (S | {"example": "Rex"}, "Rex"),
    (S | {"examples": ["Rex"]}, "Rex"),
    (S | {"default": "Rex"}, "Rex"),
    (S | {"example": "R" * 61}, "a"),
    (S | {"example": 1}, "a"),
    (S | {"example": "Rex", "maxLength": 2}, "a"),
    (S | {"enum": ["x"], "example": "y"}, "x"),
    (I, 1),
    (I | {"minimum": 5}, 5),
    (I | {"maximum": 0}, 0),
    (I | {"exclusiveMinimum": 3, "multipleOf": 4}, 4),
    ({"type": "number", "minimum": 0.25, "maximum": 0.25}, 0.25),
    ({"minimum": 7}, 7),
    ({"type": "boolean"}, True),
    ({"type": "null"}, None),
    ({"type": ["null", "string"]}, "a"),
    ({"const": {"a": [1]}}, {"a": [1]}),
    ({"enum": [None, "x"]}, "x"),
    ({"enum": [None]}, None),
    ({"type": "array"}, []),
    ({"type": "array", "items": I, "minItems": 2}, [1, 1]),
    ({"type": "array", "items": I, "minItems": 2, "uniqueItems": True}, [0, 1]),
    ({"type": "array", "prefixItems": [S, I], "items": {"type": "boolean"}, "minItems": 3}, ["a", 1, True]),
    ({"type": "array", "contains": I | {"minimum": 3}}, [3]),
    ({"type": "object"}, {}),
    (o("a", a=S, b=S), {"a": "a"}),
    (o("a", a={"type": ["object", "null"]}), {"a": None}),
    (o("a", a={"anyOf": [S | {"minLength": 9}, {"type": "null"}]}), {"a": None}),
    (o("undeclared"), {"undeclared": "a"}),
    (o("a", a=S) | {"minProperties": 2}, "no value is valid"),
    (o("a", a=S, b=I) | {"minProperties": 2}, {"a": "a", "b": 1}),
    (o("") | {"required": ["k"], "additionalProperties": I}, {"k": 1}),
    ({"allOf": [o("a", a=S), o("b", b=I)]}, {"a": "a", "b": 1}),
    ({"allOf": [o("a", a=S), {"properties": {"a": {"minLength": 2}}}]}, {"a": "aa"}),
    ({"oneOf": [o("a", a=S), o("b", b=I)]}, {"a": "a"}),
    ({"oneOf": [I, {"type": "number"}]}, 0.5),
    ({"anyOf": [False, I]}, 1),
    ({"type": "object", "properties": {"a": I}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": 1}),
    (
        {"type": "object", "properties": {"a": I}, "dependentRequired": {"a": ["b"]}, "required": ["a"]},
        {"a": 0, "b": None},
    ),
    ({"not": {"type": "string"}}, 1),
    ({"if": S, "then": {"minLength": 4}, "type": "string"}, "aaaa"),
]


@pytest.mark.parametrize(("schema", "expected"), SAMPLES, ids=[str(schema)[:60] for schema, _ in SAMPLES])
def test_a_sample_is_short_and_readable(schema: Any, expected: Any) -> None:
    assert sample(schema_of(schema)) == expected


NODE = o("value", value=I, left=REF, right=REF)
LIST = {"anyOf": [o("next", next=REF), {"type": "array", "items": REF}]}
MARKED = o("id secret", id=I | {"readOnly": True}, secret=S | {"writeOnly": True})
IN_3_0: dict[str, Any] = {"type": "object", "nullable": True, "properties": {"a": S}}


def test_a_schema_may_speak_of_itself() -> None:
    assert sample(schema_of(REF, T=NODE)) == {"value": 1}
    assert sample(schema_of(REF, T=LIST)) == []
    assert sample(schema_of(REF, T=o("t", t=REF))) == "no value is valid"


def test_only_what_the_direction_sends_is_in_a_sample() -> None:
    assert sample(schema_of(MARKED)) == {"secret": "a"}
    assert sample(schema_of(MARKED), direction=Direction.RESPONSE) == {"id": 1}


def test_the_null_of_openapi_3_0_is_known() -> None:
    assert sample(schema_of(o("t", t=REF), "3.0.3", T=IN_3_0)) == {"t": None}
    assert sample(schema_of(IN_3_0, "3.0.3")) == {}


@pytest.mark.parametrize(
    ("schema", "none", "whole"),
    [
        ({"type": "array", "items": I}, [], [1]),
        (o("", a=I), {}, {"a": 1}),
        ({"enum": ["", "x"]}, "", "x"),
        ({"type": "array", "maxItems": 0}, [], []),
        ({"anyOf": [{"type": "null"}, S]}, "a", "a"),
        ({"properties": {"a": I}}, {}, {"a": 1}),
    ],
)
def test_a_sample_leaves_a_trace_where_one_is_asked_for_and_can_be(schema: Any, none: Any, whole: Any) -> None:
    assert sample(schema_of(schema)) == none
    assert sample(schema_of(schema), Trace.WHOLE) == whole


def test_what_is_given_as_an_example_beside_the_schema_is_taken() -> None:
    described = schema_of(I)
    content = described["paths"]["/pets"]["post"]["requestBody"]["content"]["application/json"]
    content["examples"] = {"one": {"value": 42}}
    assert sample(described) == 42
    content["example"] = 41
    assert sample(described) == 41
    content["example"] = "not a number"
    assert sample(described) == 42


@pytest.mark.parametrize(
    "schema",
    [
        False,
        S | {"enum": []},
        S | {"minLength": 10**12},
        {"type": "array", "minItems": 10**9},
        {"minimum": "many"},
        {"$ref": "#/nowhere"},
        {"$dynamicRef": "#x"},
        I | {"minimum": 2, "maximum": 1},
        S | {"pattern": "(?=a)b"},
    ],
    ids=str,
)
def test_what_has_no_sample_says_why(schema: Any) -> None:
    described = schema_of(o("a", a=schema))
    reason = sample(described)
    assert isinstance(reason, str)
    assert " " in reason


def test_what_is_not_understood_is_left_out_where_it_may_be() -> None:
    assert sample(schema_of(o("a", a=S, b={"$ref": "#/nowhere"}))) == {"a": "a"}


def test_a_reason_is_given_again_and_anything_is_a_sample_of_no_schema() -> None:
    samples = SampledSchemas({}, Schemas({}))
    assert samples.sample(None) == "a"
    never = SchemaAt("/x", False, Direction.REQUEST, OpenApiDialect.OAS31)
    for _ in range(2):
        with pytest.raises(NoSample, match="no value"):
            samples.sample(never)


def test_a_string_as_long_as_asked_for_is_a_sample() -> None:
    assert len(sample(schema_of(S | {"minLength": 10_485_760}))) == 10_485_760


@pytest.mark.timeout(20)
def test_hostile_schemas_are_given_up_in_time() -> None:
    deep: Any = S
    for _ in range(450):
        deep = o("a", a=deep)
    wide = {
        f"T{i}": o("a b", a={"$ref": f"#/components/schemas/T{i + 1}"}, b={"$ref": f"#/components/schemas/T{i + 1}"})
        for i in range(30)
    }
    choice = {
        f"T{i}": {"anyOf": [{"allOf": [{"$ref": f"#/components/schemas/T{i + 1}"}, {"minimum": 3}]}] * 9}
        for i in range(30)
    }
    end: dict[str, Any] = {"T30": S}
    for schemas in (wide, choice):
        assert sample(schema_of({"$ref": "#/components/schemas/T0"}, **schemas, **end)) is not None
    assert sample(schema_of(deep)) is not None


@pytest.mark.parametrize("schema", [schema for schema, _ in SAMPLES], ids=[str(schema)[:60] for schema, _ in SAMPLES])
def test_a_sample_is_valid_for_an_independent_validator(schema: Any) -> None:
    found = sample(schema_of(schema))
    if found != "no value is valid":
        jsonschema_rs.Draft202012Validator(schema).validate(found)
