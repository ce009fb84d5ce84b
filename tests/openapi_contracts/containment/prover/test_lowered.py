"""Schemas that lowering wrote: what it did not understand is like nothing else, what it marks unsent is not sent."""

from typing import Any

import pytest

from openapi_contracts import contains
from openapi_contracts.containment.prover import (
    ContentModel,
    Dialect,
    Empty,
    Found,
    SchemaReading,
    Sketch,
    Theory,
    Unknown,
    dialects,
)
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import freeze
from openapi_contracts.contracts.schema_normalization import MEANT, UNCLEAR
from tests.openapi_contracts.containment.prover.asking import Both

O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
READ, WRITE = {"readOnly": True}, {"writeOnly": True}
ODD = {UNCLEAR: "`minimum` cannot be 'many'"}
MARKED, NUMBERED, NAMED = ({"properties": {"a": child}} for child in (READ, {"type": "integer"}, {"type": "string"}))
OPEN: dict[str, Any] = {"additionalProperties": True}
UNSENT: dict[str, tuple[Any, Any, bool]] = {  # what is sent, what is received, whether that suffices
    "it is not sent": (O | MARKED, O | NUMBERED, True),
    "nor what a response leaves out": (O | {"properties": {"a": WRITE}}, O | NUMBERED, True),
    "whoever receives it ignores it": (O | NAMED, O | MARKED, True),
    "even where it admits nothing else": (O | NAMED, O | MARKED | {"additionalProperties": False}, True),
    "it is not sent where it is not admitted": (O | MARKED, O | {"additionalProperties": False}, True),
    "an object of nothing else is described": (O | MARKED, O | {"properties": {"b": {"type": "null"}}}, True),
    "what is written open stays open": (O | MARKED | OPEN, O | {"properties": {"b": {"type": "null"}}}, False),
    "and does not send it": (O | MARKED | OPEN, O | NUMBERED, True),
    "what is required is sent": (O | MARKED | {"required": ["a"]}, O | NUMBERED, False),
    "also by a branch": (
        {"allOf": [O | MARKED, {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}]},
        NUMBERED,
        False,
    ),
    "one part of a composition is enough": ({"allOf": [O | MARKED, NAMED]}, O | NUMBERED, True),
    "a branch marks for itself": ({"anyOf": [O | MARKED, O | NAMED]}, O | NUMBERED, False),
    "in every branch": ({"anyOf": [O | MARKED, O | MARKED | {"required": ["b"]}]}, O | NUMBERED, True),
    "and in items": ({"type": "array", "items": O | MARKED}, {"items": O | NUMBERED}, True),
    "only a mark that stands alone is one": (O | {"properties": {"a": READ | {"type": "string"}}}, O | NUMBERED, False),
    "the other properties count": (O | {"properties": {"a": READ, "b": {}}}, O | {"properties": {"b": False}}, False),
}


@pytest.mark.parametrize("name", UNSENT)
def test_a_sender_does_not_send_what_is_marked(name: str) -> None:
    sub, sup, expected = UNSENT[name]
    result = Both(sub, sup, dialect=Dialect.LOWERED, content_model=ContentModel.DECLARED).contained()
    assert isinstance(result, Empty if expected else Found)


def test_a_mark_means_nothing_in_a_plain_schema_nor_in_the_strict_reading() -> None:
    plain = Both(O | MARKED, O | NUMBERED, content_model=ContentModel.DECLARED)
    strict = Both(O | MARKED, O | NUMBERED, dialect=Dialect.LOWERED)
    assert isinstance(plain.contained(), Found)
    assert isinstance(strict.contained(), Found)


def test_what_is_not_understood_is_undecided_and_the_reason_says_it_and_where() -> None:
    for sub, sup in ((ODD, {"type": "string"}), ({"type": "string"}, {"properties": {"a": {}}, "allOf": [ODD]})):
        result = Both(sub, sup, dialect=Dialect.LOWERED).contained()
        assert isinstance(result, Unknown)
        assert "`minimum` cannot be 'many'" in result.reason
        assert "(at " in result.reason


def test_two_documents_that_are_not_understood_for_one_reason_may_differ() -> None:
    assert isinstance(Both(ODD, dict(ODD), dialect=Dialect.LOWERED).contained(), Unknown)
    assert contains(ODD, dict(ODD), dialect=Dialect.LOWERED).verdict == "undecided"


def test_two_documents_close_where_the_text_is_the_same() -> None:
    one, same, other = (ODD | {MEANT: text} for text in ("1", "1", "2"))
    assert isinstance(Both(one, same, dialect=Dialect.LOWERED).contained(), Empty)
    assert isinstance(Both(one, other, dialect=Dialect.LOWERED).contained(), Unknown)


def test_within_one_document_it_closes_against_itself_alone() -> None:
    sketch = Sketch()
    reading = SchemaReading(sketch, {"$defs": {"a": ODD, "b": {"$ref": "#/$defs/a"}, "c": dict(ODD)}}, Dialect.LOWERED)
    a, b, c = (reading.at(f"/$defs/{name}") for name in "abc")
    theory = Theory(sketch)
    assert isinstance(theory.contains(a, b), Empty)
    assert isinstance(theory.contains(a, c), Unknown)


def test_what_it_does_not_reach_is_decided() -> None:
    sub = {"type": "string", "allOf": [ODD]}
    assert isinstance(Both(sub, {"type": "string"}, dialect=Dialect.LOWERED).contained(), Empty)
    part = O | {"properties": {"a": ODD, "b": {}}}
    assert contains(part, O | {"properties": {"b": {"type": "string"}}}, dialect=Dialect.LOWERED).witness is not None


def test_a_plain_schema_may_have_a_member_of_that_name() -> None:
    assert contains(ODD, {}).verdict == "contained"
    assert contains({}, ODD).verdict == "contained"


def test_the_validator_confirms_nothing_that_depends_on_it() -> None:
    validator = Validator(O | {"properties": {"a": ODD}}, Dialect.LOWERED)
    assert validator.accepts(freeze({"b": 1}))
    assert not validator.accepts(freeze(1))
    with pytest.raises(Unconfirmed):
        validator.accepts(freeze({"a": 1}))


def test_both_parts_spell_the_mark_alike() -> None:
    assert (dialects.UNCLEAR, dialects.UNCLEAR_TEXT) == (UNCLEAR, MEANT)
