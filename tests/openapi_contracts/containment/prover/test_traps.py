"""Cases that made other provers, or an earlier version of this one, answer wrongly."""

from typing import Any

import pytest

from openapi_contracts import contains

O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object


def contained(sub: Any, sup: Any) -> bool:
    answer = contains(sub, sup)
    assert answer.verdict != "undecided", answer.reason
    return answer.verdict == "contained"


def test_a_goal_that_is_empty_under_an_assumption_is_not_empty_in_another_branch() -> None:
    tree = {
        "$defs": {
            "tree": O | {"properties": {"next": {"$ref": "#/$defs/link"}}, "required": ["next"]},
            "link": {"anyOf": [{"$ref": "#/$defs/tree"}, {"$ref": "#/$defs/leaf"}]},
            "leaf": O | {"properties": {"next": {"const": 1}}, "required": ["next"]},
        },
    }
    assert not contained(tree | {"$ref": "#/$defs/tree"}, False)
    assert contained(tree | {"$ref": "#/$defs/tree"}, O)
    endless = {"$defs": {"tree": O | {"properties": {"next": {"$ref": "#/$defs/tree"}}, "required": ["next"]}}}
    assert contained(endless | {"$ref": "#/$defs/tree"}, False)
    assert contained(endless | {"type": "array", "items": {"$ref": "#/$defs/tree"}}, {"maxItems": 0})


def test_mutual_recursion_without_a_base_case_is_empty() -> None:
    pair = {
        "$defs": {
            "a": O | {"properties": {"b": {"$ref": "#/$defs/b"}}, "required": ["b"]},
            "b": {"type": "array", "items": {"$ref": "#/$defs/a"}, "minItems": 1},
        }
    }
    assert contained(pair | {"$ref": "#/$defs/a"}, False)
    assert not contained(pair | {"type": "array", "items": {"$ref": "#/$defs/b"}}, False)


def test_a_one_of_denies_its_other_branches() -> None:
    overlap = {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 5}]}
    assert not contained(overlap, {"type": "integer"})
    assert contained(overlap, {"anyOf": [{"exclusiveMaximum": 5}, {"not": {"type": "integer"}}]})
    assert not contained({"anyOf": overlap["oneOf"]}, overlap)


def test_two_existentials_may_need_the_same_unnamed_key() -> None:
    breaks_both = O | {"maxProperties": 1, "minProperties": 1, "propertyNames": {"maxLength": 1}}
    sup = {"anyOf": [O | {"additionalProperties": {"type": "string"}}, O | {"additionalProperties": {"type": "null"}}]}
    assert not contained(breaks_both, sup)
    named = {"anyOf": [sup["anyOf"][0], O | {"propertyNames": {"enum": ["a"]}}]}
    assert not contained(breaks_both, named)


def test_contains_counts_positions_and_not_values() -> None:
    two = {"type": "array", "allOf": [{"contains": {"const": 1}, "minContains": 2}, {"contains": {"type": "integer"}}]}
    assert contained(two, {"minItems": 2})
    assert not contained(two, {"minItems": 3})
    same = {"type": "array", "contains": {"const": 1}, "minContains": 2, "uniqueItems": True}
    assert contained(same, False)


def test_opaque_atoms_differ_from_each_other() -> None:
    one, other = {"$ref": "http://a.example/one"}, {"$ref": "http://a.example/other"}
    assert contains(one, other).verdict == "undecided"
    assert contains({"allOf": [one, {"not": other}]}, False).verdict == "undecided"
    assert contains({"allOf": [one, {"not": one}]}, False).verdict == "contained"


def test_absolute_references_to_other_documents_are_equal_and_relative_ones_are_not() -> None:
    def narrowed(reference: str) -> Any:
        return {"allOf": [{"$ref": reference}, {"type": "string"}]}

    assert contains(narrowed("x.json"), {"$ref": "x.json"}).verdict == "undecided"
    assert contained(narrowed("http://a.example/x.json"), {"$ref": "http://a.example/x.json"})


@pytest.mark.parametrize("union", ["anyOf", "oneOf"])
def test_wide_unions_are_decided(union: str) -> None:
    def branches(kind: Any) -> list[Any]:
        return [
            O
            | {
                "required": ["kind"],
                "properties": {"kind": {"const": f"k{i}"}, "v": kind, f"p{i}": {"type": "integer"}},
            }
            for i in range(60)
        ]

    narrow, wide = {union: branches({"type": "string"})}, {union: branches({"type": ["string", "null"]})}
    assert contained(narrow, wide)
    assert not contained(wide, narrow)
    assert not contained(narrow, {union: narrow[union][:-1]})


def test_witnesses_avoid_characters_that_engines_treat_differently() -> None:
    answer = contains({"type": "string", "minLength": 1}, {"pattern": "^[a-z]+$"})
    assert answer.witness.isascii()
    assert answer.witness.isprintable()
    assert contains({"type": "string", "minLength": 1}, {"pattern": "."}).witness == "\n"


def test_an_anchor_inside_an_enum_is_a_value() -> None:
    sub = {
        "$defs": {"x": {"enum": [{"$anchor": "a", "type": "null"}]}, "y": {"$anchor": "a", "type": "string"}},
        "$ref": "#a",
    }
    assert contained(sub, {"type": "string"})


@pytest.mark.parametrize("name", ["a|b", "a b", "a%b", "a/b", "a~b", "ä", "a#b", "{id}"])
def test_a_definition_may_have_any_name(name: str) -> None:
    escaped = name.replace("~", "~0").replace("/", "~1").replace("%", "%25").replace("#", "%23")
    sub = {"$defs": {name: {"type": "number"}}, "$ref": f"#/$defs/{escaped}"}
    assert not contained(sub, {"type": "integer"})
    assert contained(sub, {"type": "number"})


def test_numbers_have_the_value_of_their_decimal_text() -> None:
    assert contained({"type": "number", "multipleOf": 0.3}, {"multipleOf": 0.1})
    assert contained({"const": 0.3}, {"multipleOf": 0.1})
    assert contained({"type": "integer", "minimum": 9007199254740993}, {"exclusiveMinimum": 9007199254740992})
    assert not contained({"type": "integer", "minimum": 9007199254740992}, {"exclusiveMinimum": 9007199254740992})


def test_one_point_zero_is_an_integer() -> None:
    assert contained({"const": 1.0}, {"type": "integer"})
    assert contained({"enum": [1.0]}, {"const": 1})


def test_excluding_an_array_or_object_keeps_all_others() -> None:
    assert not contained({"type": "array"}, {"enum": [[], [None]]})
    assert contained({"type": "array", "maxItems": 1, "items": {"type": "null"}}, {"enum": [[], [None]]})
    assert not contained(O | {"additionalProperties": {"type": "null"}, "maxProperties": 1}, {"const": {}})
    assert contained(
        O | {"properties": {"a": {"enum": [1, 2]}}, "additionalProperties": False}, {"enum": [{}, {"a": 1}, {"a": 2}]}
    )


def test_distinct_items_are_found_by_matching_where_a_greedy_choice_fails() -> None:
    first = {"type": "array", "uniqueItems": True, "minItems": 2, "prefixItems": [{"enum": [1, 2]}, {"const": 1}]}
    assert contains(first | {"maxItems": 2}, False).witness == [2, 1]


def test_a_witness_for_a_look_around_is_confirmed_without_backtracking() -> None:
    assert contains({"pattern": "^(?=.*[0-9])[a-z0-9]+$", "type": "string"}, {"pattern": "^[a-z]+$"}).witness == "0"
    keyed = O | {"patternProperties": {"^(?=x$)x$": True}, "additionalProperties": False}
    assert contains(keyed, keyed | {"dependentRequired": {"x": ["y"]}}).witness == {"x": None}


def test_a_pattern_with_catastrophic_backtracking_is_cheap() -> None:
    assert contained({"type": "string", "pattern": "^(a+)+$"}, {"pattern": "^(a|a)*$"})
