"""Confirmation: the schema given to the validator is the schema that was asked about."""

from typing import Any

import pytest

from compatibility.prover import Dialect
from compatibility.prover.bundling import bundle
from compatibility.prover.confirmation import Unconfirmed, Validator
from compatibility.prover.values import freeze


def accepts(schema: Any, value: Any, dialect: Dialect = Dialect.DRAFT2020, pointer: str = "") -> bool:
    return Validator(schema, dialect, pointer=pointer).accepts(freeze(value))


def test_a_schema_of_a_document_is_bundled_with_what_it_refers_to_alone() -> None:
    document = {
        "components": {"schemas": {"a|b": {"$ref": "#/components/schemas/c d"}, "c d": {"type": "null"}, "e": {}}}
    }
    assert bundle(document, Dialect.OAS31, "/components/schemas/a|b") == {
        "$ref": "#/$defs/s0",
        "$defs": {"s0": {"type": "null"}},
    }


def test_nullable_and_boolean_bounds_reach_the_validator() -> None:
    schema = {"type": "integer", "nullable": True, "minimum": 0, "exclusiveMinimum": True}
    assert accepts(schema, None, Dialect.OAS30)
    assert accepts(schema, 1, Dialect.OAS30)
    assert not accepts(schema, 0, Dialect.OAS30)


def test_keywords_a_dialect_does_not_know_do_not_reach_the_validator() -> None:
    assert accepts({"patternProperties": {"a": {"not": {}}}}, {"a": 1}, Dialect.OAS30)
    assert not accepts({"patternProperties": {"a": {"not": {}}}}, {"a": 1}, Dialect.DRAFT4)


def test_a_pattern_the_linear_engine_refuses_is_matched_by_our_own() -> None:
    assert accepts({"pattern": "^(?!a)[a-z]+$"}, "b")
    assert not accepts({"pattern": "^(?!a)[a-z]+$"}, "a")
    assert not accepts({"propertyNames": {"pattern": "^(?!a)"}}, {"a": 1})
    closed = {"patternProperties": {"^(?!a)": {"type": "null"}, "^(?!b)": {}}, "additionalProperties": False}
    assert accepts(closed, {"b c": None, "a": 1, "x": None})
    assert not accepts(closed, {"b": 1})
    assert not accepts({"patternProperties": {"^(?!a)": {}}, "additionalProperties": False}, {"a": 1, "b": 1})


def test_a_pattern_nobody_can_match_in_linear_time_is_not_confirmed() -> None:
    with pytest.raises(Unconfirmed):
        accepts({"pattern": r"^(a+)\1$"}, "aa")


def test_nothing_is_fetched() -> None:
    with pytest.raises(Unconfirmed):
        accepts({"$ref": "http://127.0.0.1:9/schema.json"}, 1)
    with pytest.raises(Unconfirmed):
        accepts({"$ref": "file:///etc/passwd"}, 1)


def test_what_is_no_assertion_does_not_reach_the_validator() -> None:
    schema = {"type": "integer", "default": object(), "required": [], "allOf": [], "x-any": {"$ref": 1}}
    assert accepts(schema, 1, Dialect.DRAFT4)
    assert not accepts({"anyOf": []}, 1)
