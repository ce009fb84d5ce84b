"""Forms, read back by parsers that are not ours."""

from email import message_from_string
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.openapi_contracts.witnesses.asking import JSON, body, document, request

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
STRING = {"type": "string"}


def form(media: str, value: Any, **encoding: Any) -> str:
    """Write a form of a value and return the body, after its `Content-Type` for a multipart one."""
    described = document(body({}, media, encoding=encoding), method="post")
    text = request(described, {("request", media): value}).text
    return text[text.index("Content-Type") :] if media == MULTIPART else text.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("value", "encoding", "expected"),
    [
        ({"a": "x y", "b&": 1}, {}, [("a", "x y"), ("b&", "1")]),
        ({"a": ["x", "y"]}, {}, [("a", "x"), ("a", "y")]),
        ({"a": {"b": 1}}, {}, [("a", '{"b":1}')]),
        ({"a": {"b": 1}}, {"a": {"style": "deepObject", "explode": True}}, [("a[b]", "1")]),
        ({"a": ["x", "y"]}, {"a": {"style": "form", "explode": False}}, [("a", "x,y")]),
        ({"a": ["x", "y"]}, {"a": {"contentType": JSON}}, [("a", '["x","y"]')]),
    ],
)
def test_a_form_is_read_back_by_urllib(value: Any, encoding: Any, expected: list[tuple[str, str]]) -> None:
    assert parse_qsl(form(URLENCODED, value, **encoding), keep_blank_values=True) == expected


@pytest.mark.parametrize(
    ("value", "encoding", "expected"),
    [
        ({"a": "x\ny", "b": 1}, {}, [("a", "text/plain", "x\ny"), ("b", "text/plain", "1")]),
        ({"a": ["x", "y"]}, {}, [("a", "text/plain", "x"), ("a", "text/plain", "y")]),
        ({"a": {"b": 1}}, {}, [("a", JSON, '{"b":1}')]),
        ({"a": "--boundary--\nx"}, {}, [("a", "text/plain", "--boundary--\nx")]),
        ({"a": "x"}, {"a": {"contentType": "image/*"}}, [("a", "image/png", "x")]),
        ({'"\r\nX: y': "x"}, {}, [("%22%0D%0AX: y", "text/plain", "x")]),
        ({"a": {"b": 1}}, {"a": {"style": "deepObject", "explode": True}}, [("a[b]", "text/plain", "1")]),
    ],
)
def test_a_multipart_form_is_read_back_by_email(
    value: Any, encoding: Any, expected: list[tuple[str, str, str]]
) -> None:
    parts: Any = message_from_string(form(MULTIPART, value, **encoding)).get_payload()
    assert isinstance(parts, list)
    read = [(part.get_param("name", header="content-disposition"), part.get_content_type(), part) for part in parts]
    assert [(name, kind, part.get_payload()) for name, kind, part in read] == expected


def test_a_part_carries_the_headers_it_must() -> None:
    header = {"X-Sum": {"required": True, "schema": {"type": "integer"}}}
    assert 'name="a"\nx-sum: 1\n\nx\n--' in form(MULTIPART, {"a": "x"}, a={"headers": header})


def test_a_sampled_form_leaves_no_array_without_a_trace() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "array", "items": STRING}}}
    assert request(document(body(schema, URLENCODED), method="post")).text.endswith("\n\na=a")
    assert request(document(body(schema), method="post")).text.endswith('\n\n{"a":[]}')
