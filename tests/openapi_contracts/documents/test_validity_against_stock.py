"""The hardened validation finds every problem that the original openapi-spec-validator finds without crashing."""

import copy
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ExtraParametersError,
    OpenAPIValidationError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)

from openapi_contracts.documents import validity
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import NotOpenAPI, Problem, Unreadable
from openapi_contracts.documents.reading import read
from openapi_contracts.documents.syntaxes.parsed import pointer
from tests import corpus
from tests.depth import share

ALL = Limits(problems=100_000)
LARGEST = 1_200_000  # stock takes 2 s for this and 14 s for 13 MB
VALIDATORS = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
COUNTED = {
    DuplicateOperationIDError: {"duplicate-operation-id"},
    ParameterDuplicateError: {"duplicate-parameter"},
    UnresolvableParameterError: {"undeclared-path-parameter", "unused-path-parameter"},
    ExtraParametersError: {"required-property-not-declared"},
}
UNREAD = {"unresolved-reference", "path-without-slash", "wrong-type"}  # where an operation or its path is not read
# Problems that the original finds; it looks for no others, and in schemas of responses and components only.
THEIRS = {
    *("circular-tags", "default-not-valid", "duplicate-operation-id", "duplicate-parameter", "duplicate-tag"),
    *("invalid-text", "misspelt-field", "missing-field", "no-alternative", "no-single-alternative", "not-valid"),
    *("out-of-range", "pattern-mismatch", "required-property-not-declared", "undeclared-path-parameter"),
    *("unknown-field", "unknown-parent-tag", "unused-path-parameter", "value-not-allowed", "wrong-format"),
    *("wrong-length", "wrong-type"),
}
# The codes found in the newest document of each API in the corpus; the APIs not named here are valid.
KNOWN_INVALID = {
    "cloudflare-json": {"default-not-valid", "unknown-field"},
    "docusign-esign": {"unresolved-reference", "value-not-allowed"},
    "meilisearch": {"default-not-valid", "wrong-type"},
    "nakadi": {"unknown-field"},
    "openai-yaml": {"default-not-valid", "repeated-items", "wrong-type"},
    "pagerduty": {"default-not-valid"},
    "xero-accounting": {"default-not-valid"},
}


class Denied(dict[str, Any]):
    """Handlers for all URI schemes, which fetch nothing."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Any:
        raise PermissionError(scheme)


def stock(document: Any) -> tuple[list[Any], list[Any]] | None:
    """Return the errors of the original, by official schema and by its own rules; None if it crashes."""
    version = ".".join(str(document.get("swagger") or document.get("openapi")).split(".")[:2])
    if version not in VALIDATORS:
        return None
    if isinstance(paths := document.get("paths"), dict):  # stock takes extensions of `paths` for paths
        document["paths"] = {path: item for path, item in paths.items() if not path.startswith("x-")}
    try:
        validator = VALIDATORS[version](SchemaPath.from_dict(document, handlers=Denied()))
        return list(validator.schema_validator.iter_errors(document)), list(
            validator.root_validator(validator.schema_path)
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # whatever a malformed document makes it raise, panics of its Rust parts included
        return None


def is_beside_reference(document: Any, path: Iterable[Any]) -> bool:
    """Say whether a value is in an object with `$ref`, whose other fields the original reads, and OpenAPI does not."""
    node = document
    for step in path:
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            return True
        node = node[str(step) if isinstance(node, dict) else step]
    return isinstance(node, dict) and isinstance(node.get("$ref"), str)


def missed(document: Any, structural: list[Any], semantic: list[Any], ours: tuple[Problem, ...]) -> Iterator[str]:
    """Yield the errors of the original that have no corresponding problem."""
    pointers = [problem.pointer for problem in ours]
    counts = Counter(problem.code for problem in ours)
    for error in structural:
        place = pointer(error.absolute_path)
        if is_beside_reference(document, error.absolute_path):
            continue
        if not any(each == place or each.startswith(f"{place}/") for each in pointers):
            yield f"structure at {place!r}: {error.message[:100]}"
    for kind, codes in COUNTED.items():
        theirs, found = sum(type(error) is kind for error in semantic), sum(counts[code] for code in codes)
        if kind is UnresolvableParameterError and not UNREAD.isdisjoint(counts):
            continue
        if theirs > found:
            yield f"{theirs} {kind.__name__}, {found} of ours"
    for error in semantic:
        path = pointer(error.absolute_path)
        if type(error) is ValidationError and not any(f"/default{path}" in each for each in pointers):
            yield f"default at {path!r}: {error.message[:100]}"
        if type(error) is OpenAPIValidationError and not any(path in each for each in pointers):
            yield f"schema at {path!r}: {error.message[:100]}"


def compared(document: Any) -> str:
    """Compare both validators on a document; return the outcome of the original."""
    try:
        ours = validity.problems(document, ALL)
    except NotOpenAPI:
        return "not OpenAPI"
    theirs = stock(copy.deepcopy(document))
    if theirs is None:
        assert ours.count, "stock crashes and we find nothing"
        return "crash"
    assert list(missed(document, *theirs, ours.problems)) == []
    if not any(theirs):
        elsewhere = {problem.code for problem in ours.problems if "schema" not in problem.pointer}
        assert elsewhere.isdisjoint(THEIRS)
    return "invalid" if any(theirs) else "valid"


@pytest.mark.corpus
def test_real_documents_have_the_problems_that_the_original_finds() -> None:
    outcomes = Counter[str]()
    for path in corpus.specs():
        if path.stat().st_size > LARGEST:
            break
        outcomes[compared(read(path.read_bytes(), ALL).data)] += 1
    assert outcomes["valid"] > outcomes["invalid"] > 0


@pytest.mark.corpus
def test_real_documents_are_invalid_for_the_known_reasons_and_no_others() -> None:
    newest = {path.parent.name: path for path in sorted(corpus.specs(), key=lambda path: path.name)}
    found = {}
    for name, path in newest.items():
        try:
            data = read(path.read_bytes(), ALL).data
        except Unreadable:
            continue  # a matter of reading, not of validity
        if codes := {problem.code for problem in validity.problems(data, ALL).problems}:
            found[name] = codes
    assert found == {name: codes for name, codes in KNOWN_INVALID.items() if name in newest}


REPLACEMENTS: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, "", "x", "object", "string"),
    *([], {}, ["x"], [{}], {"x": 1}, {"type": "string"}),
)


def steps(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value below `node`."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from steps(value, (*path, key))


def mutant(document: Any, chance: random.Random) -> Any:
    """Change a value in a way that people and generators commonly get wrong."""
    mutated = copy.deepcopy(document)
    *path, last = chance.choice(list(steps(mutated)))
    parent = mutated
    for step in path:
        parent = parent[step]
    action = chance.choice(("delete", "replace", "rename", "move"))
    if action == "delete":
        del parent[last]
    elif action == "rename" and isinstance(parent, dict):
        parent[chance.choice(("x", "x-y", "$ref", "type", "schema", "default"))] = parent.pop(last)
    elif action == "move":
        value: Any = document
        for step in chance.choice(list(steps(document))):
            value = value[step]
        parent[last] = copy.deepcopy(value)
    else:
        parent[last] = copy.deepcopy(chance.choice(REPLACEMENTS))
    return mutated


def operation(name: str, schema: Any, **more: Any) -> dict[str, Any]:
    """An OpenAPI 3 operation with a path parameter `id` and a response of `schema`."""
    return {
        "operationId": name,
        "tags": ["pets"],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "default": 1}},
            {"$ref": "#/components/parameters/Limit"},
        ],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}},
        **more,
    }


PET = {
    "type": "object",
    "required": ["id", "name"],
    "allOf": [{"$ref": "#/components/schemas/Named"}, {"properties": {"id": {"type": "integer"}}}],
    "properties": {"tag": {"type": "string", "default": "none", "maxLength": 9, "pattern": "^[a-z]+$"}},
}
LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 10}}
COMPONENTS: dict[str, Any] = {
    "schemas": {
        "Pet": PET,
        "Named": {"type": "object", "properties": {"name": {"type": "string", "enum": ["a", "b"], "default": "a"}}},
        "Tree": {
            "type": "object",
            "properties": {"below": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}},
        },
        "Any": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Pet"}], "default": "x"},
        "Map": {"type": "object", "additionalProperties": {"type": "number"}, "default": {"a": 1.5}},
    },
    "parameters": {"Limit": LIMIT},
    "responses": {"Gone": {"description": "gone"}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
}
PATHS = {
    "/pets/{id}": {
        "get": operation("getPet", {"$ref": "#/components/schemas/Pet"}),
        "put": operation(
            "putPet",
            {"type": "array", "items": {"$ref": "#/components/schemas/Any"}},
            requestBody={"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}},
        ),
    },
    "/trees": {"get": {"operationId": "trees", "responses": {"default": {"$ref": "#/components/responses/Gone"}}}},
}
INFO = {"title": "Pets", "version": "1.0.0", "contact": {"email": "a@example.org"}}
SWAGGER = {
    "swagger": "2.0",
    "info": INFO,
    "tags": [{"name": "pets"}],
    "paths": {
        "/pets/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "type": "integer", "default": 1}],
            "get": {
                "operationId": "getPet",
                "parameters": [{"name": "q", "in": "query", "type": "string", "enum": ["a"], "default": "a"}],
                "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"}}},
            },
            "post": {
                "operationId": "postPet",
                "parameters": [
                    {"name": "b", "in": "body", "schema": {"type": "array", "items": {"$ref": "#/definitions/Pet"}}}
                ],
                "responses": {"default": {"description": "no", "schema": {"type": "string", "default": "x"}}},
            },
        }
    },
    "definitions": {
        "Pet": {
            "type": "object",
            "required": ["name"],
            "allOf": [{"$ref": "#/definitions/Named"}],
            "properties": {"age": {"type": "integer", "default": 3}},
        },
        "Named": {"type": "object", "properties": {"name": {"type": "string"}}, "additionalProperties": False},
    },
}
VALID: dict[str, Any] = {
    "2.0": SWAGGER,
    "3.0": {
        "openapi": "3.0.3",
        "info": INFO,
        "tags": [{"name": "pets"}, {"name": "trees"}],
        "paths": PATHS,
        "components": COMPONENTS,
    },
    "3.1": {
        "openapi": "3.1.0",
        "info": INFO,
        "paths": PATHS,
        "webhooks": {"new": {"post": {"responses": {"200": {"description": "ok"}}}}},
        "components": {
            **COMPONENTS,
            "schemas": {
                **COMPONENTS["schemas"],
                "Maybe": {"type": ["string", "null"], "const": None, "default": None},
                "Pairs": {"prefixItems": [{"type": "string"}], "items": False, "default": ["a"]},
            },
        },
    },
    "3.2": {
        "openapi": "3.2.0",
        "info": INFO,
        "tags": [{"name": "pets"}, {"name": "dogs", "parent": "pets"}],
        "paths": PATHS,
        "components": COMPONENTS,
    },
}


@pytest.mark.parametrize("version", VALID)
def test_a_valid_document_is_valid_for_both_validators(version: str) -> None:
    assert compared(VALID[version]) == "valid"


@pytest.mark.parametrize("version", VALID)
def test_mutants_have_the_problems_that_the_original_finds(version: str) -> None:
    chance = random.Random(f"mutants of {version}")
    count = share(400)
    outcomes = Counter(compared(mutant(VALID[version], chance)) for _ in range(count))
    assert outcomes["invalid"] > count // 4
    assert outcomes["valid"] > count // 40
