"""What the strongest peer is known to get wrong, kind by kind: each breaks, or does not, and says why."""

from typing import Any

import pytest

from tests.openapi_contracts.differences.schemas.explained import (
    Document,
    breaking,
    document,
    explained,
    ids,
    in_request,
    in_response,
    of,
    ref,
    shown,
    written,
)

TEXT, WHOLE, LIST = {"type": "string"}, {"type": "integer"}, {"type": "array"}
O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
NAMED = {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}
CAT = {"type": "object", "properties": {"kind": {"const": "cat"}, "lives": WHOLE}, "required": ["kind"]}
DOG = {"type": "object", "properties": {"kind": {"const": "dog"}, "barks": TEXT}, "required": ["kind"]}
TREE = of({"type": "array", "items": ref("Tree")}, required=["age"])
TWIN = of({"type": "array", "items": ref("Twin"), "maxItems": 3}, required=["age"])
CLOSED = {"additionalProperties": False}
MAPPED = {"type": "array", "contains": WHOLE, "maxContains": 1, "minContains": 0}

# kind: before, after, which breaks a request
REQUESTS: dict[str, tuple[Any, Any, list[str]]] = {
    "additionalProperties closed": (O, O | CLOSED, ["request-additional-properties-closed"]),
    "its schema added": (O, O | {"additionalProperties": TEXT}, ["request-additional-properties-restricted"]),
    "items added": (of(LIST), of(LIST | {"items": TEXT}), ["request-items-added"]),
    "not added": (of(TEXT), of(TEXT | {"not": {"const": "a"}}), ["request-not-added"]),
    "multipleOf added": (of(WHOLE), of(WHOLE | {"multipleOf": 2}), ["request-multiple-of-added"]),
    "uniqueItems added": (of(LIST), of(LIST | {"uniqueItems": True}), ["request-unique-items-added"]),
    "minProperties added": (O, O | {"minProperties": 1}, ["request-min-properties-added"]),
    "maxProperties added": (O, O | {"maxProperties": 1}, ["request-max-properties-added"]),
    "polarity under not": (
        of({"not": {"type": "integer", "minimum": 5}}),
        of({"not": {"type": "integer", "minimum": 3}}),
        ["request-not-changed"],
    ),
    "polarity under if": (
        O | {"if": {"required": ["a", "b"]}, "then": {"required": ["c"]}},
        O | {"if": {"required": ["a"]}, "then": {"required": ["c"]}},
        ["request-condition-changed"],
    ),
    "polarity under maxContains": (
        of(MAPPED | {"contains": {"type": "integer", "minimum": 5}}),
        of(MAPPED | {"contains": {"type": "integer", "minimum": 3}}),
        ["request-contains-changed"],
    ),
    "prefixItems added": (of(LIST), of(LIST | {"prefixItems": [TEXT]}), ["request-prefix-items-added"]),
    "patternProperties under a closed object": (
        O | CLOSED | {"patternProperties": {"^x": TEXT, "^y": TEXT}},
        O | CLOSED | {"patternProperties": {"^x": TEXT}},
        ["request-pattern-property-removed-from-closed"],
    ),
    "a oneOf overlap created by a wider branch": (
        of({"oneOf": [TEXT, WHOLE]}),
        of({"oneOf": [TEXT, {"type": ["integer", "string"]}]}),
        ["request-one-of-overlap"],
    ),
    "a oneOf overlap created by another branch": (
        of({"oneOf": [WHOLE | {"minimum": 9}, TEXT]}),
        of({"oneOf": [WHOLE | {"minimum": 9}, TEXT, WHOLE | {"maximum": 9}]}),
        ["request-one-of-overlap"],
    ),
    "a required name that is not in properties": (
        of(TEXT),
        of(TEXT, required=["b"]),
        ["request-property-became-required"],
    ),
    "unevaluatedProperties": (
        O | {"allOf": [NAMED]},
        O | {"allOf": [NAMED], "unevaluatedProperties": False, "properties": {"other": TEXT}},
        [],
    ),
    "unevaluatedProperties of an object that declares none": (
        O,
        O | {"unevaluatedProperties": False},
        ["request-unevaluated-properties-added"],
    ),
    "a redundant allOf branch added": (NAMED, {"allOf": [NAMED, O]}, []),
    "an allOf inlined": ({"allOf": [NAMED, O]}, NAMED, []),
    "oneOf to anyOf of branches that cannot meet": ({"oneOf": [CAT, DOG]}, {"anyOf": [CAT, DOG]}, []),
    "anyOf to oneOf of branches that cannot meet": ({"anyOf": [CAT, DOG]}, {"oneOf": [CAT, DOG]}, []),
    "a subsumed branch removed": (of({"anyOf": [{"type": "number"}, WHOLE]}), of({"type": "number"}), []),
    "an unsatisfiable branch removed": (
        of({"anyOf": [TEXT, WHOLE | {"minimum": 3, "maximum": 2}]}),
        of({"anyOf": [TEXT]}),
        [],
    ),
    "const x to enum [x]": (of(TEXT | {"const": "a"}), of(TEXT | {"enum": ["a"]}), []),
    "maximum 10 to exclusiveMaximum 11 on integers": (
        of(WHOLE | {"maximum": 10}),
        of(WHOLE | {"exclusiveMaximum": 11}),
        [],
    ),
    "a bound implied by an enum": (
        of(WHOLE | {"enum": [1, 2]}),
        of(WHOLE | {"enum": [1, 2], "minimum": 1}),
        [],
    ),
    "a bound implied by a pattern": (
        of(TEXT | {"pattern": "^[a-z]{3}$"}),
        of(TEXT | {"pattern": "^[a-z]{3}$", "maxLength": 3}),
        [],
    ),
    "a pattern contained in another": (of(TEXT | {"pattern": "^ab+$"}), of(TEXT | {"pattern": "^a"}), []),
    "date to date-time": (
        of(TEXT | {"format": "date"}),
        of(TEXT | {"format": "date-time"}),
        ["request-format-incompatible"],
    ),
}
RESPONSES: dict[str, tuple[Any, Any, list[str]]] = {
    "a minimum removed": (of(WHOLE | {"minimum": 0}), of(WHOLE), ["response-minimum-removed"]),
    "a maxLength removed": (of(TEXT | {"maxLength": 9}), of(TEXT), ["response-max-length-removed"]),
    "an enum dropped entirely": (of(TEXT | {"enum": ["a"]}), of(TEXT), ["response-enum-removed"]),
    "prefixItems removed": (of(LIST | {"prefixItems": [TEXT]}), of(LIST), ["response-prefix-items-removed"]),
    "an allOf branch removed": (
        {"allOf": [of(TEXT), NAMED]},
        {"allOf": [of(TEXT)]},
        ["response-property-removed"],
    ),
    "an allOf branch of a bound removed": (
        of({"allOf": [WHOLE, {"maximum": 3}]}),
        of({"allOf": [WHOLE]}),
        ["response-maximum-removed"],
    ),
    "oneOf to anyOf of branches that meet, which were meant as anyOf": (
        of({"oneOf": [{"type": "number"}, WHOLE | {"minimum": 3}]}),
        of({"anyOf": [{"type": "number"}, WHOLE | {"minimum": 3}]}),
        [],
    ),
    "a pattern that another does not contain": (
        of(TEXT | {"pattern": "^ab+$"}),
        of(TEXT | {"pattern": "^a"}),
        ["response-pattern-changed"],
    ),
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_of_a_request(kind: str) -> None:
    old, new, expected = REQUESTS[kind]
    holds(in_request(old), in_request(new), expected)


@pytest.mark.parametrize("kind", RESPONSES)
def test_of_a_response(kind: str) -> None:
    old, new, expected = RESPONSES[kind]
    holds(in_response(old), in_response(new), expected)


def holds(old: Document, new: Document, expected: list[str]) -> None:
    found = breaking(explained(old, new))
    assert ids(found) == expected, written(found)
    assert all(map(shown, found)), written(found)


def test_a_component_renamed_inside_a_union_is_no_change() -> None:
    old = in_response(of({"oneOf": [ref("Cat"), ref("Dog")]}), Cat=CAT, Dog=DOG)
    new = in_response(of({"oneOf": [ref("Hound"), ref("Cat")]}), Cat=CAT, Hound=DOG)
    assert explained(old, new) == []
    assert explained(new, old) == []


def test_recursion_that_leads_to_a_tightened_twin_breaks_at_the_twin() -> None:
    old = document(sent=ref("Tree"), Tree=TREE, Twin=TWIN)
    new = document(sent=ref("Tree"), Tree=of({"type": "array", "items": ref("Twin")}, required=["age"]), Twin=TWIN)
    (found,) = breaking(explained(old, new))
    assert found.rule == "request-max-items-added"
    assert found.revision == "/components/schemas/Twin/properties/age/maxItems"
    assert shown(found)


def test_a_parameter_is_explained_as_a_body_is() -> None:
    def filtered(schema: Any) -> Document:
        written = document()
        written["paths"]["/pets0"]["put"]["parameters"] = [{"in": "query", "name": "sizes", "schema": schema}]
        return written

    old, new = filtered(LIST | {"items": {"type": "number"}}), filtered(LIST | {"items": WHOLE})
    (found,) = breaking(explained(old, new))
    assert found.rule == "request-type-narrowed"
    assert found.values["where"] == "`[]` of the query parameter `sizes`"
    assert shown(found)
