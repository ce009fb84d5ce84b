"""Normalized schemas: an unclear part equals no other part, and a property marked as unsent is not sent."""

from typing import Any

import pytest

from openapi_contracts import contains
from openapi_contracts.containment.prover import (
    ContentModel,
    Dialect,
    Empty,
    Found,
    RawGraph,
    SchemaReading,
    Theory,
    Unknown,
    dialects,
)
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import freeze
from openapi_contracts.contracts.schema_normalization import MEANT, UNCLEAR
from tests.openapi_contracts.containment.prover.comparing import SchemaPair

O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
READ, WRITE = {"readOnly": True}, {"writeOnly": True}
ODD = {UNCLEAR: "`minimum` cannot be 'many'"}
MARKED, NUMBERED, NAMED = ({"properties": {"a": child}} for child in (READ, {"type": "integer"}, {"type": "string"}))
OPEN: dict[str, Any] = {"additionalProperties": True}
UNSENT: dict[str, tuple[Any, Any, bool]] = {  # what is sent, what is received, whether that suffices
    "a marked property is not sent": (O | MARKED, O | NUMBERED, True),
    "a write-only property of a response is not sent": (O | {"properties": {"a": WRITE}}, O | NUMBERED, True),
    "a receiver ignores a marked property": (O | NAMED, O | MARKED, True),
    "a closed receiver ignores a marked property": (O | NAMED, O | MARKED | {"additionalProperties": False}, True),
    "a marked property does not violate a closed receiver": (O | MARKED, O | {"additionalProperties": False}, True),
    "a schema with only a marked property declares no other": (
        O | MARKED,
        O | {"properties": {"b": {"type": "null"}}},
        True,
    ),
    "additionalProperties true still allows other properties": (
        O | MARKED | OPEN,
        O | {"properties": {"b": {"type": "null"}}},
        False,
    ),
    "additionalProperties true does not send the marked property": (O | MARKED | OPEN, O | NUMBERED, True),
    "a required marked property is sent": (O | MARKED | {"required": ["a"]}, O | NUMBERED, False),
    "a marked property required by a branch is sent": (
        {"allOf": [O | MARKED, {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}]},
        NUMBERED,
        False,
    ),
    "a mark in one part of allOf is enough": ({"allOf": [O | MARKED, NAMED]}, O | NUMBERED, True),
    "a mark in one branch of anyOf does not apply to the others": (
        {"anyOf": [O | MARKED, O | NAMED]},
        O | NUMBERED,
        False,
    ),
    "a property marked in every branch is not sent": (
        {"anyOf": [O | MARKED, O | MARKED | {"required": ["b"]}]},
        O | NUMBERED,
        True,
    ),
    "a marked property of items is not sent": ({"type": "array", "items": O | MARKED}, {"items": O | NUMBERED}, True),
    "readOnly beside another keyword is not a mark": (
        O | {"properties": {"a": READ | {"type": "string"}}},
        O | NUMBERED,
        False,
    ),
    "unmarked properties are sent": (O | {"properties": {"a": READ, "b": {}}}, O | {"properties": {"b": False}}, False),
}


@pytest.mark.parametrize("name", UNSENT)
def test_a_sender_does_not_send_properties_marked_as_unsent(name: str) -> None:
    sub, sup, expected = UNSENT[name]
    result = SchemaPair(sub, sup, dialect=Dialect.NORMALIZED, content_model=ContentModel.DECLARED).contained()
    assert isinstance(result, Empty if expected else Found)


def test_the_unsent_mark_is_ignored_in_other_dialects_and_under_the_strict_content_model() -> None:
    plain = SchemaPair(O | MARKED, O | NUMBERED, content_model=ContentModel.DECLARED)
    strict = SchemaPair(O | MARKED, O | NUMBERED, dialect=Dialect.NORMALIZED)
    assert isinstance(plain.contained(), Found)
    assert isinstance(strict.contained(), Found)


def test_an_unclear_part_is_undecided_and_the_reason_names_its_place() -> None:
    for sub, sup in ((ODD, {"type": "string"}), ({"type": "string"}, {"properties": {"a": {}}, "allOf": [ODD]})):
        result = SchemaPair(sub, sup, dialect=Dialect.NORMALIZED).contained()
        assert isinstance(result, Unknown)
        assert "`minimum` cannot be 'many'" in result.reason
        assert "(at " in result.reason


def test_unclear_parts_of_two_documents_may_differ_although_their_reasons_are_equal() -> None:
    assert isinstance(SchemaPair(ODD, dict(ODD), dialect=Dialect.NORMALIZED).contained(), Unknown)
    assert contains(ODD, dict(ODD), dialect=Dialect.NORMALIZED).verdict == "undecided"


def test_unclear_parts_of_two_documents_are_equal_if_their_texts_are() -> None:
    one, same, other = (ODD | {MEANT: text} for text in ("1", "1", "2"))
    assert isinstance(SchemaPair(one, same, dialect=Dialect.NORMALIZED).contained(), Empty)
    assert isinstance(SchemaPair(one, other, dialect=Dialect.NORMALIZED).contained(), Unknown)


def test_an_unclear_part_equals_only_itself_within_a_document() -> None:
    raw_graph = RawGraph()
    reading = SchemaReading(
        raw_graph, {"$defs": {"a": ODD, "b": {"$ref": "#/$defs/a"}, "c": dict(ODD)}}, Dialect.NORMALIZED
    )
    a, b, c = (reading.at(f"/$defs/{name}") for name in "abc")
    theory = Theory(raw_graph)
    assert isinstance(theory.contains(a, b), Empty)
    assert isinstance(theory.contains(a, c), Unknown)


def test_a_query_that_does_not_depend_on_an_unclear_part_is_decided() -> None:
    sub = {"type": "string", "allOf": [ODD]}
    assert isinstance(SchemaPair(sub, {"type": "string"}, dialect=Dialect.NORMALIZED).contained(), Empty)
    part = O | {"properties": {"a": ODD, "b": {}}}
    assert contains(part, O | {"properties": {"b": {"type": "string"}}}, dialect=Dialect.NORMALIZED).witness is not None


def test_other_dialects_ignore_a_member_named_like_the_unclear_mark() -> None:
    assert contains(ODD, {}).verdict == "contained"
    assert contains({}, ODD).verdict == "contained"


def test_the_validator_confirms_no_witness_that_depends_on_an_unclear_part() -> None:
    validator = Validator(O | {"properties": {"a": ODD}}, Dialect.NORMALIZED)
    assert validator.accepts(freeze({"b": 1}))
    assert not validator.accepts(freeze(1))
    with pytest.raises(Unconfirmed):
        validator.accepts(freeze({"a": 1}))


def test_normalization_and_prover_use_the_same_name_for_the_unclear_mark() -> None:
    assert (dialects.UNCLEAR, dialects.UNCLEAR_TEXT) == (UNCLEAR, MEANT)
