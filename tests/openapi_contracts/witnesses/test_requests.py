"""Requests, whole: what a client of the allowing side sends, as text and as data."""

from typing import Any

import pytest

from openapi_contracts.contracts import Schemas
from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.findings import BODY, Kind, Shown
from openapi_contracts.schemas import SampledSchemas
from openapi_contracts.vocabulary import Side
from openapi_contracts.witnesses import write
from tests.openapi_contracts.witnesses.asking import JSON, body, document, operations, parameter, request

INTEGER = {"type": "integer"}
SERVED: dict[str, Any] = {"servers": [{"url": "https://api.example.org:8443/v1/"}]}
IN_2_0: dict[str, Any] = {
    "swagger": "2.0",
    "host": "pets.example.org",
    "basePath": "/v2",
    "paths": {
        "/pets": {
            "get": {
                "parameters": [
                    {
                        "name": "ids",
                        "in": "query",
                        "required": True,
                        "type": "array",
                        "collectionFormat": "pipes",
                        "minItems": 2,
                        "items": {"type": "integer"},
                    }
                ]
            }
        }
    },
}
SCHEMES = {
    "login": {"type": "http", "scheme": "basic"},
    "token": {"type": "http", "scheme": "bearer"},
    "grant": {"type": "oauth2", "flows": {}},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "asked": {"type": "apiKey", "in": "query", "name": "key"},
    "kept": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "odd": {"type": "apiKey"},
}


def secured(*requirements: Any) -> dict[str, Any]:
    return document({"security": list(requirements)}, components={"securitySchemes": SCHEMES})


WHOLE: dict[str, tuple[dict[str, Any], str]] = {
    "nothing but the host": (document({}), "GET /pets HTTP/1.1\nHost: example.com\n\n"),
    "the base path and the host of the server": (
        document({"parameters": [parameter("id", "path", INTEGER)]}, path="/pets/{id}", **SERVED),
        "GET /v1/pets/1 HTTP/1.1\nHost: api.example.org:8443\n\n",
    ),
    "of the first clear server": (
        document({}, servers=[{"url": "https://{odd}.example.org"}, {"url": "https://user:secret@b.example.org/b"}]),
        "GET /b/pets HTTP/1.1\nHost: b.example.org\n\n",
    ),
    "parameters that are required, where they belong": (
        document(
            {
                "parameters": [
                    parameter("limit", "query", INTEGER | {"minimum": 10}),
                    parameter("X-Trace", "header", {"enum": ["on", "off"]}),
                    parameter("theme", "cookie"),
                    {"name": "offset", "in": "query", "schema": INTEGER},
                ]
            }
        ),
        "GET /pets?limit=10 HTTP/1.1\nHost: example.com\nX-Trace: on\nCookie: theme=a\n\n",
    ),
    "a parameter that is JSON": (
        document({"parameters": [{"name": "q", "in": "query", "required": True, "content": {JSON: {"schema": {}}}}]}),
        "GET /pets?q=%22a%22 HTTP/1.1\nHost: example.com\n\n",
    ),
    "a body of JSON": (
        document(body({"type": "object", "required": ["name"], "properties": {"name": {}}}), method="post"),
        'POST /pets HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n{"name":"a"}',
    ),
    "a text as it is": (
        document(body({"type": "string"}, "text/plain"), method="post"),
        "POST /pets HTTP/1.1\nHost: example.com\nContent-Type: text/plain\n\na",
    ),
    "a type of a range": (
        document(body({"type": "integer"}, "*/*"), method="post"),
        "POST /pets HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n1",
    ),
    "a path parameter that leaves a trace, named twice": (
        document({"parameters": [parameter("a", "path", {"type": "array"})]}, path="/{a}/{b}/{a}"),
        "GET /a/a/a HTTP/1.1\nHost: example.com\n\n",
    ),
    "matrix and label": (
        document(
            {"parameters": [parameter("a", "path", style="matrix"), parameter("b", "path", INTEGER, style="label")]},
            path="/x{a}{b}",
        ),
        "GET /x;a=a.1 HTTP/1.1\nHost: example.com\n\n",
    ),
    "a query that the path begins": (
        document({"parameters": [parameter("b", "query")]}, path="/pets?a=1"),
        "GET /pets?a=1&b=a HTTP/1.1\nHost: example.com\n\n",
    ),
    "the arrays of OpenAPI 2.0": (IN_2_0, "GET /v2/pets?ids=1%7C1 HTTP/1.1\nHost: pets.example.org\n\n"),
    "basic": (secured({"login": []}), "GET /pets HTTP/1.1\nHost: example.com\nAuthorization: Basic dXNlcjpwYXNz\n\n"),
    "a token": (secured({"grant": ["r"]}), "GET /pets HTTP/1.1\nHost: example.com\nAuthorization: Bearer TOKEN\n\n"),
    "all keys that are needed together": (
        secured({"key": [], "asked": [], "kept": []}),
        "GET /pets?key=KEY HTTP/1.1\nHost: example.com\nX-Key: KEY\nCookie: sid=KEY\n\n",
    ),
    "none where an anonymous client is served": (secured({"key": []}, {}), "GET /pets HTTP/1.1\nHost: example.com\n\n"),
    "none that is unclear": (secured({"odd": []}), "GET /pets HTTP/1.1\nHost: example.com\n\n"),
    "a method of its own": (
        {"openapi": "3.2.0", "paths": {"/pets": {"additionalOperations": {"COPY": {}}}}},
        "COPY /pets HTTP/1.1\nHost: example.com\n\n",
    ),
    "a webhook by its name": (
        {
            "openapi": "3.1.0",
            "servers": [{"url": "https://a.example.org/v1"}],
            "webhooks": {"newPet": {"post": body({"type": "boolean"})}},
        },
        "POST /newPet HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\ntrue",
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_request_is_written_with_all_that_is_asked_for(name: str) -> None:
    described, expected = WHOLE[name]
    assert request(described).text == expected


def test_the_same_is_said_as_data() -> None:
    described = document(
        {**body(INTEGER), "security": [{"grant": ["write", "read"]}]},
        method="post",
        components={"securitySchemes": SCHEMES},
    )
    witness = request(described, {("request", JSON): 7})
    assert witness.message == {
        "request": {
            "method": "POST",
            "target": "/pets",
            "headers": [["Host", "example.com"], ["Authorization", "Bearer TOKEN"]],
            "media_type": JSON,
            "body": 7,
        },
        "operation": "POST /pets",
        "security": [{"scheme": "grant", "type": "oauth2", "scopes": ["read", "write"]}],
        "sampled": True,
    }
    assert (witness.value, witness.accepted_by, witness.failure, witness.confirmed) == (
        7,
        Side.BASE,
        "it is refused",
        False,
    )


def test_what_decides_may_be_another_value_than_the_one_given() -> None:
    described = document(body(INTEGER), method="post")
    found = write(
        Shown(
            Side.REVISION,
            "POST /pets",
            operations(described)[0][1],
            Kind.REQUEST,
            "",
            given={("request", JSON): 7},
            value=[7],
            confirmed=True,
        ),
        SampledSchemas(described, Schemas(described)),
    )
    assert (found.value, found.confirmed, found.accepted_by) == ([7], True, Side.REVISION)


def test_an_optional_part_is_sent_where_it_is_given() -> None:
    optional = {"requestBody": {"content": {JSON: {}}}, "parameters": [{"name": "q", "in": "query", "schema": {}}]}
    described = document(optional, method="post")
    assert "?" not in request(described).text
    assert "Content-Type" not in request(described).text
    assert "POST /pets?q=x+y" not in request(described, {("parameter", "query", "q"): "x y"}).text
    assert "POST /pets?q=x%20y HTTP" in request(described, {("parameter", "query", "q"): "x y"}).text
    assert request(described, {("request", JSON): None}).text.endswith("\n\nnull")
    assert request(described, media=MediaRange("application", "json")).text.endswith('\n\n"a"')


def test_what_no_contract_describes_is_sent_all_the_same() -> None:
    given = {
        ("parameter", "query", "q"): [1, 2],
        ("parameter", "header", "x-h"): [1, 2],
        ("parameter", "cookie", "c"): 1,
        ("request", "text/plain"): "hello",
    }
    assert request(document({}), given).text == (
        "GET /pets?q=1&q=2 HTTP/1.1\nHost: example.com\nx-h: 1,2\nCookie: c=1\nContent-Type: text/plain\n\nhello"
    )


def test_a_part_that_is_left_out_on_purpose_is() -> None:
    described = document({**body({}), "parameters": [parameter("q", "query")]}, method="post")
    lacking = request(described, omitted=frozenset([BODY, ("parameter", "query", "q")]))
    assert lacking.text == "POST /pets HTTP/1.1\nHost: example.com\n\n"
    assert lacking.message["request"]["body"] is None


def test_the_media_type_shown_is_that_of_the_body() -> None:
    content = {"*/*": {"schema": {"type": "string"}}, "application/*": {"schema": {"type": "boolean"}}}
    described = document({"requestBody": {"content": content}}, method="post")
    assert request(described, media=MediaRange("text", "csv")).text.endswith("Content-Type: text/csv\n\na")
    narrower = request(described, {("request", "application/*"): True}, media=MediaRange("application", "xml"))
    assert narrower.text.endswith("Content-Type: application/xml\n\n<root>true</root>")
    assert request(described, {("request", "*/*"): "b"}).text.endswith("Content-Type: text/plain\n\nb")


def test_what_has_no_sample_is_a_placeholder_and_the_data_says_so() -> None:
    never = {"type": "string", "enum": [1]}
    parameters = [parameter("id", "path", never), parameter("q", "query", never), parameter("h", "header", never)]
    described = document({"parameters": parameters, **body(never)}, path="/pets/{id}", method="post")
    witness = request(described)
    assert witness.text == (
        "POST /pets/<id>?q=<q> HTTP/1.1\nHost: example.com\nh: <h>\nContent-Type: application/json\n\n<body>"
    )
    assert witness.message["sampled"] is False
    assert witness.message["unsampled"]["request application/json"] == "no value is valid"


def test_the_expression_of_a_callback_stays_as_it_is() -> None:
    event = {"{$request.body#/url}": {"post": body({"type": "integer"})}}
    described = document({"callbacks": {"event": event}, "security": []}, method="post", **SERVED)
    label, operation = operations(described)[1]
    witness = write(Shown(Side.BASE, label, operation, Kind.REQUEST, ""), SampledSchemas(described, Schemas(described)))
    assert witness.text == (
        "POST {$request.body%23/url} HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n1"
    )
