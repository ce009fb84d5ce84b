"""References are resolved within the document or reported with their places, and never fetched."""

import socket
from typing import Any

import pytest

from openapi_contracts.documents.rules.references import LONGEST_CHAIN, References


def schemas(**named: Any) -> dict[str, Any]:
    """A document with only schemas."""
    return {"openapi": "3.1.0", "components": {"schemas": named}}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def reported(document: Any, **options: Any) -> list[tuple[str, str]]:
    """Return the codes and pointers of broken references."""
    return [(problem.code, problem.pointer) for problem in References(document, **options).problems]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/pet.yaml",
        "http://example.org/pet.json#/Pet",
        "//example.org/pet.json",
        "file:///etc/passwd",
        "data:application/json,{}",
        "pet.yaml",
        "../common.yaml#/Pet",
        "http://[",
    ],
)
def test_a_reference_to_another_document_is_reported_and_not_fetched(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    problems = References(schemas(A={"$ref": text})).problems
    assert [(problem.code, problem.pointer) for problem in problems] == [
        ("external-reference", "/components/schemas/A/$ref")
    ]
    assert text in problems[0].detail
    assert "bundle" in problems[0].detail


def test_an_unresolvable_reference_is_reported_at_its_place() -> None:
    assert reported(schemas(A={"items": ref("B")})) == [("unresolved-reference", "/components/schemas/A/items/$ref")]


def test_a_reference_that_is_not_a_string_is_reported() -> None:
    assert reported(schemas(A={"$ref": 7})) == [("invalid-reference", "/components/schemas/A/$ref")]


def test_a_cycle_of_references_is_reported_once() -> None:
    assert reported(schemas(A=ref("B"), B=ref("C"), C=ref("A"), D=ref("A"))) == [
        ("reference-cycle", "/components/schemas/A/$ref")
    ]


def test_a_recursive_schema_is_not_a_cycle_of_references() -> None:
    assert reported(schemas(Tree={"items": ref("Tree")})) == []


def test_a_chain_may_be_as_long_as_the_limit_and_no_longer() -> None:
    chain = {f"S{n}": ref(f"S{n + 1}") for n in range(LONGEST_CHAIN)}
    assert reported(schemas(**chain, **{f"S{LONGEST_CHAIN}": {}})) == []
    assert reported(schemas(A=ref("S0"), **chain, **{f"S{LONGEST_CHAIN}": {}})) == [
        ("reference-chain", "/components/schemas/A/$ref")
    ]


def test_a_chain_is_followed_to_its_end() -> None:
    document = schemas(A=ref("B"), B=ref("C"), C={"type": "string"})
    target = References(document).target(document["components"]["schemas"]["A"])
    assert target is not None
    assert target.parts == ("components", "schemas", "C")


def test_pointers_may_be_escaped_and_percent_encoded() -> None:
    assert reported({"a/b~c d": {}, "x": {"$ref": "#/a~1b~0c%20d"}, "y": [{"$ref": "#/y/0/z"}]}) == [
        ("unresolved-reference", "/y/0/$ref")
    ]


def test_the_index_of_a_list_is_a_plain_number() -> None:
    document = {"list": [{}], "a": {"$ref": "#/list/0"}, "b": {"$ref": "#/list/-1"}, "c": {"$ref": "#/list/1"}}
    assert [place for _, place in reported(document)] == ["/b/$ref", "/c/$ref"]


@pytest.mark.parametrize(
    "schema",
    [
        {"example": {"$ref": "nowhere"}},
        {"examples": [{"$ref": "nowhere"}]},
        {"default": {"$ref": "nowhere"}},
        {"const": {"$ref": "nowhere"}},
        {"enum": [{"$ref": "nowhere"}]},
        {"x-note": {"$ref": "nowhere"}},
        {"properties": {"$ref": {"type": "string"}}},
        {"discriminator": {"propertyName": "kind", "mapping": {"cat": "nowhere"}}},
    ],
)
def test_data_that_looks_like_a_reference_is_not_one(schema: Any) -> None:
    assert reported(schemas(A=schema)) == []


@pytest.mark.parametrize("name", ["default", "example", "enum", "x-note"])
def test_a_property_named_like_a_keyword_is_a_schema(name: str) -> None:
    assert reported(schemas(A={"properties": {name: {"$ref": "nowhere"}}})) == [
        ("external-reference", f"/components/schemas/A/properties/{name}/$ref")
    ]


def test_the_default_response_and_named_examples_may_be_references() -> None:
    operation = {"responses": {"default": ref("B")}, "examples": {"one": ref("C")}}
    assert [code for code, _ in reported({"paths": {"/a": {"get": operation}}})] == ["unresolved-reference"] * 2


def test_anchors_name_schemas_since_3_1_only() -> None:
    document = schemas(A={"$anchor": "a"}, B={"$ref": "#a"}, C={"$dynamicRef": "#b"}, D={"$dynamicAnchor": "b"})
    assert reported(document) == []
    assert reported(document, identifiers=False) == [("unresolved-reference", "/components/schemas/B/$ref")]
    assert reported(schemas(A={"$dynamicRef": "#b"})) == [("unresolved-reference", "/components/schemas/A/$dynamicRef")]


def test_a_schema_with_an_id_is_a_resource() -> None:
    bundled = {
        "$id": "https://example.org/tree",
        "$defs": {"leaf": {"type": "string"}},
        "properties": {"leaf": {"$ref": "#/$defs/leaf"}, "other": ref("Other")},
    }
    other = {"properties": {"tree": {"$ref": "https://example.org/tree#/$defs/leaf"}}}
    assert reported(schemas(Tree=bundled, Other=other)) == []


def test_a_hundred_thousand_references_are_resolved_in_one_pass() -> None:
    many = {f"S{n}": ref(f"S{n + 1}") if n % 100 else {} for n in range(1, 100_001)}
    assert reported(schemas(**many)) == []
