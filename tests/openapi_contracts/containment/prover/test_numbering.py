"""Equal schemas get one number, also where references split them differently."""

from typing import Any

import pytest

from openapi_contracts.containment.prover import Dialect, Empty, Found, Unknown
from tests.openapi_contracts.containment.prover.comparing import SchemaPair

NODE: dict[str, Any] = {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}, "value": {"type": "string"}}}
INLINE = {"type": "object", "properties": {"a": {"type": "string"}}}
SAME: dict[str, tuple[Any, Any]] = {
    "reordered": ({"type": "string", "minLength": 1}, {"minLength": 1, "type": "string"}),
    "annotated": ({"type": "string"}, {"type": "string", "title": "A", "description": "b", "default": "c"}),
    "extracted": (INLINE, {"$ref": "#/$defs/x", "$defs": {"x": INLINE}}),
    "renamed": ({"$ref": "#/$defs/x", "$defs": {"x": INLINE}}, {"$ref": "#/$defs/y", "$defs": {"y": INLINE}}),
    "wrapped in allOf": (INLINE, {"allOf": [INLINE]}),
    "branches reordered": ({"oneOf": [INLINE, {"type": "null"}]}, {"oneOf": [{"type": "null"}, INLINE]}),
    "enum reordered": ({"enum": [1, "a"]}, {"enum": ["a", 1.0]}),
    "const as enum": ({"const": 1}, {"enum": [1]}),
    "a cycle renamed": (
        {"$ref": "#/$defs/node", "$defs": {"node": NODE}},
        {
            "$ref": "#/$defs/n",
            "$defs": {"n": NODE | {"properties": NODE["properties"] | {"next": {"$ref": "#/$defs/n"}}}},
        },
    ),
    "a cycle unrolled once": (
        {"$ref": "#/$defs/node", "$defs": {"node": NODE}},
        NODE | {"$defs": {"node": NODE}},
    ),
    "a cycle of two": (
        {"$ref": "#/$defs/node", "$defs": {"node": NODE}},
        {
            "$ref": "#/$defs/odd",
            "$defs": {
                "odd": NODE | {"properties": NODE["properties"] | {"next": {"$ref": "#/$defs/even"}}},
                "even": NODE | {"properties": NODE["properties"] | {"next": {"$ref": "#/$defs/odd"}}},
            },
        },
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_a_refactored_schema_has_the_same_number(name: str) -> None:
    assert SchemaPair(*SAME[name]).are_equal()


def test_a_one_of_with_a_repeated_branch_is_a_different_schema() -> None:
    twice = {"oneOf": [{"$ref": "#"}, {"$ref": "#"}], "type": "array", "items": {"$ref": "#"}}
    assert not SchemaPair(twice, twice | {"oneOf": [{"$ref": "#"}]}).are_equal()


def test_cycles_that_differ_at_a_great_depth_get_different_numbers() -> None:
    def long(value: str) -> Any:
        steps: dict[str, Any] = {
            f"s{i}": {"type": "array", "items": {"$ref": f"#/$defs/s{(i + 1) % 50}"}, "minItems": 1} for i in range(50)
        }
        return {"$ref": "#/$defs/s0", "$defs": steps | {"s49": {"anyOf": [{"type": value}, {"$ref": "#/$defs/s0"}]}}}

    assert SchemaPair(long("string"), long("string")).are_equal()
    different = SchemaPair(long("string"), long("null"))
    assert not different.are_equal()
    assert isinstance(different.contained(), Found)


def test_a_theory_reuses_proved_results_for_later_queries() -> None:
    both = SchemaPair({"$ref": "#/$defs/node", "$defs": {"node": NODE}}, {"type": "object"})
    sub, sup = both.raw
    assert isinstance(both.theory.contains(sub, sup), Empty)
    assert isinstance(both.theory.contains(sup, sub), Found)
    assert isinstance(both.theory.contains(sub, sup, steps=1), Empty)


def test_a_schema_that_only_references_itself_is_contained_in_itself() -> None:
    def named(*beside: Any) -> Any:
        return {"$defs": {"n": {"allOf": [{"$ref": "#/$defs/n"}, *beside]}}, "propertyNames": {"$ref": "#/$defs/n"}}

    assert SchemaPair(named({"type": "string"}), named({"type": "string"})).are_equal()
    assert isinstance(SchemaPair(named() | {"maxProperties": 1}, named()).contained(), Empty)
    assert isinstance(SchemaPair(named({"maxLength": 1}), {"propertyNames": {"maxLength": 1}}).contained(), Empty)
    assert isinstance(SchemaPair(named({"maxLength": 1}), named()).contained(), Unknown)


def test_an_older_dialect_ignores_keywords_beside_a_reference() -> None:
    sub = {"definitions": {"x": {"type": "string"}}, "properties": {"a": {"$ref": "#/definitions/x", "maxLength": 1}}}
    sup = {"properties": {"a": {"type": "string"}}}
    assert SchemaPair(sub, sup, dialect=Dialect.DRAFT7).are_equal()
    assert not SchemaPair(sub, sup, dialect=Dialect.DRAFT2020).are_equal()
