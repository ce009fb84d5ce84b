"""Answers, whole: what a server of the allowing side sends."""

from typing import Any

import pytest

from openapi_contracts.witnesses.responses import status_code
from tests.openapi_contracts.witnesses.asking import JSON, answer, document, response

PET = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "name": {}}}
WHOLE: dict[str, tuple[dict[str, Any], str]] = {
    "a status alone": (response("204"), "HTTP/1.1 204 No Content\n\n"),
    "a body": (response("200", PET), 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"id":1}'),
    "a range": (response("4XX", PET), 'HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{"id":1}'),
    "headers that are required, as they are written": (
        response(headers={"X-Next": {"required": True, "schema": {"type": "integer"}}, "X-Spare": {"schema": {}}}),
        "HTTP/1.1 200 OK\nX-Next: 1\n\n",
    ),
    "a header that is JSON": (
        response(headers={"Info": {"required": True, "content": {JSON: {"schema": PET}}}}),
        'HTTP/1.1 200 OK\nInfo: {"id":1}\n\n',
    ),
    "no body where none can be": (response("204", PET), "HTTP/1.1 204 No Content\n\n"),
    "a code without a name": (response("299"), "HTTP/1.1 299 Success\n\n"),
    "a name no version of Python disputes": (response("422"), "HTTP/1.1 422 Unprocessable Content\n\n"),
    "nothing that is described": ({}, "HTTP/1.1 200 OK\n\n"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_answer_is_written_with_all_that_is_asked_for(name: str) -> None:
    fields, expected = WHOLE[name]
    assert answer(document(fields)).text == expected


@pytest.mark.parametrize(
    ("status", "listed", "expected"),
    [
        ("404", ["404"], 404),
        ("2XX", ["2XX"], 200),
        ("2XX", ["200", "201", "2XX"], 202),
        ("default", ["200", "default"], 500),
        ("default", ["2XX", "500", "501", "default"], 400),
        ("default", ["200", "5XX", "default"], 400),
        ("default", ["404", "default"], 200),
        ("default", ["default"], 200),
        ("default", ["2XX", "3XX", "4XX", "5XX", "default"], 500),
    ],
)
def test_a_range_stands_for_a_code_that_nothing_else_speaks_of(status: str, listed: list[str], expected: int) -> None:
    assert status_code(status, listed) == expected


def test_what_is_given_is_sent_and_the_operation_named() -> None:
    described = document(response("200", PET, headers={"ETag": {"schema": {"type": "string"}}}))
    witness = answer(described, {("response", "200", JSON): {"id": 5, "name": None}, ("header", "200", "etag"): "x"})
    assert witness.text == 'HTTP/1.1 200 OK\nETag: x\nContent-Type: application/json\n\n{"id":5,"name":null}'
    assert witness.message == {
        "response": {
            "status": 200,
            "headers": [["ETag", "x"]],
            "media_type": JSON,
            "body": {"id": 5, "name": None},
        },
        "operation": "GET /pets",
        "sampled": True,
    }
    assert witness.value is None


def test_the_answer_to_head_has_no_body() -> None:
    assert answer(document(response("200", PET), method="head")).text == "HTTP/1.1 200 OK\n\n"


def test_another_status_and_a_part_left_out() -> None:
    fields = {
        "responses": {
            "200": {"headers": {"A": {"required": True, "schema": {}}}},
            "404": {"content": {JSON: {"schema": PET}}},
        }
    }
    found = answer(document(fields), {("response", "404", JSON): "gone"}, status="404")
    assert found.text.endswith('\n\n"gone"')
    assert found.value == "gone"
    lacking = answer(document(fields), omitted=frozenset([("header", "200", "a")]))
    assert lacking.text == "HTTP/1.1 200 OK\n\n"
