"""The schema given to the confirming validator is equivalent to the schema being compared."""

from random import Random
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.bundling import Extent, bundle
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import freeze
from tests.openapi_contracts.containment.prover.schemas import Instances, Schemas


def accepts(schema: Any, value: Any, dialect: Dialect = Dialect.DRAFT2020, pointer: str = "") -> bool:
    return Validator(schema, dialect, pointer=pointer).accepts(freeze(value))


def test_a_bundle_has_only_the_schemas_that_are_referenced() -> None:
    document = {
        "components": {"schemas": {"a|b": {"$ref": "#/components/schemas/c d"}, "c d": {"type": "null"}, "e": {}}}
    }
    assert bundle(document, Dialect.OAS31, "/components/schemas/a|b") == {
        "$ref": "#/$defs/s0",
        "$defs": {"s0": {"type": "null"}},
    }


def test_nullable_and_boolean_bounds_are_passed_to_the_validator() -> None:
    schema = {"type": "integer", "nullable": True, "minimum": 0, "exclusiveMinimum": True}
    assert accepts(schema, None, Dialect.OAS30)
    assert accepts(schema, 1, Dialect.OAS30)
    assert not accepts(schema, 0, Dialect.OAS30)


def test_keywords_unknown_to_the_dialect_are_not_passed_to_the_validator() -> None:
    assert accepts({"patternProperties": {"a": {"not": {}}}}, {"a": 1}, Dialect.OAS30)
    assert not accepts({"patternProperties": {"a": {"not": {}}}}, {"a": 1}, Dialect.DRAFT4)


def test_a_pattern_that_the_linear_engine_rejects_is_matched_by_the_patterns_package() -> None:
    assert accepts({"pattern": "^(?!a)[a-z]+$"}, "b")
    assert not accepts({"pattern": "^(?!a)[a-z]+$"}, "a")
    assert not accepts({"propertyNames": {"pattern": "^(?!a)"}}, {"a": 1})
    closed = {"patternProperties": {"^(?!a)": {"type": "null"}, "^(?!b)": {}}, "additionalProperties": False}
    assert accepts(closed, {"b c": None, "a": 1, "x": None})
    assert not accepts(closed, {"b": 1})
    assert not accepts({"patternProperties": {"^(?!a)": {}}, "additionalProperties": False}, {"a": 1, "b": 1})


def test_a_witness_is_not_confirmed_if_no_engine_matches_its_pattern_in_linear_time() -> None:
    with pytest.raises(Unconfirmed):
        accepts({"pattern": r"^(a+)\1$"}, "aa")


def test_references_to_other_documents_are_not_fetched() -> None:
    with pytest.raises(Unconfirmed):
        accepts({"$ref": "http://127.0.0.1:9/schema.json"}, 1)
    with pytest.raises(Unconfirmed):
        accepts({"$ref": "file:///etc/passwd"}, 1)


def test_annotations_are_not_passed_to_the_validator() -> None:
    schema = {"type": "integer", "default": object(), "required": [], "allOf": [], "x-any": {"$ref": 1}}
    assert accepts(schema, 1, Dialect.DRAFT4)
    assert not accepts({"anyOf": []}, 1)


SHAPES: tuple[tuple[Any, Any], ...] = (  # a schema, and a value whose extent leaves some of it out
    ({"properties": {"a": {"type": "null"}, "b": False}, "additionalProperties": False}, {"a": None}),
    ({"properties": {"a": {}}, "additionalProperties": False}, {"b": 1}),
    ({"properties": {"a": {"properties": {"b": {"type": "null"}}}}}, {"a": {"b": 1}}),
    ({"items": False, "contains": {"type": "null"}}, []),
    ({"properties": {"a": {"items": {"type": "null"}}}}, {"a": [1]}),
    ({"dependentSchemas": {"a": {"required": ["b"]}, "c": False}}, {"a": 1}),
    ({"patternProperties": {"^a": False}}, {}),
    ({"patternProperties": {"^a": False}}, {"ab": 1}),
    ({"propertyNames": {"maxLength": 1}}, {"ab": 1}),
    ({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"b": {"$ref": "#/$defs/a"}, "c": False}}}}, {"b": {"c": 1}}),
    ({"allOf": [{"properties": {"a": {}, "c": {}}}], "unevaluatedProperties": False}, {"a": 1}),
    ({"allOf": [{"properties": {"a": {}, "c": {}}}], "unevaluatedProperties": False}, {"b": 1}),
)


@pytest.mark.parametrize(("schema", "value"), SHAPES)
def test_a_bundle_for_a_value_decides_that_value_as_the_whole_schema_does(schema: Any, value: Any) -> None:
    assert accepts(schema, value) is jsonschema_rs.Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("chunk", range(4))
def test_keywords_left_out_of_a_bundle_do_not_change_the_result_for_random_values(chunk: int) -> None:
    compared = 0
    for index in range(chunk * 100, (chunk + 1) * 100):
        chance = Random(f"extent/{index}")
        schema = Schemas(chance).document()
        instances, validator = Instances(chance, schema), Validator(schema, Dialect.DRAFT2020)
        for value in [instances.of(schema) for _ in range(6)]:
            valid = judged(bundle(schema, Dialect.DRAFT2020), value)
            if valid is not None:
                assert validator.accepts(freeze(value)) is valid
                compared += 1
    assert compared > 300


def judged(whole: Any, value: Any) -> bool | None:
    """Validate with the whole schema; None if the validator recurses without end."""
    try:
        return jsonschema_rs.Draft202012Validator(whole).is_valid(value)
    except ValueError:
        return None


def test_the_bundle_for_a_small_witness_of_a_large_schema_is_small() -> None:
    wide = {"properties": {f"p{i}": {"$ref": f"#/$defs/d{i}"} for i in range(100)}}
    document = wide | {"$defs": {f"d{i}": {"type": "string"} for i in range(100)}}
    asked = bundle(document, Dialect.DRAFT2020, extent=Extent.of(freeze({"p7": "x"})))
    assert asked == {"properties": {"p7": {"$ref": "#/$defs/s0"}}, "$defs": {"s0": {"type": "string"}}}
    assert bundle(document, Dialect.DRAFT2020, extent=Extent.of("x")) == {"properties": {}}
