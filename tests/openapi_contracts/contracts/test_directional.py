"""Schemas as JSON Schema 2020-12 for one direction: keyword by keyword, beside an independent validator."""

from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Direction, SchemaAt, Schemas, Standalone, standalone
from openapi_contracts.contracts.places import OpenApiDialect
from tests.openapi_contracts.contracts import oracle

REQUEST, RESPONSE = Direction.REQUEST, Direction.RESPONSE
VERSIONS = {OpenApiDialect.OAS20: "2.0", OpenApiDialect.OAS30: "3.0.3", OpenApiDialect.OAS31: "3.1.0"}
READ_ONLY = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "name": {"type": "string"}},
}
WRITE_ONLY = {"required": ["secret"], "properties": {"secret": {"type": "string", "writeOnly": True}}}


def document(dialect: OpenApiDialect, schema: Any, **others: Any) -> dict[str, Any]:
    """A document whose component `it` is the schema, beside the others."""
    schemas = {"it": schema, **others}
    if dialect is OpenApiDialect.OAS20:
        return {"swagger": "2.0", "paths": {}, "definitions": schemas}
    return {"openapi": VERSIONS[dialect], "paths": {}, "components": {"schemas": schemas}}


def at(dialect: OpenApiDialect, schema: Any, direction: Direction) -> SchemaAt:
    place = "/definitions/it" if dialect is OpenApiDialect.OAS20 else "/components/schemas/it"
    return SchemaAt(place, schema, direction, dialect)


def lowered(dialect: OpenApiDialect, schema: Any, direction: Direction = REQUEST, **others: Any) -> Standalone:
    return standalone(document(dialect, schema, **others), at(dialect, schema, direction))


def allows(found: Standalone, value: Any) -> bool:
    return jsonschema_rs.Draft202012Validator(found.schema).is_valid(value)


# dialect, direction, schema, what it allows, what it does not. Every row is asked of the independent validator too.
AGREED: dict[str, tuple[OpenApiDialect, Direction, Any, list[Any], list[Any]]] = {
    "nullable adds null to the type": (
        *(OpenApiDialect.OAS30, REQUEST, {"type": "string", "nullable": True}),
        *(["a", None], [1, {}]),
    ),
    "nullable false adds nothing": (
        OpenApiDialect.OAS30,
        REQUEST,
        {"type": "string", "nullable": False},
        ["a"],
        [None],
    ),
    "a schema without a type allows null anyway": (OpenApiDialect.OAS30, REQUEST, {"nullable": False}, [None, 1], []),
    "nullable does not widen an enum": (  # OAS 3.0.3, 4.7.24.1, as the proposal "clarify nullable" says
        *(OpenApiDialect.OAS30, REQUEST, {"type": "string", "nullable": True, "enum": ["a"]}),
        *(["a"], [None, "b"]),
    ),
    "nullable with null in the enum": (
        *(OpenApiDialect.OAS30, REQUEST, {"type": "string", "nullable": True, "enum": ["a", None]}),
        *(["a", None], ["b"]),
    ),
    "nullable means nothing in 3.1": (
        OpenApiDialect.OAS31,
        REQUEST,
        {"type": "string", "nullable": True},
        ["a"],
        [None],
    ),
    "a list of types": (OpenApiDialect.OAS31, REQUEST, {"type": ["string", "null"]}, ["a", None], [1]),
    "an exclusive minimum by a flag": (
        *(OpenApiDialect.OAS30, REQUEST, {"minimum": 1, "exclusiveMinimum": True}),
        *([2, "a"], [1, 0]),
    ),
    "an exclusive maximum by a flag": (
        *(OpenApiDialect.OAS30, REQUEST, {"maximum": 1, "exclusiveMaximum": True}),
        *([0], [1, 2]),
    ),
    "a flag that is false": (OpenApiDialect.OAS30, REQUEST, {"minimum": 1, "exclusiveMinimum": False}, [1], [0]),
    "a flag without a bound": (OpenApiDialect.OAS30, REQUEST, {"exclusiveMinimum": True}, [0, -5], []),
    "exclusive bounds of 2.0": (OpenApiDialect.OAS20, REQUEST, {"maximum": 1, "exclusiveMaximum": True}, [0], [1]),
    "exclusive bounds by number": (OpenApiDialect.OAS31, REQUEST, {"minimum": 1, "exclusiveMinimum": 3}, [4], [3, 0]),
    "required of a read-only property in a request": (
        *(OpenApiDialect.OAS30, REQUEST, READ_ONLY),
        *([{"name": "a"}], [{}, {"name": 1}]),
    ),
    "required of a read-only property in a response": (
        *(OpenApiDialect.OAS30, RESPONSE, READ_ONLY),
        *([{"id": 1, "name": "a"}], [{"name": "a"}, {"id": "1", "name": "a"}]),
    ),
    "required of a write-only property in a request": (
        *(OpenApiDialect.OAS30, REQUEST, WRITE_ONLY),
        *([{"secret": "a"}], [{}, {"secret": 1}]),
    ),
    "required of a write-only property in a response": (OpenApiDialect.OAS30, RESPONSE, WRITE_ONLY, [{}, {"a": 1}], []),
    "read-only in 2.0": (OpenApiDialect.OAS20, REQUEST, READ_ONLY, [{"name": "a"}], [{}]),
    "additional properties closed": (
        *(OpenApiDialect.OAS30, REQUEST, {"properties": {"a": {}}, "additionalProperties": False}),
        *([{}, {"a": 1}, 1], [{"b": 1}]),
    ),
    "additional properties by schema": (
        *(OpenApiDialect.OAS30, REQUEST, {"additionalProperties": {"type": "integer"}}),
        *([{"b": 1}], [{"b": "1"}]),
    ),
    "nested applicators": (
        *(OpenApiDialect.OAS30, REQUEST),
        {
            "allOf": [{"properties": {"a": {"items": {"anyOf": [{"type": "integer"}, {"enum": ["x"]}]}}}}],
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
            "not": {"required": ["c"]},
        },
        *([{"a": [1, "x"]}, {"b": 1}], [{}, {"a": [1], "b": 1}, {"a": ["y"]}, {"b": 1, "c": 1}]),
    ),
    "annotations constrain nothing": (
        *(OpenApiDialect.OAS30, REQUEST),
        {"example": 1, "default": 2, "title": "t", "xml": {}, "deprecated": True, "x-type": "string", "format": "uuid"},
        *([None, "not a uuid", 1], []),
    ),
    "boolean schemas of 3.1": (
        *(OpenApiDialect.OAS31, REQUEST, {"properties": {"a": True, "b": False}}),
        *([{"a": 1}], [{"b": 1}]),
    ),
    "keywords of 2020-12": (
        *(OpenApiDialect.OAS31, REQUEST),
        {
            "prefixItems": [{"type": "integer"}],
            "contains": {"const": "x"},
            "maxContains": 1,
            "dependentRequired": {"a": ["b"]},
            "dependentSchemas": {"c": {"maxProperties": 1}},
            "propertyNames": {"maxLength": 1},
            "patternProperties": {"^n": {"type": "number"}},
            "if": {"required": ["i"]},
            "then": {"required": ["t"]},
            "else": {"maxProperties": 3},
            "unevaluatedItems": {"type": "string"},
        },
        [[1, "x"], {"a": 1, "b": 1}, {"c": 1}, {"n": 1}, {"i": 1, "t": 1}],
        [[1], ["x"], [1, "x", "x"], {"a": 1}, {"c": 1, "d": 1}, {"long": 1}, {"n": "1"}, {"i": 1}],
    ),
    "unevaluated properties see through references": (
        *(OpenApiDialect.OAS31, REQUEST, {"$ref": "#/components/schemas/base", "unevaluatedProperties": False}),
        *([{"a": 1}], [{"b": 1}, {"a": "1"}]),
    ),
    "keywords beside a reference are in force since 3.1": (
        *(OpenApiDialect.OAS31, REQUEST, {"$ref": "#/components/schemas/base", "required": ["a"]}),
        *([{"a": 1}], [{}, {"a": "1"}]),
    ),
    "recursion": (
        *(
            OpenApiDialect.OAS30,
            REQUEST,
            {"properties": {"next": {"$ref": "#/components/schemas/it"}}, "required": ["v"]},
        ),
        *([{"v": 1, "next": {"v": 2}}], [{"v": 1, "next": {}}]),
    ),
    "names that no URI may hold": (
        *(OpenApiDialect.OAS30, REQUEST, {"$ref": "#/components/schemas/a%7Cb%20~1"}),
        *([1], ["1"]),
    ),
    "a reference into a schema": (
        *(OpenApiDialect.OAS30, REQUEST, {"$ref": "#/components/schemas/base/properties/a"}),
        *([1], ["1"]),
    ),
}
OTHERS: dict[str, Any] = {
    "base": {"type": "object", "properties": {"a": {"type": "integer"}}},
    "a|b /": {"type": "integer"},
}


@pytest.mark.parametrize("row", AGREED)
def test_a_schema_allows_what_its_dialect_and_direction_say(row: str) -> None:
    dialect, direction, schema, allowed, refused = AGREED[row]
    found = lowered(dialect, schema, direction, **OTHERS)
    theirs = oracle.validator(document(dialect, schema, **OTHERS), at(dialect, schema, direction))
    assert not found.unclear
    for value in (*allowed, *refused):
        assert (allows(found, value), theirs.is_valid(value)) == (value in allowed,) * 2, value


# Where the validator does not follow the text: dialect, direction, schema, and a value we allow and it refuses.
DISPUTED: dict[str, tuple[OpenApiDialect, Direction, Any, Any]] = {
    "keywords beside a reference are ignored up to 3.0 (OAS 3.0.3, 4.7.23)": (
        *(OpenApiDialect.OAS30, REQUEST, {"$ref": "#/components/schemas/base", "required": ["a"]}, {}),
    ),
    "a discriminator annotates (OAS 3.0.3, 4.7.25: a hint)": (
        *(OpenApiDialect.OAS30, REQUEST),
        {"oneOf": [{"$ref": "#/components/schemas/base"}], "discriminator": {"propertyName": "kind"}},
        {"a": 1},
    ),
    "what should not be sent is ignored by who receives it (OAS 3.0.3, 4.7.24.1)": (
        *(OpenApiDialect.OAS30, REQUEST, READ_ONLY, {"id": "any", "name": "a"}),
    ),
    "a property is read-only by what it refers to (a Reference Object stands for it: OAS 3.0.3, 4.7.23)": (
        *(
            OpenApiDialect.OAS30,
            REQUEST,
            {"required": ["k"], "properties": {"k": {"$ref": "#/components/schemas/key"}}},
            {},
        ),
    ),
    "a property is read-only by a part of it (the idiom for keywords beside a reference in 3.0)": (
        *(OpenApiDialect.OAS30, REQUEST),
        {
            "required": ["k"],
            "properties": {"k": {"allOf": [{"$ref": "#/components/schemas/base"}, {"readOnly": True}]}},
        },
        {},
    ),
    "a composed schema may require what a part marks as read-only": (
        *(
            OpenApiDialect.OAS30,
            REQUEST,
            {"allOf": [{"$ref": "#/components/schemas/marked"}], "required": ["id"]},
            {"name": "a"},
        ),
    ),
    "required and read-only in 3.1 as in 3.0 (OAS 3.1.1, Validating readOnly and writeOnly: optional)": (
        *(OpenApiDialect.OAS31, REQUEST, READ_ONLY, {"name": "a"}),
    ),
    "1.0 is an integer (JSON Schema validation 2020-12, 6.1.1; one JSON number, however written)": (
        *(OpenApiDialect.OAS30, REQUEST, {"type": "integer"}, 1.0),
    ),
}
DISPUTED_OTHERS = {**OTHERS, "key": {"type": "string", "readOnly": True}, "marked": READ_ONLY}


@pytest.mark.parametrize("row", DISPUTED)
def test_the_text_of_the_specification_stands_over_the_validator(row: str) -> None:
    dialect, direction, schema, value = DISPUTED[row]
    found = lowered(dialect, schema, direction, **DISPUTED_OTHERS)
    theirs = oracle.validator(document(dialect, schema, **DISPUTED_OTHERS), at(dialect, schema, direction))
    assert allows(found, value)
    assert not theirs.is_valid(value)


def test_a_property_that_is_not_sent_is_marked_for_who_reads_the_sender() -> None:
    assert lowered(OpenApiDialect.OAS30, READ_ONLY).schema["properties"]["id"] == {"readOnly": True}
    assert lowered(OpenApiDialect.OAS30, READ_ONLY, RESPONSE).schema["properties"]["id"] == {"type": "integer"}


def test_a_part_ignores_what_another_part_marks() -> None:
    parts = [{"properties": {"id": {"type": "integer"}}, "required": ["id"]}, READ_ONLY]
    assert allows(lowered(OpenApiDialect.OAS30, {"allOf": parts}), {"name": "a", "id": "any"})


def test_a_file_of_2_0_is_anything() -> None:
    assert lowered(OpenApiDialect.OAS20, {"type": "file"}).schema.keys() == {"$schema"}


def test_a_parameter_of_2_0_is_its_own_schema() -> None:
    parameter = {"name": "n", "in": "query", "required": True, "type": "array", "items": {"type": "integer"}}
    found = lowered(OpenApiDialect.OAS20, parameter)
    assert not found.unclear
    assert (allows(found, [1]), allows(found, ["a"])) == (True, False)


def test_every_place_has_one_definition_with_a_safe_name() -> None:
    schema = {"items": {"$ref": "#/components/schemas/a%7Cb%20~1"}, "not": {"$ref": "#/components/schemas/base"}}
    names = lowered(OpenApiDialect.OAS30, schema, **OTHERS).schema["$defs"]
    assert sorted(name.partition(".")[0] for name in names) == ["a_b__1", "base"]


def test_schemas_of_one_direction_share_a_bundle() -> None:
    schema = {"properties": {"b": {"$ref": "#/components/schemas/base"}}}
    schemas = Schemas(document(OpenApiDialect.OAS30, schema, **OTHERS))
    whole = at(OpenApiDialect.OAS30, schema, REQUEST)
    part = SchemaAt("/components/schemas/it/properties/b", schema["properties"]["b"], REQUEST, OpenApiDialect.OAS30)
    bundle = schemas.bundle([whole, part])
    assert bundle.pointers[whole.pointer] == "/$defs/it"
    for at_, allowed in ((whole, {"b": {"a": 1}}), (part, {"a": 1})):
        used = jsonschema_rs.Draft202012Validator({"$ref": f"#{bundle.pointers[at_.pointer]}", **bundle.schema})
        assert used.is_valid(allowed)
        assert not used.is_valid({"b": {"a": "1"}, "a": "1"})


def test_a_percent_sign_in_a_name_is_not_decoded_twice() -> None:
    named: dict[str, Any] = {"a%41": {"type": "integer"}}
    found = lowered(OpenApiDialect.OAS30, {"$ref": "#/components/schemas/a%2541"}, **named)
    assert (allows(found, 1), allows(found, "1")) == (True, False)


def test_a_cycle_of_parts_is_cut_wherever_it_stands() -> None:
    schema = {"items": {"allOf": [{"$ref": "#/components/schemas/it/items"}]}}
    schemas = Schemas(document(OpenApiDialect.OAS30, schema))
    items = SchemaAt("/components/schemas/it/items", schema["items"], REQUEST, OpenApiDialect.OAS30)
    for found in (schemas.standalone(items), schemas.bundle([items])):
        assert [unclear.pointer for unclear in found.unclear] == [items.pointer]
        assert jsonschema_rs.Draft202012Validator(found.schema).is_valid(1)


def test_too_many_parts_are_not_searched_for_what_is_not_sent() -> None:
    parts = {"allOf": [{"properties": {f"p{i}": {"readOnly": True}}} for i in range(2_100)], "required": ["p1"]}
    (unclear,) = lowered(OpenApiDialect.OAS30, parts).unclear
    assert "readOnly" in unclear.reason


UNCLEAR: dict[str, tuple[OpenApiDialect, Any, str]] = {
    "a reference out of the document": (OpenApiDialect.OAS30, {"$ref": "other.yaml#/it"}, "/$ref"),
    "a reference to nowhere": (OpenApiDialect.OAS30, {"items": {"$ref": "#/components/schemas/none"}}, "/items/$ref"),
    "a reference that is no string": (OpenApiDialect.OAS30, {"$ref": 1}, "/$ref"),
    "a reference to itself": (OpenApiDialect.OAS30, {"$ref": "#/components/schemas/it"}, ""),
    "a part that is the whole": (OpenApiDialect.OAS30, {"allOf": [{"$ref": "#/components/schemas/it"}]}, ""),
    "an unknown type": (OpenApiDialect.OAS30, {"type": "any"}, "/type"),
    "null as a type before 3.1": (OpenApiDialect.OAS30, {"type": "null"}, "/type"),
    "an exclusive bound by number before 3.1": (OpenApiDialect.OAS30, {"exclusiveMinimum": 1}, "/exclusiveMinimum"),
    "an exclusive bound by a flag since 3.1": (OpenApiDialect.OAS31, {"exclusiveMinimum": True}, "/exclusiveMinimum"),
    "a union of nothing": (OpenApiDialect.OAS30, {"oneOf": []}, "/oneOf"),
    "properties that are a list": (OpenApiDialect.OAS30, {"properties": []}, "/properties"),
    "a boolean schema before 3.1": (OpenApiDialect.OAS30, {"items": True}, "/items"),
    "a schema that is text": (OpenApiDialect.OAS30, {"properties": {"a": "string"}}, "/properties/a"),
    "required as a flag": (OpenApiDialect.OAS30, {"required": True}, "/required"),
    "a negative length": (OpenApiDialect.OAS30, {"minLength": -1}, "/minLength"),
    "a dynamic reference": (OpenApiDialect.OAS31, {"$dynamicRef": "#node"}, "/$dynamicRef"),
    "a schema of another dialect": (
        *(OpenApiDialect.OAS31, {"$schema": "http://json-schema.org/draft-07/schema#"}, "/$schema"),
    ),
}


@pytest.mark.parametrize("row", UNCLEAR)
def test_what_is_not_understood_is_marked_and_has_a_place(row: str) -> None:
    dialect, schema, where = UNCLEAR[row]
    found = lowered(dialect, schema)
    assert [unclear.pointer for unclear in found.unclear] == [f"/components/schemas/it{where}"]
    assert found.unclear[0].reason
    assert "x-unclear" in str(found.schema)
    jsonschema_rs.Draft202012Validator(found.schema)


def test_a_dialect_that_is_not_modelled_is_unclear() -> None:
    found = standalone({}, SchemaAt("/x", {}, REQUEST, OpenApiDialect.FOREIGN))
    assert found.unclear[0].pointer == "/x"


def test_a_schema_of_ten_thousand_levels_or_references_is_lowered() -> None:
    deep: dict[str, Any] = {"type": "string"}
    for _ in range(10_000):
        deep = {"items": deep}
    assert not lowered(OpenApiDialect.OAS30, deep).unclear
    chain: dict[str, Any] = {f"n{i}": {"allOf": [{"$ref": f"#/components/schemas/n{i + 1}"}]} for i in range(3_000)}
    found = lowered(OpenApiDialect.OAS30, {"$ref": "#/components/schemas/n0"}, **chain, n3000={"type": "string"})
    assert len(found.schema["$defs"]) == 3_001
