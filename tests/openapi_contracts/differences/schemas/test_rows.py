"""Every row of the rules of schemas: one small pair of schemas each, in both directions."""

from typing import Any

import pytest

from openapi_contracts.findings import Finding
from openapi_contracts.rules import RULES
from openapi_contracts.rules.schemas import compositions, formats, shapes, values
from openapi_contracts.vocabulary import ContentModel, Severity
from tests.openapi_contracts.differences.schemas.explained import (
    document,
    explained,
    ids,
    in_request,
    in_response,
    of,
    ref,
    shown,
)

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
LIST = {"type": "array"}
O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
AGE_FORMAT = "/properties/age/format"
AGE = "/components/schemas/Pet/properties/age"
PET = "/components/schemas/Pet"
DOGS: list[dict[str, Any]] = [of(TEXT, required=["age"]), O | {"properties": {"b": WHOLE}, "required": ["b"]}]
CLOSED = {"additionalProperties": False}

# row: before, after, and where both are said, below the property `age`
VALUES: dict[str, tuple[Any, Any, str, str]] = {
    "type-narrowed": (NUMBER, WHOLE, "/type", "/type"),
    "type-widened": (WHOLE, NUMBER, "/type", "/type"),
    "type-changed": (TEXT, WHOLE, "/type", "/type"),
    "became-nullable": (TEXT, {"type": ["string", "null"]}, "/type", "/type"),
    "became-not-nullable": ({"type": ["string", "null"]}, TEXT, "/type", "/type"),
    "const-changed": (TEXT | {"const": "a"}, TEXT | {"const": "b"}, "/const", "/const"),
    "enum-value-removed": (TEXT | {"enum": ["a", "b"]}, TEXT | {"enum": ["a"]}, "/enum", "/enum"),
    "enum-value-added": (TEXT | {"enum": ["a"]}, TEXT | {"enum": ["a", "b"]}, "/enum", "/enum"),
    "enum-added": (TEXT, TEXT | {"enum": ["a", "b"]}, "", "/enum"),
    "enum-removed": (TEXT | {"enum": ["a", "b"]}, TEXT, "/enum", ""),
    "minimum-raised": (WHOLE | {"minimum": 0}, WHOLE | {"minimum": 18}, "/minimum", "/minimum"),
    "minimum-lowered": (WHOLE | {"minimum": 18}, WHOLE | {"exclusiveMinimum": 0}, "/minimum", "/exclusiveMinimum"),
    "minimum-added": (WHOLE, WHOLE | {"minimum": 0}, "", "/minimum"),
    "minimum-removed": (WHOLE | {"minimum": 0}, WHOLE, "/minimum", ""),
    "maximum-raised": (WHOLE | {"maximum": 9}, WHOLE | {"maximum": 10}, "/maximum", "/maximum"),
    "maximum-lowered": (NUMBER | {"maximum": 9}, NUMBER | {"exclusiveMaximum": 9}, "/maximum", "/exclusiveMaximum"),
    "maximum-added": (WHOLE, WHOLE | {"maximum": 0}, "", "/maximum"),
    "maximum-removed": (WHOLE | {"maximum": 0}, WHOLE, "/maximum", ""),
    "min-length-raised": (TEXT | {"minLength": 1}, TEXT | {"minLength": 2}, "/minLength", "/minLength"),
    "min-length-lowered": (TEXT | {"minLength": 2}, TEXT | {"minLength": 1}, "/minLength", "/minLength"),
    "min-length-added": (TEXT, TEXT | {"minLength": 1}, "", "/minLength"),
    "min-length-removed": (TEXT | {"minLength": 1}, TEXT, "/minLength", ""),
    "max-length-raised": (TEXT | {"maxLength": 1}, TEXT | {"maxLength": 2}, "/maxLength", "/maxLength"),
    "max-length-lowered": (TEXT | {"maxLength": 2}, TEXT | {"maxLength": 1}, "/maxLength", "/maxLength"),
    "max-length-added": (TEXT, TEXT | {"maxLength": 1}, "", "/maxLength"),
    "max-length-removed": (TEXT | {"maxLength": 1}, TEXT, "/maxLength", ""),
    "min-items-raised": (LIST | {"minItems": 1}, LIST | {"minItems": 2}, "/minItems", "/minItems"),
    "min-items-lowered": (LIST | {"minItems": 2}, LIST | {"minItems": 1}, "/minItems", "/minItems"),
    "min-items-added": (LIST, LIST | {"minItems": 1}, "", "/minItems"),
    "min-items-removed": (LIST | {"minItems": 1}, LIST, "/minItems", ""),
    "max-items-raised": (LIST | {"maxItems": 1}, LIST | {"maxItems": 2}, "/maxItems", "/maxItems"),
    "max-items-lowered": (LIST | {"maxItems": 2}, LIST | {"maxItems": 1}, "/maxItems", "/maxItems"),
    "max-items-added": (LIST, LIST | {"maxItems": 1}, "", "/maxItems"),
    "max-items-removed": (LIST | {"maxItems": 1}, LIST, "/maxItems", ""),
    "min-properties-raised": (O | {"minProperties": 1}, O | {"minProperties": 2}, "/minProperties", "/minProperties"),
    "min-properties-lowered": (O | {"minProperties": 2}, O | {"minProperties": 1}, "/minProperties", "/minProperties"),
    "min-properties-added": (O, O | {"minProperties": 1}, "", "/minProperties"),
    "min-properties-removed": (O | {"minProperties": 1}, O, "/minProperties", ""),
    "max-properties-raised": (O | {"maxProperties": 1}, O | {"maxProperties": 2}, "/maxProperties", "/maxProperties"),
    "max-properties-lowered": (O | {"maxProperties": 2}, O | {"maxProperties": 1}, "/maxProperties", "/maxProperties"),
    "max-properties-added": (O, O | {"maxProperties": 1}, "", "/maxProperties"),
    "max-properties-removed": (O | {"maxProperties": 1}, O, "/maxProperties", ""),
    "multiple-of-added": (WHOLE, WHOLE | {"multipleOf": 5}, "", "/multipleOf"),
    "multiple-of-removed": (WHOLE | {"multipleOf": 5}, WHOLE, "/multipleOf", ""),
    "multiple-of-changed": (WHOLE | {"multipleOf": 2}, WHOLE | {"multipleOf": 3}, "/multipleOf", "/multipleOf"),
    "pattern-added": (TEXT, TEXT | {"pattern": "^a"}, "", "/pattern"),
    "pattern-removed": (TEXT | {"pattern": "^a"}, TEXT, "/pattern", ""),
    "pattern-changed": (TEXT | {"pattern": "^a"}, TEXT | {"pattern": "^b"}, "/pattern", "/pattern"),
    "format-added": (TEXT, TEXT | {"format": "iban"}, "", "/format"),
    "format-removed": (TEXT | {"format": "iban"}, TEXT, "/format", ""),
    "format-changed": (TEXT | {"format": "iban"}, TEXT | {"format": "bban"}, "/format", "/format"),
    "format-incompatible": (TEXT | {"format": "date"}, TEXT | {"format": "date-time"}, "/format", "/format"),
    "unique-items-added": (LIST, LIST | {"uniqueItems": True}, "", "/uniqueItems"),
    "unique-items-removed": (LIST | {"uniqueItems": True}, LIST, "/uniqueItems", ""),
    "items-added": (LIST, LIST | {"items": TEXT}, "", "/items"),
    "items-removed": (LIST | {"items": TEXT}, LIST, "/items", ""),
    "prefix-items-added": (LIST, LIST | {"prefixItems": [TEXT]}, "", "/prefixItems"),
    "prefix-items-removed": (LIST | {"prefixItems": [TEXT]}, LIST, "/prefixItems", ""),
    "additional-properties-closed": (O, O | CLOSED, "", "/additionalProperties"),
    "additional-properties-opened": (O | CLOSED, O, "/additionalProperties", ""),
    "additional-properties-restricted": (O, O | {"additionalProperties": TEXT}, "", "/additionalProperties"),
    "additional-properties-freed": (O | {"additionalProperties": TEXT}, O, "/additionalProperties", ""),
    "pattern-property-added": (O, O | {"patternProperties": {"^x": TEXT}}, "", "/patternProperties"),
    "pattern-property-removed": (O | {"patternProperties": {"^x": TEXT}}, O, "/patternProperties", ""),
    "pattern-property-added-to-closed": (
        O | CLOSED,
        O | CLOSED | {"patternProperties": {"^x": TEXT}},
        "",
        "/patternProperties",
    ),
    "pattern-property-removed-from-closed": (
        O | CLOSED | {"patternProperties": {"^x": TEXT}},
        O | CLOSED,
        "/patternProperties",
        "",
    ),
    "dependent-required-added": (O, O | {"dependentRequired": {"a": ["b"]}}, "", "/dependentRequired"),
    "dependent-required-removed": (O | {"dependentRequired": {"a": ["b"]}}, O, "/dependentRequired", ""),
    "any-of-branch-added": ({"anyOf": [TEXT, WHOLE]}, {"anyOf": [TEXT, WHOLE, LIST]}, "", "/anyOf/2"),
    "any-of-branch-removed": ({"anyOf": [TEXT, WHOLE, LIST]}, {"anyOf": [TEXT, WHOLE]}, "/anyOf/2", ""),
    "one-of-branch-added": ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, LIST]}, "", "/oneOf/2"),
    "one-of-branch-removed": ({"oneOf": [TEXT, WHOLE, LIST]}, {"oneOf": [TEXT, WHOLE]}, "/oneOf/2", ""),
    "any-of-added": (O, O | {"anyOf": DOGS}, "", "/anyOf"),
    "any-of-removed": (O | {"anyOf": DOGS}, O, "/anyOf", ""),
    "one-of-added": (O, O | {"oneOf": DOGS}, "", "/oneOf"),
    "one-of-removed": (O | {"oneOf": DOGS}, O, "/oneOf", ""),
    "one-of-became-any-of": ({"oneOf": [NUMBER, WHOLE]}, {"anyOf": [NUMBER, WHOLE]}, "/oneOf", "/anyOf"),
    "any-of-became-one-of": ({"anyOf": [NUMBER, WHOLE]}, {"oneOf": [NUMBER, WHOLE]}, "/anyOf", "/oneOf"),
    "composition-changed": (
        {"allOf": [{"anyOf": [TEXT, WHOLE]}, {"anyOf": [TEXT, LIST]}]},
        {"anyOf": [WHOLE, LIST]},
        "/allOf/0/anyOf",
        "/anyOf",
    ),
    "not-added": (TEXT, TEXT | {"not": {"minLength": 3}}, "", "/not"),
    "not-removed": (TEXT | {"not": {"minLength": 3}}, TEXT, "/not", ""),
    "not-changed": (TEXT | {"not": {"const": "a"}}, TEXT | {"not": {"const": "b"}}, "/not", "/not"),
    "condition-added": (O, O | {"if": {"required": ["a"]}, "then": {"required": ["b"]}}, "", "/if"),
    "condition-removed": (O | {"if": {"required": ["a"]}, "then": {"required": ["b"]}}, O, "/if", ""),
    "condition-changed": (
        O | {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
        O | {"if": {"required": ["a"]}, "then": {"required": ["c"]}},
        "/if",
        "/if",
    ),
    "contains-added": (LIST, LIST | {"contains": TEXT}, "", "/contains"),
    "contains-removed": (LIST | {"contains": TEXT}, LIST, "/contains", ""),
    "contains-changed": (LIST | {"contains": TEXT}, LIST | {"contains": WHOLE}, "/contains", "/contains"),
    "property-names-added": (O, O | {"propertyNames": {"maxLength": 1}}, "", "/propertyNames"),
    "property-names-removed": (O | {"propertyNames": {"maxLength": 1}}, O, "/propertyNames", ""),
    "property-names-changed": (
        O | {"propertyNames": {"pattern": "^a"}},
        O | {"propertyNames": {"pattern": "^b"}},
        "/propertyNames",
        "/propertyNames",
    ),
    "dependent-schemas-added": (O, O | {"dependentSchemas": {"a": {"required": ["b"]}}}, "", "/dependentSchemas"),
    "dependent-schemas-removed": (O | {"dependentSchemas": {"a": {"required": ["b"]}}}, O, "/dependentSchemas", ""),
    "dependent-schemas-changed": (
        O | {"dependentSchemas": {"a": {"required": ["b"]}}},
        O | {"dependentSchemas": {"a": {"required": ["c"]}}},
        "/dependentSchemas",
        "/dependentSchemas",
    ),
    "unevaluated-properties-added": (O, O | {"unevaluatedProperties": False}, "", "/unevaluatedProperties"),
    "unevaluated-properties-removed": (O | {"unevaluatedProperties": False}, O, "/unevaluatedProperties", ""),
    "unevaluated-properties-changed": (
        O | {"unevaluatedProperties": TEXT},
        O | {"unevaluatedProperties": WHOLE},
        "/unevaluatedProperties",
        "/unevaluatedProperties",
    ),
    "unevaluated-items-added": (LIST, LIST | {"unevaluatedItems": False}, "", "/unevaluatedItems"),
    "unevaluated-items-removed": (LIST | {"unevaluatedItems": False}, LIST, "/unevaluatedItems", ""),
    "unevaluated-items-changed": (
        LIST | {"unevaluatedItems": TEXT},
        LIST | {"unevaluatedItems": WHOLE},
        "/unevaluatedItems",
        "/unevaluatedItems",
    ),
    "schema-added": ({}, TEXT, "", ""),
    "schema-removed": (TEXT, {}, "", ""),
    "value-forbidden": (True, False, "", ""),
    "value-allowed": (False, TEXT, "", ""),
    "open-enum-value-added": (
        TEXT | {"enum": ["a"], "x-extensible-enum": True},
        TEXT | {"enum": ["a", "b"], "x-extensible-enum": True},
        "/enum",
        "/enum",
    ),
    "extensible-enum-value-added": (
        TEXT | {"x-extensible-enum": ["a"]},
        TEXT | {"x-extensible-enum": ["a", "b"]},
        "/x-extensible-enum",
        "/x-extensible-enum",
    ),
    "extensible-enum-value-removed": (
        TEXT | {"x-extensible-enum": ["a", "b"]},
        TEXT | {"x-extensible-enum": ["a"]},
        "/x-extensible-enum",
        "/x-extensible-enum",
    ),
}
# row: before, after, and where both are said, of a pet
SHAPES: dict[str, tuple[Any, Any, str, str]] = {
    "property-added": (of(TEXT), of(TEXT) | {"properties": {"age": TEXT, "b": TEXT}}, "", "/properties/b"),
    "property-added-to-closed": (
        of(TEXT) | CLOSED,
        {"type": "object", "properties": {"age": TEXT, "b": TEXT}} | CLOSED,
        "",
        "/properties/b",
    ),
    "required-property-added": (
        of(TEXT),
        {"type": "object", "properties": {"age": TEXT, "b": TEXT}, "required": ["b"]},
        "",
        "/properties/b",
    ),
    "property-became-required": (of(TEXT), of(TEXT, required=["age"]), "/properties/age", "/properties/age"),
    "property-became-optional": (of(TEXT, required=["age"]), of(TEXT), "/properties/age", "/properties/age"),
}
# of one direction alone, or of which the other is graded otherwise
REQUESTS: dict[str, tuple[Any, Any, str, str]] = {
    "request-property-removed": (
        {"type": "object", "properties": {"age": TEXT, "b": TEXT}} | CLOSED,
        of(TEXT) | CLOSED,
        "/properties/b",
        "",
    ),
    "request-property-undeclared": (
        {"type": "object", "properties": {"age": TEXT, "b": TEXT}},
        of(TEXT),
        "/properties/b",
        "",
    ),
    "request-property-no-longer-sent": (
        of(TEXT, required=["age"]),
        of(TEXT | {"readOnly": True}, required=["age"]),
        "/properties/age",
        "/properties/age",
    ),
    "request-property-constrained": (O | {"additionalProperties": True}, of(TEXT), "", "/properties/age"),
    "request-free-form-property-added": (O, of(TEXT), "", "/properties/age"),
    "request-typed-format-added": (of(TEXT), of(TEXT | {"format": "date"}), "/properties/age", AGE_FORMAT),
    "request-one-of-overlap": (
        {"oneOf": [TEXT, WHOLE]},
        {"oneOf": [TEXT, {"type": ["integer", "string"]}]},
        "/oneOf",
        "/oneOf",
    ),
}
RESPONSES: dict[str, tuple[Any, Any, str, str]] = {
    "response-property-removed": (
        {"type": "object", "properties": {"age": TEXT, "b": TEXT}},
        of(TEXT),
        "/properties/b",
        "",
    ),
    "response-property-no-longer-sent": (
        of(TEXT),
        of(TEXT | {"writeOnly": True}),
        "/properties/age",
        "/properties/age",
    ),
    "response-typed-format-removed": (of(TEXT | {"format": "date"}), of(TEXT), AGE_FORMAT, "/properties/age"),
    "response-one-of-overlap": (
        {"oneOf": [TEXT, {"type": ["integer", "string"]}]},
        {"oneOf": [TEXT, WHOLE]},
        "/oneOf",
        "/oneOf",
    ),
}
# Shown by no pair of schemas of their own: what is left over (see test_last_resort).
LEFT_OVER = {f"request-schema-{what}" for what in ("narrowed", "undecided")}
LEFT_OVER |= {f"response-schema-{what}" for what in ("widened", "undecided")}


def the(rule: str, findings: list[Finding]) -> Finding:
    """Return the one finding of a rule."""
    assert ids(findings).count(rule) == 1, ids(findings)
    return next(finding for finding in findings if finding.rule == rule)


def holds(finding: Finding, base: str, revision: str) -> None:
    """Say that a finding points where it should, and that a breaking one is shown by a confirmed message."""
    assert (finding.base, finding.revision) == (base, revision)
    assert finding.operations == ("PUT /pets0",)
    if RULES[finding.rule].severity is Severity.BREAKING:
        assert shown(finding), finding.evidence


KIND = O | {"properties": {"kind": TEXT}, "required": ["kind"]}
HEIR = {"allOf": [ref("Pet"), of(WHOLE)]}
PARENT = KIND | {"discriminator": {"propertyName": "kind"}}
UNION = {"oneOf": [ref("Cat"), ref("Dog")]}
CHOICES: dict[str, tuple[Any, ...]] = {  # the components before and after
    "subtype-added": ({"Pet": PARENT, "Cat": HEIR}, {"Pet": PARENT, "Cat": HEIR, "Dog": HEIR}),
    "subtype-removed": ({"Pet": PARENT, "Cat": HEIR, "Dog": HEIR}, {"Pet": PARENT, "Cat": HEIR}),
    "discriminator-values-changed": tuple(
        {
            "Pet": UNION | {"discriminator": {"propertyName": "kind", "mapping": {value: "Cat"}}},
            "Cat": KIND,
            "Dog": KIND,
        }
        for value in ("cat", "kitty")
    ),
}


@pytest.mark.parametrize("row", VALUES)
def test_a_row_of_values_is_found_in_both_directions(row: str) -> None:
    old, new, base, revision = VALUES[row]
    for direction, within in (("request", in_request), ("response", in_response)):
        findings = explained(within(of(old)), within(of(new)), content_model=_content_model(row))
        holds(the(f"{direction}-{row}", findings), AGE + base, AGE + revision)


@pytest.mark.parametrize("row", SHAPES)
def test_a_row_of_shapes_is_found_in_both_directions(row: str) -> None:
    old, new, base, revision = SHAPES[row]
    for direction, within in (("request", in_request), ("response", in_response)):
        holds(the(f"{direction}-{row}", explained(within(old), within(new))), PET + base, PET + revision)


@pytest.mark.parametrize("rule", REQUESTS)
def test_what_is_of_requests_alone(rule: str) -> None:
    old, new, base, revision = REQUESTS[rule]
    holds(the(rule, explained(in_request(old), in_request(new))), PET + base, PET + revision)


@pytest.mark.parametrize("rule", RESPONSES)
def test_what_is_of_responses_alone(rule: str) -> None:
    old, new, base, revision = RESPONSES[rule]
    found = explained(in_response(old), in_response(new), content_model=_content_model(rule))
    holds(the(rule, found), PET + base, PET + revision)


@pytest.mark.parametrize("row", CHOICES)
def test_a_row_of_alternatives_is_found_in_both_directions(row: str) -> None:
    old, new = CHOICES[row]
    for direction in ("request", "response"):
        sent, back = (ref("Pet"), None) if direction == "request" else (None, ref("Pet"))
        sides = [document(sent=sent, back=back, **side) for side in (old, new)]
        holds(the(f"{direction}-{row}", explained(*sides)), PET, PET)


def _content_model(row: str) -> ContentModel:
    """Return the letter for what is found by the letter alone: branches that meet are meant as `anyOf`."""
    is_strict = row in ("one-of-became-any-of", "response-one-of-overlap")
    return ContentModel.STRICT if is_strict else ContentModel.DECLARED


def test_every_rule_of_a_direction_has_a_pair() -> None:
    cases = {f"{way}-{row}" for row in (*VALUES, *SHAPES, *CHOICES) for way in ("request", "response")}
    rules = {rule.id for table in (values, formats, shapes, compositions) for rule in table.RULES}
    assert rules == cases | REQUESTS.keys() | RESPONSES.keys() | LEFT_OVER
