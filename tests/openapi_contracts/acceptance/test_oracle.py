"""The oracle can say no: a small contract, requests and responses, and what it says of each."""

from typing import Any

import pytest

from tests.openapi_contracts.acceptance.oracle import Contract, judge, judge_sent

JSON = "application/json"
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
LIST = {"type": "array", "items": WHOLE}
PET = {"$ref": "#/components/schemas/Pet"}


def parameter(name: str, where: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": schema} | more


PUT: dict[str, Any] = {
    "parameters": [
        parameter("limit", "query", WHOLE),
        parameter("ids", "query", LIST, explode=False),
        parameter("where", "query", {"type": "object", "properties": {"age": WHOLE}}, style="deepObject"),
        parameter("X-Trace", "header", WHOLE, required=True),
    ],
    "requestBody": {"required": True, "content": {JSON: {"schema": PET}, "image/*": {}}},
    "responses": {
        "200": {
            "headers": {"X-Rate": {"required": True, "schema": WHOLE}},
            "content": {JSON: {"schema": PET}},
        },
        "4XX": {},
    },
}
CONTRACT = Contract(
    {
        "openapi": "3.0.3",
        "servers": [
            {
                "url": "https://{at}.example.com/{major}",
                "variables": {"at": {"default": "a"}, "major": {"default": "v1"}},
            }
        ],
        "security": [{"key": []}, {"login": ["write"]}],
        "paths": {
            "/pets/{id}": {"parameters": [parameter("id", "path", WHOLE, required=True)], "put": PUT},
            "/pets/mine": {"get": {"security": [], "responses": {"default": {}}}},
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "login": {"type": "oauth2", "flows": {}},
            },
            "schemas": {
                "Pet": {
                    "required": ["id", "name"],
                    "properties": {
                        "id": {"type": "integer", "readOnly": True},
                        "name": {"type": "string", "nullable": True},
                        "parent": PET,
                    },
                }
            },
        },
    }
)
HEADERS = {"X-Key": "KEY", "X-Trace": "1"}


def request(
    target: str = "/v1/pets/7", *, method: str = "PUT", media: str | None = JSON, **more: Any
) -> dict[str, Any]:
    """Write a request that is allowed but for what is given."""
    headers = [list(pair) for pair in more.get("headers", HEADERS).items()]
    body = more.get("body", {"name": "Rex"}) if media else None
    written = {"method": method, "target": target, "headers": headers, "media_type": media, "body": body}
    return {"request": written, "operation": "PUT /pets/{id}", "sampled": True, "security": more.get("security", [])}


def response(status: int = 200, **more: Any) -> dict[str, Any]:
    """Write a response that is allowed but for what is given."""
    body = more.get("body", {"id": 1, "name": None})
    headers = [list(pair) for pair in more.get("headers", {"X-Rate": "1"}).items()]
    written = {"status": status, "headers": headers, "media_type": more.get("media", JSON), "body": body}
    return {"response": written, "operation": "PUT /pets/{petId}", "sampled": True}


def carrying(*scopes: str) -> dict[str, Any]:
    return {
        "headers": {"Authorization": "Bearer TOKEN", "X-Trace": "1"},
        "security": [{"scheme": "login", "type": "oauth2", "scopes": list(scopes)}],
    }


ALLOWED = {
    "as it is": request(),
    "a number in the query": request("/v1/pets/7?limit=3"),
    "a list with commas": request("/v1/pets/7?ids=1,2"),
    "an object in brackets": request("/v1/pets/7?where%5Bage%5D=3"),
    "what nobody knows": request("/v1/pets/7?other=1"),
    "an image": request(media="image/png", body="a"),
    "a scope": request(**carrying("read", "write")),
    "the concrete path": request("/v1/pets/mine", method="GET", media=None, headers={}),
    "an answer": response(),
    "an error": response(404, media=None, headers={}),
}
REFUSED = {
    "another base path": request("/v2/pets/7"),
    "another method": request(method="PATCH"),
    "another path": request("/v1/pets/7/toys"),
    "no number in the path": request("/v1/pets/rex"),
    "the concrete path has no such method": request("/v1/pets/mine"),
    "no number in the query": request("/v1/pets/7?limit=all"),
    "a list that is exploded": request("/v1/pets/7?ids=1&ids=2"),
    "no number in brackets": request("/v1/pets/7?where%5Bage%5D=old"),
    "no credentials": request(headers={"X-Trace": "1"}),
    "too few scopes": request(**carrying("read")),
    "no header": request(headers={"X-Key": "KEY"}),
    "no body": request(media=None),
    "another media type": request(media="text/plain"),
    "no name": request(body={}),
    "no name further down": request(body={"name": None, "parent": {}}),
    "a body where there is none": request("/v1/pets/mine", method="GET", headers={}),
    "no id in an answer": response(body={"name": "Rex"}),
    "no header in an answer": response(headers={}),
    "a status that nobody knows": response(500),
    "a media type that nobody knows": response(media="text/plain"),
}
UNJUDGED = {
    "a message that was cut": request(body={"name": {"truncated": {"start": "a", "characters": 9}}}),
    "a message with a placeholder": request() | {"sampled": False},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_accepted(name: str) -> None:
    assert judge_sent(CONTRACT, ALLOWED[name]) == (True, "")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_is_refused_with_a_reason(name: str) -> None:
    allowed, reason = judge(CONTRACT, REFUSED[name])
    assert allowed is False
    assert reason


@pytest.mark.parametrize("name", UNJUDGED)
def test_what_cannot_be_said_is_not_said(name: str) -> None:
    assert judge(CONTRACT, UNJUDGED[name]).allowed is None


def test_a_sender_sends_what_it_declares() -> None:
    message = request(body={"name": "Rex", "age": 3})
    assert judge(CONTRACT, message).allowed
    assert judge_sent(CONTRACT, message) == (False, "not declared: /age")


def test_a_document_of_2_0_is_not_judged() -> None:
    assert judge(Contract({"swagger": "2.0"}), request()).allowed is None


def test_formats_count_where_they_are_to() -> None:
    schema = {"type": "object", "properties": {"born": {"type": "string", "format": "date"}}}
    operation = {"requestBody": {"content": {JSON: {"schema": schema}}}, "responses": {}}
    document = {"openapi": "3.1.0", "paths": {"/pets": {"put": operation}}}
    message = request("/pets", body={"born": "today"}, headers={})
    assert judge(Contract(document), message).allowed is True
    assert judge(Contract(document, formats_count=True), message).allowed is False
