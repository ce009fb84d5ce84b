"""A schema that names its variants, and is in their `allOf` as well: there it is what it says beside its unions."""

from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts import compare
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.vocabulary import Verdict

PET, CAT, DOG, PUPPY = ({"$ref": f"#/components/schemas/{name}"} for name in ("Pet", "Cat", "Dog", "Puppy"))


def kind(name: str, **more: Any) -> dict[str, Any]:
    """Write an object that says what it is."""
    return {"type": "object", "properties": {"kind": {"enum": [name]}, **more}, "required": ["kind", *more]}


def family(union: str = "oneOf", **more: Any) -> dict[str, Any]:
    """Write a contract of cats and dogs, and of puppies, which are dogs."""
    schemas = {
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"], union: [CAT, DOG]},
        "Cat": {"allOf": [PET, kind("cat", lives={"type": "integer"} | more)]},
        "Dog": {"allOf": [PET], "anyOf": [kind("dog"), PUPPY]},
        "Puppy": {"allOf": [DOG, kind("puppy")]},
    }
    content = {"application/json": {"schema": PET}}
    put = {"requestBody": {"content": content}, "responses": {"200": {"description": "it is", "content": content}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "pets", "version": "1"},
        "paths": {"/pets": {"put": put}},
        "components": {"schemas": schemas},
    }


def validator(document: dict[str, Any], name: str) -> jsonschema_rs.Draft202012Validator:
    at = SchemaAt(
        f"/components/schemas/{name}", document["components"]["schemas"][name], Direction.REQUEST, OpenApiDialect.OAS31
    )
    found = Schemas(document).standalone(at)
    assert found.unclear == ()
    return jsonschema_rs.Draft202012Validator(found.schema)


@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
def test_a_variant_has_what_its_family_asks_for(union: str) -> None:
    cat = validator(family(union), "Cat")
    assert cat.is_valid({"name": "Tom", "kind": "cat", "lives": 9})
    assert not cat.is_valid({"kind": "cat", "lives": 9})
    assert not cat.is_valid({"name": "Tom", "kind": "cat"})


def test_a_variant_of_a_variant_has_what_both_ask_for() -> None:
    puppy = validator(family(), "Puppy")
    assert puppy.is_valid({"name": "Rex", "kind": "puppy"})
    assert not puppy.is_valid({"kind": "puppy"})


def test_a_family_is_any_of_its_variants() -> None:
    pet = validator(family(), "Pet")
    assert pet.is_valid({"name": "Tom", "kind": "cat", "lives": 9})
    assert pet.is_valid({"name": "Rex", "kind": "dog"})
    assert not pet.is_valid({"name": "Tom", "kind": "fish"})


def test_what_changes_of_a_variant_is_decided() -> None:
    report = compare(family(), family(minimum=0))
    assert report.verdict is Verdict.BREAKING
    assert [change.id for change in report.changes if change.verdict is Verdict.BREAKING] == ["request-minimum-added"]
    assert compare(family(minimum=0), family(minimum=0)).changes == ()


def test_a_schema_that_only_leads_back_to_itself_still_says_nothing() -> None:
    document = family()
    document["components"]["schemas"]["Pet"] = {"allOf": [CAT]}
    at = SchemaAt("/components/schemas/Pet", {"allOf": [CAT]}, Direction.REQUEST, OpenApiDialect.OAS31)
    assert Schemas(document).standalone(at).unclear != ()
