"""The rules that the official schemas cannot state: documents that break each, and what is said of them."""

from typing import Any

import pytest

from tests.openapi_contracts.documents.small_documents import (
    BODY,
    EVERY,
    FILE,
    FORM,
    LINK,
    OK,
    POST,
    SCHEME,
    SINCE_30,
    TEXT,
    components,
    document,
    found,
    item,
    linked,
    oauth,
    parameter,
    secured,
)

WRONG: list[tuple[dict[str, Any], str]] = [
    # paths
    *((item(v, "/a?b=1"), "path-with-query /paths/~1a?b=1") for v in EVERY),
    *((item(v, "/a#b"), "path-with-query /paths/~1a#b") for v in EVERY),
    *((document(v, paths={"/{a}": {}, "/{b}": {}}), "equivalent-paths /paths/~1{b}") for v in EVERY),
    *((document(v, paths={"/x/{a}/y": {}, "/x/{b}/y": {}}), "equivalent-paths /paths/~1x~1{b}~1y") for v in EVERY),
    *((document(v, paths={"/{a}/{a}": {}}), "repeated-path-parameter /paths/~1{a}~1{a}") for v in EVERY),
    *((item(v, parameters=[parameter("a", "path", v)]), f"unused-path-parameter {POST}") for v in EVERY),
    *((item(v, "/{a}"), "undeclared-path-parameter /paths/~1{a}/post") for v in EVERY),
    *(
        (
            item(v, "/{a}", parameters=[parameter("a", "path", v) | {"required": False}]),
            "optional-path-parameter /paths/~1{a}/post/parameters/0/required",
        )
        for v in EVERY
    ),
    *((document(v, paths={"a": {}}), "path-without-slash /paths/a") for v in EVERY),
    # statuses
    *((item(v, responses={"4xx": OK["200"]}), f"invalid-status {POST}/responses/4xx") for v in EVERY),
    *((item(v, responses={"600": OK["200"]}), f"invalid-status {POST}/responses/600") for v in EVERY),
    *((item(v, responses={"099": OK["200"]}), f"invalid-status {POST}/responses/099") for v in EVERY),
    (item("2.0", responses={"4XX": OK["200"]}), f"invalid-status {POST}/responses/4XX"),
    # bodies of 2.0
    (item("2.0", parameters=[BODY, BODY | {"name": "c"}]), f"several-bodies {POST}/parameters"),
    (
        item("2.0", parameters=[BODY], beside={"parameters": [BODY | {"name": "c"}]}),
        f"several-bodies {POST}/parameters",
    ),
    (item("2.0", parameters=[BODY, FORM]), f"body-and-form {POST}/parameters"),
    (item("2.0", parameters=[BODY], beside={"parameters": [FORM]}), f"body-and-form {POST}/parameters"),
    (item("2.0", parameters=[FILE]), f"file-outside-form {POST}/consumes"),
    (item("2.0", parameters=[FILE], consumes=["image/png"]), f"file-outside-form {POST}/consumes"),
    (
        item("2.0", parameters=[FILE], consumes=["a/b"]) | {"consumes": ["multipart/form-data"]},
        f"file-outside-form {POST}/consumes",
    ),
    # arrays without items
    *(
        (
            item("2.0", parameters=[{**parameter("q", where, "2.0"), "type": "array"}]),
            f"array-without-items {POST}/parameters/0",
        )
        for where in ("query", "header", "formData")
    ),
    (document("2.0", definitions={"A": {"type": "array"}}), "array-without-items /definitions/A"),
    (components("3.0.3", schemas={"A": {"type": "array"}}), "array-without-items /components/schemas/A"),
    (
        components("3.0.3", schemas={"A": {"properties": {"b": {"type": "array"}}}}),
        "array-without-items /components/schemas/A/properties/b",
    ),
    # security
    *((secured(v, {"none": []}), f"undeclared-security-scheme {POST}/security/0/none") for v in EVERY),
    *((document(v, security=[{"none": []}]), "undeclared-security-scheme /security/0/none") for v in EVERY),
    *(
        (secured(v, {"key": ["r"]}, key=SCHEME), f"scopes-without-oauth {POST}/security/0/key")
        for v in ("2.0", "3.0.3")
    ),
    *((secured(v, {"o": ["w"]}, o=oauth(v)), f"undeclared-scope {POST}/security/0/o") for v in EVERY),
    # names
    *(
        (item(v, parameters=[parameter("a b", "header", v)]), f"invalid-header-name {POST}/parameters/0/name")
        for v in EVERY
    ),
    *(
        (item(v, parameters=[parameter("a=b", "cookie", v)]), f"invalid-header-name {POST}/parameters/0/name")
        for v in SINCE_30
    ),
    *(
        (
            item(v, responses={"200": {"description": "ok", "headers": {"A:": TEXT}}}),
            f"invalid-header-name {POST}/responses/200/headers/A:",
        )
        for v in SINCE_30
    ),
    *((components(v, schemas={"a b": {}}), "component-name /components/schemas/a b") for v in SINCE_30),
    *((components(v, responses={"ä": OK["200"]}), "component-name /components/responses/ä") for v in SINCE_30),
    # addresses
    *((document(v, externalDocs={"url": "see file"}), "invalid-url /externalDocs/url") for v in EVERY),
    *((document(v, externalDocs={"url": "http://[::1"}), "invalid-url /externalDocs/url") for v in EVERY),
    *((document(v, externalDocs={"url": "http://a.example/%zz"}), "invalid-url /externalDocs/url") for v in EVERY),
    *((document(v, servers=[{"url": "https://{a}/"}]), "undeclared-server-variable /servers/0/url") for v in SINCE_30),
    *(
        (
            document(v, servers=[{"url": "/{a}", "variables": {"a": {"enum": ["x"], "default": "y"}}}]),
            "server-default-not-in-enum /servers/0/variables/a/default",
        )
        for v in SINCE_30
    ),
    # references
    *(
        (components(v, schemas={"A": {"$ref": "#/info"}}), "reference-to-other-kind /components/schemas/A/$ref")
        for v in SINCE_30
    ),
    *(
        (
            components(v, schemas={"A": {"properties": {"b": {"$ref": ""}}}}),
            "reference-to-other-kind /components/schemas/A/properties/b/$ref",
        )
        for v in SINCE_30
    ),
    (document("2.0", definitions={"A": {"$ref": "#/info"}}), "reference-to-other-kind /definitions/A/$ref"),
    *(
        (
            item(v, requestBody={"$ref": "#/components/responses/R"}) | {"components": {"responses": {"R": OK["200"]}}},
            f"reference-to-other-kind {POST}/requestBody/$ref",
        )
        for v in SINCE_30
    ),
    *(
        (
            components(v, schemas={"A": {"$ref": "#/components/schemas"}}),
            "reference-to-other-kind /components/schemas/A/$ref",
        )
        for v in SINCE_30
    ),
    *(
        (components(v, schemas={"A": {"$ref": "#/info/title"}}), "reference-to-other-kind /components/schemas/A/$ref")
        for v in SINCE_30
    ),
    # fields
    *(
        (
            components(v, examples={"e": {"value": 1, "externalValue": "http://a.example"}}),
            "excluded-texts /components/examples/e",
        )
        for v in SINCE_30
    ),
    *(
        (
            components(v, parameters={"p": {"name": "p", "in": "query", **TEXT, "example": 1, "examples": {}}}),
            "excluded-texts /components/parameters/p",
        )
        for v in SINCE_30
    ),
    *(
        (components(v, headers={"h": {**TEXT, "content": {"a/b": {}}}}), "excluded-combination /components/headers/h")
        for v in SINCE_30
    ),
    *((linked(v, operationId="one", operationRef="#/paths/~1a/post"), f"excluded-texts {LINK}") for v in SINCE_30),
    *((linked(v, operationId="two"), f"unknown-link-target {LINK}/operationId") for v in SINCE_30),
    *((linked(v, operationRef="#/paths/~1b/get"), f"unknown-link-target {LINK}/operationRef") for v in SINCE_30),
    *((linked(v, operationId="one", body={}), f"unknown-field {LINK}/body") for v in SINCE_30),
    (
        components("3.0.3", schemas={"A": {"properties": {"p": {"readOnly": True, "writeOnly": True}}}}),
        "read-and-write-only /components/schemas/A/properties/p",
    ),
    *(
        (
            components(v, schemas={"A": {"discriminator": {"propertyName": "t", "mapping": {"x": "Missing"}}}}),
            "unknown-mapping-target /components/schemas/A/discriminator/mapping/x",
        )
        for v in SINCE_30
    ),
    # schemas wherever they stand
    *(
        (
            item(v, requestBody={"content": {"a/b": {"schema": {"minimum": "1"}}}}),
            f"wrong-type {POST}/requestBody/content/a~1b/schema/minimum",
        )
        for v in SINCE_30
    ),
]


@pytest.mark.parametrize(("data", "problem"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_rule_forbids_is_found_once(data: dict[str, Any], problem: str) -> None:
    problems = found(data)
    assert problem in problems
    pointer = problem.partition(" ")[2]
    assert [each for each in problems if each.endswith(f" {pointer}")] == [problem]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (document("3.0.3", paths={"myPath": {}}), "'myPath' is no path: paths begin with `/`. Write '/myPath'."),
        (item("3.0.3", responses={"4xx": OK["200"]}), "'4xx' is no status; write `4XX`."),
        (
            linked("3.1.0", operationId="one", operationRef="#/paths/~1a/post"),
            "The fields `operationRef` and `operationId` exclude each other; keep one of them.",
        ),
        (document("3.0.3", servrs=[]), "The OpenAPI Object has no field 'servrs'; the nearest is `servers`."),
        (linked("3.1.0", operationId="one", body={}), "The Link Object has no field 'body'."),
        (
            document("3.0.3", paths={"/{a}": {}, "/{b}": {}}),
            "The paths '/{a}' and '/{b}' are the same path; keep one of them.",
        ),
        (
            secured("3.0.3", {"none": []}),
            "The security scheme 'none' is not declared in `components/securitySchemes`.",
        ),
        (
            components("3.0.3", schemas={"A": {"allOf": [{"$ref": "#/components/schemas/A"}], "default": 1}}),
            "The schemas here refer to each other too often to be followed; simplify them.",
        ),
    ],
)
def test_a_sentence_names_its_subject(data: dict[str, Any], words: str) -> None:
    assert words in found(data).values()
