"""What no message shows: defaults, discriminators, deprecation, and what is for people alone."""

from typing import Any

import pytest

from openapi_contracts.rules import RULES
from openapi_contracts.rules.schemas import notices
from openapi_contracts.vocabulary import Bump, Severity
from tests.openapi_contracts.differences.schemas.explained import (
    document,
    explained,
    ids,
    in_response,
    of,
    ref,
    sentence,
)

TEXT = {"type": "string"}
CAT = {"type": "object", "properties": {"kind": {"type": "integer"}, "lives": {"type": "integer"}}}
DOG = {"type": "object", "properties": {"kind": {"type": "integer"}, "barks": TEXT}}


def chosen(mapping: Any = None, *, by: str = "kind") -> dict[str, Any]:
    discriminator = {"propertyName": by} | ({"mapping": mapping} if mapping is not None else {})
    return {"anyOf": [ref("Cat"), ref("Dog")], "discriminator": discriminator}


NOTICES: dict[str, tuple[Any, Any]] = {  # of the property `age`
    "schema-default-changed": (TEXT | {"default": "a"}, TEXT | {"default": "b"}),
    "schema-deprecated": (TEXT, TEXT | {"deprecated": True}),
    "schema-undeprecated": (TEXT | {"deprecated": True}, TEXT),
    "schema-sunset-added": (TEXT, TEXT | {"x-sunset": "2030-01-01"}),
    "schema-sunset-removed": (TEXT | {"x-sunset": "2030-01-01"}, TEXT),
    "schema-sunset-earlier": (TEXT | {"x-sunset": "2030-01-01"}, TEXT | {"x-sunset": "2029-01-01"}),
    "schema-sunset-later": (TEXT | {"x-sunset": "2030-01-01"}, TEXT | {"x-sunset": "2031-01-01"}),
    "schema-annotations-changed": (TEXT | {"description": "a"}, TEXT | {"description": "b", "example": "c"}),
    "discriminator-added": ({"anyOf": [ref("Cat"), ref("Dog")]}, chosen()),
    "discriminator-removed": (chosen(), {"anyOf": [ref("Cat"), ref("Dog")]}),
    "discriminator-property-changed": (chosen(), chosen(by="type")),
    "discriminator-mapping-added": (chosen({"c": "Cat"}), chosen({"c": "Cat", "d": "Dog"})),
    "discriminator-mapping-removed": (chosen({"c": "Cat", "d": "Dog"}), chosen({"c": "Cat"})),
    "discriminator-mapping-changed": (chosen({"c": "Cat"}), chosen({"c": "Dog"})),
}


@pytest.mark.parametrize("rule", NOTICES)
def test_a_notice_is_given_once_for_both_directions(rule: str) -> None:
    old, new = (document(sent=ref("Pet"), back=ref("Pet"), Pet=of(age), Cat=CAT, Dog=DOG) for age in NOTICES[rule])
    (found,) = explained(old, new)
    assert (found.rule, found.operations) == (rule, ("PUT /pets0",))
    assert found.values["where"] == "`age` of `Pet`"
    assert (found.base or "").startswith("/components/schemas/Pet/properties/age")
    assert (found.revision or "").startswith("/components/schemas/Pet/properties/age")


def test_every_notice_has_a_pair() -> None:
    assert {rule.id for rule in notices.RULES} == NOTICES.keys()


def test_a_mapping_to_a_component_that_was_renamed_is_no_change() -> None:
    old = document(back=of(chosen({"c": "#/components/schemas/Cat"})), Cat=CAT, Dog=DOG)
    union = {"anyOf": [ref("Kitty"), ref("Dog")]}
    by = {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Kitty"}}
    new = document(back=of(union | {"discriminator": by}), Kitty=CAT, Dog=DOG)
    assert explained(old, new) == []


def test_what_is_for_people_asks_for_a_patch_and_names_its_keywords() -> None:
    old, new = in_response(of(TEXT)), in_response(of(TEXT | {"title": "Age", "x-note": 1}))
    (found,) = explained(old, new)
    assert RULES[found.rule].bump is Bump.PATCH
    assert sentence(found) == "`age` of `Pet`: `title`, `x-note` changed"


def test_what_is_said_beside_a_reference_is_found_there() -> None:
    old, new = (document(back=of(ref("Cat") | {"description": text}), Cat=CAT) for text in ("a", "b"))
    assert ids(explained(old, new)) == ["schema-annotations-changed"]


def test_an_annotation_that_moves_to_another_part_is_no_change() -> None:
    old = in_response({"allOf": [CAT], "description": "a cat"})
    new = in_response({"allOf": [CAT | {"description": "a cat"}]})
    assert explained(old, new) == []


def test_a_changed_mapping_breaks_by_its_rule_alone() -> None:
    assert RULES["discriminator-mapping-changed"].severity is Severity.BREAKING
    assert RULES["discriminator-mapping-added"].severity is Severity.INFO
