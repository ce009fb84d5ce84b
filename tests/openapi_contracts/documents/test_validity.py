"""Validity: each problem of a document is reported once, with a sentence and its place."""

import gc
import time
import weakref
from typing import Any

import pytest

from openapi_contracts.documents import validity
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import NotOpenAPI
from openapi_contracts.documents.rules.sentences import LONGEST_SENTENCE

OK = {"200": {"description": "ok"}}


def document(version: str = "3.0.3", **parts: Any) -> dict[str, Any]:
    """A minimal valid document with `parts`."""
    field = "swagger" if version.startswith("2") else "openapi"
    return {field: version, "info": {"title": "Pets", "version": "1.0.0"}, "paths": {}, **parts}


def schemas(version: str = "3.0.3", **named: Any) -> dict[str, Any]:
    """A document with only schemas."""
    return document(version, components={"schemas": named})


def paths(*urls: str, **operation: Any) -> dict[str, Any]:
    """A document with the same operation at each of `urls`."""
    return document(paths={url: {"get": {"responses": OK, **operation}} for url in urls})


def found(data: Any) -> list[tuple[str, str]]:
    """Return the codes and pointers of the problems."""
    return [(problem.code, problem.pointer) for problem in validity.problems(data, Limits()).problems]


@pytest.mark.parametrize("version", ["2.0", "3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0"])
def test_a_small_document_of_every_supported_version_is_valid(version: str) -> None:
    findings = validity.problems(document(version), Limits())
    assert findings == validity.Findings(specification=version, problems=(), counts={})


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        ([], "not-an-object", "object"),
        ({"info": {}}, "no-version", "openapi"),
        ({"openapi": 3.1}, "version-not-text", "'3.1.0'"),
        ({"swagger": 2.0}, "version-not-text", "swagger: '2.0'"),
        ({"openapi": {"deep": 1}}, "version-not-text", "quote"),
        ({"openapi": "4.0.0"}, "unsupported-version", "'4.0.0'"),
        ({"swagger": "1.2"}, "unsupported-version", "'1.2'"),
        ({"openapi": "3.0." + "9" * 1000}, "unsupported-version", "9"),
        ({"openapi": "3.0.3", "swagger": "2.0"}, "two-versions", "both"),
    ],
)
def test_an_unsupported_document_is_refused_with_a_hint(data: Any, code: str, word: str) -> None:
    with pytest.raises(NotOpenAPI) as refusal:
        validity.problems(data, Limits())
    assert refusal.value.problem.code == code
    assert word in refusal.value.problem.detail


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (document(info={"title": "x"}), "invalid-text", "/info"),
        (document(widgets={}), "unknown-field", "/widgets"),
        (document(servrs=[]), "misspelt-field", "/servrs"),
        (document(info=7), "invalid-text", "/info"),
        (document(paths={"pets": {}}), "path-without-slash", "/paths/pets"),
        (document("3.1.0", info={"title": "x"}), "invalid-text", "/info"),
        (document("2.0", schemes=["gopher"]), "value-not-allowed", "/schemes/0"),
        (document(tags=[{"name": "a"}, {"name": "a"}]), "duplicate-tag", "/tags/1"),
        (schemas(A={"type": "strin"}), "value-not-allowed", "/components/schemas/A/type"),
        (schemas(A={"nullable": "yes"}), "wrong-type", "/components/schemas/A/nullable"),
        (schemas(A={"pattern": "("}), "wrong-format", "/components/schemas/A/pattern"),
        (schemas(A={"enum": [1, 1]}), "repeated-items", "/components/schemas/A/enum"),
        (schemas(A={"allOf": []}), "wrong-length", "/components/schemas/A/allOf"),
        (schemas("3.1.0", A={"oneOf": []}), "wrong-length", "/components/schemas/A/oneOf"),
        (schemas("3.1.0", A={"minimum": "1"}), "wrong-type", "/components/schemas/A/minimum"),
        (schemas("3.1.0", A={"$schema": "urn:x"}), "unknown-dialect", "/components/schemas/A/$schema"),
        (schemas(A={"type": "integer", "default": "1"}), "default-not-valid", "/components/schemas/A/default"),
        (schemas("3.2.0", A={"type": "integer", "default": "1"}), "default-not-valid", "/components/schemas/A/default"),
        (schemas(A={"$ref": "#/x"}), "unresolved-reference", "/components/schemas/A/$ref"),
        (schemas(A={"$ref": "other.yaml"}), "external-reference", "/components/schemas/A/$ref"),
        (paths("/pets/{id}"), "undeclared-path-parameter", "/paths/~1pets~1{id}/get"),
        (paths("/pets/{id"), "malformed-path-template", "/paths/~1pets~1{id"),
        (paths("/a", "/b", operationId="x"), "duplicate-operation-id", "/paths/~1b/get/operationId"),
        (
            paths("/a", parameters=[{"name": "q", "in": "query", "schema": {}}] * 2),
            "duplicate-parameter",
            "/paths/~1a/get/parameters/1",
        ),
        (
            paths("/a", parameters=[{"name": "id", "in": "path", "required": True, "schema": {}}]),
            "unused-path-parameter",
            "/paths/~1a/get",
        ),
        (document("3.2.0", tags=[{"name": "a", "parent": "b"}]), "unknown-parent-tag", "/tags/0/parent"),
        (document("3.2.0", tags=[{"name": "a", "parent": "a"}]), "circular-tags", "/tags/0/parent"),
        (
            schemas(A={"required": ["x", "y"], "allOf": [{"properties": {"y": {}}}]}),
            "required-property-not-declared",
            "/components/schemas/A/required",
        ),
    ],
)
def test_each_kind_of_problem_is_found_at_its_place(data: Any, code: str, place: str) -> None:
    assert (code, place) in found(data)
    assert all(problem.detail.endswith(".") for problem in validity.problems(data, Limits()).problems)


def test_a_violated_alternative_is_explained_by_its_closest_branch() -> None:
    content = {"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "str"}}}}}
    data = paths("/a", responses={"200": {"description": "ok", "content": content}})
    place = "/paths/~1a/get/responses/200/content/application~1json/schema/properties/a/type"
    assert found(data) == [("value-not-allowed", place)]


def test_an_unknown_parameter_location_lists_the_valid_ones() -> None:
    data = paths("/a", parameters=[{"name": "x", "in": "body", "schema": {}}])
    (problem,) = validity.problems(data, Limits()).problems
    assert problem.pointer == "/paths/~1a/get/parameters/0/in"
    assert all(place in problem.detail for place in ("path", "query", "header", "cookie"))


def test_all_problems_are_found_at_once_in_document_order() -> None:
    data = {
        "openapi": "3.0.3",
        "components": {"schemas": {"B": {"default": "x", "type": "integer"}, "A": {"$ref": "#/none"}}},
        "paths": {"/{a}": {"get": {"responses": OK}}},
        "extra": 1,
    }
    assert [code for code, _ in found(data)] == [
        "invalid-text",
        "default-not-valid",
        "unresolved-reference",
        "undeclared-path-parameter",
        "unknown-field",
    ]


def test_all_problems_are_counted_although_few_are_listed() -> None:
    wrong: dict[str, Any] = {f"S{n}": {"type": "integer", "default": "x", "y": 1} for n in range(300)}
    data = schemas(**wrong)
    findings = validity.problems(data, Limits(problems=7))
    assert (len(findings.problems), findings.count) == (7, 600)


def test_malformed_parts_do_not_hide_the_problems_of_others() -> None:
    data = document(
        paths={
            "/a": {"get": {"parameters": [{"in": "query"}, None], "responses": OK}},
            "/b": {"parameters": 7, "get": 8, "put": {"responses": {"200": None}}},
            "/{c}": {"get": {"responses": OK}},
        }
    )
    codes = dict(found(data))
    assert codes["undeclared-path-parameter"] == "/paths/~1{c}/get"
    assert "validator-failure" not in codes


def test_a_path_parameter_may_be_declared_by_a_broken_reference() -> None:
    assert found(paths("/{a}", parameters=[{"$ref": "#/none"}])) == [
        ("unresolved-reference", "/paths/~1{a}/get/parameters/0/$ref")
    ]


def test_sentences_are_short_and_do_not_quote_the_document() -> None:
    secret = "s3cret" * 100_000
    data = document(paths={"/" + "x" * 5000: {"get": {"responses": secret}}}, **{"k" * 5000: secret, "info": secret})
    for problem in validity.problems(data, Limits()).problems:
        assert len(problem.detail) <= LONGEST_SENTENCE
        assert "s3cret" not in problem.detail


@pytest.mark.parametrize("pattern", ["(?<year>\\d{4})", "\\p{L}+", "(?=a)b", "(a)\\1", "\\cA", "(?P<n>a)"])
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_expressions_of_ecma_and_of_python_are_accepted(version: str, pattern: str) -> None:
    assert found(schemas(version, A={"type": "string", "pattern": pattern})) == []


def test_a_default_whose_property_matches_no_pattern_is_invalid_in_3_1() -> None:
    schema = {"type": "object", "patternProperties": {"^a": {}}, "additionalProperties": False}
    assert found(schemas("3.1.0", A=schema | {"default": {"ab": 1}})) == []
    assert found(schemas("3.1.0", A=schema | {"default": {"b": 1}})) == [
        ("default-not-valid", "/components/schemas/A/default")
    ]


def test_a_schema_of_another_dialect_is_validated_by_that_dialect() -> None:
    old = {"$schema": "http://json-schema.org/draft-07/schema#", "minContains": "unknown to draft 7"}
    assert found(schemas("3.1.0", A=old)) == []
    assert found(schemas("3.1.0", A={"minContains": "x"})) == [("wrong-type", "/components/schemas/A/minContains")]


def test_recursive_schemas_are_valid() -> None:
    value = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/Value"}}]}
    assert (
        found(schemas(Value=value, Use={"allOf": [{"$ref": "#/components/schemas/Value"}], "default": [["a"]]})) == []
    )


def test_a_default_of_a_schema_that_includes_itself_is_one_problem() -> None:
    schema = {"allOf": [{"$ref": "#/components/schemas/A"}], "default": 1}
    assert found(schemas(A=schema)) == [("validator-failure", "/components/schemas/A")]


def nested_all_of(levels: int) -> dict[str, Any]:
    last: dict[str, Any] = {f"S{levels}": {"properties": {"a": {}}}}
    twice: dict[str, Any] = {
        f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}] * 2, "required": ["a"]} for n in range(levels)
    }
    return schemas(**twice, **last)


MIXED = [{"n": n} if n % 2 else f"v{n}" for n in range(8_000)]
A = "a" * 40 + "!"
IN_A_ROW: dict[str, Any] = {
    f"S{n}": {"items": {"$ref": f"#/components/schemas/S{(n + 1) % 5_000}"}} for n in range(5_000)
}
HOSTILE: dict[str, tuple[dict[str, Any], int]] = {
    "allOf nested 24 times": (nested_all_of(24), 0),
    "enum of 8,000": (schemas(A={"enum": MIXED}), 0),
    "default of 8,000 unique items": (
        schemas(A={"type": "array", "items": {}, "uniqueItems": True, "default": MIXED}),
        0,
    ),
    "backtracking pattern": (schemas(A={"type": "string", "pattern": "^(a+)+$", "default": A}), 1),
    "backtracking lookahead": (schemas(A={"type": "string", "pattern": "^(?=(a+)+$)", "default": A}), 0),
    "backtracking in another dialect": (
        schemas("3.1.0", A={"$schema": "http://json-schema.org/draft-07/schema", "pattern": "^(a+)+$", "default": A}),
        1,
    ),
    "backtracking names": (schemas("3.1.0", A={"patternProperties": {"^(a+)+$": False}, "default": {A: 1}}), 0),
    "5,000 schemas in a row": (
        schemas(**IN_A_ROW),
        0,
    ),
    "10,000 invalid paths": (paths(*(f"/p{n}" for n in range(10_000)), extra=1), 10_000),
    "10,000 nested tags": (
        document("3.2.0", tags=[{"name": f"t{n}", "parent": f"t{(n + 1) % 10_000}"} for n in range(10_000)]),
        1,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_validated_within_seconds(name: str) -> None:
    data, count = HOSTILE[name]
    started = time.process_time()
    assert validity.problems(data, Limits()).count == count
    assert time.process_time() - started < 5  # measured: at most 0.7; backtracking or doubling takes minutes


def test_validation_of_a_default_stops_at_exponentially_many_references() -> None:
    data = nested_all_of(24)
    data["components"]["schemas"]["S0"]["default"] = {"a": 1}
    assert found(data) == [("validator-failure", "/components/schemas/S0")]


class Kept(dict[str, Any]):
    """A dict that can be weakly referenced."""


def test_no_document_stays_in_memory_after_its_validation() -> None:
    data = Kept(schemas(A={"type": "integer", "default": "x"}))
    watched = weakref.ref(data)
    validity.problems(data, Limits())
    del data
    gc.collect()
    assert watched() is None
