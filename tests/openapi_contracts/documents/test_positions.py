"""The line and column of the value at a JSON Pointer."""

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.positions import TextPlace, locate
from openapi_contracts.documents.reading import Syntax, read
from tests import corpus

JSON = """\
{
  "info": {"title": "é", "version": "1"},
  "tags": [ {"name": "a"},
    {"name": "b"} , 7],
  "paths": {"/a~b": {"get": {}}, "\\u0065": 1},
  "empty": {}, "none": []
}
""".encode()

YAML = """\
# a comment
info: {title: é, version: 1}
tags:
  - name: a
  - &b
    name: b
  - 7
paths:
  /a~b: {get: {}}
  é: {"x y": 1}
alias: *b
&k key: 1
? *k
: 2
""".encode()


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", TextPlace(1, 1)),
        ("/info", TextPlace(2, 3)),
        ("/info/title", TextPlace(2, 12)),
        ("/info/version", TextPlace(2, 26)),
        ("/tags/0", TextPlace(3, 13)),
        ("/tags/1/name", TextPlace(4, 6)),
        ("/tags/2", TextPlace(4, 21)),
        ("/paths/~1a~0b/get", TextPlace(5, 22)),
        ("/paths/e", TextPlace(5, 34)),
        ("/empty", TextPlace(6, 3)),
    ],
)
def test_a_value_in_json_is_located(pointer: str, place: TextPlace) -> None:
    assert locate(JSON, Syntax.JSON, [pointer]) == {pointer: place}


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", TextPlace(2, 1)),
        ("/info", TextPlace(2, 1)),
        ("/info/version", TextPlace(2, 18)),
        ("/tags/0", TextPlace(4, 5)),
        ("/tags/1/name", TextPlace(6, 5)),
        ("/tags/2", TextPlace(7, 5)),
        ("/paths/~1a~0b/get", TextPlace(9, 10)),
        ("/paths/é/x y", TextPlace(10, 7)),
        ("/alias", TextPlace(11, 1)),
        ("/alias/name", TextPlace(11, 1)),
        ("/key", TextPlace(13, 3)),
    ],
)
def test_a_value_in_yaml_is_located(pointer: str, place: TextPlace) -> None:
    assert locate(YAML, Syntax.YAML, [pointer]) == {pointer: place}


@pytest.mark.parametrize(("syntax", "content"), [(Syntax.JSON, JSON), (Syntax.YAML, YAML)])
@pytest.mark.parametrize(
    ("pointer", "ancestor"),
    [
        ("/info/x/y", "/info"),
        ("/tags/9", "/tags"),
        ("/tags/00", "/tags"),
        ("/x", ""),
        ("/tags/2/z", "/tags/2"),
    ],
)
def test_a_missing_value_is_located_at_its_nearest_ancestor(
    syntax: Syntax, content: bytes, pointer: str, ancestor: str
) -> None:
    places = locate(content, syntax, [pointer, ancestor])
    assert places[pointer] == places[ancestor]


@pytest.mark.parametrize(
    ("syntax", "content"),
    [
        (Syntax.JSON, b'{"a": {"b": 1, "c": 2},\n"a": {"b": 3}}'),
        (Syntax.YAML, b"a: {b: 1, c: 2}\na: {b: 3}"),
    ],
)
def test_the_last_of_duplicate_keys_is_located(syntax: Syntax, content: bytes) -> None:
    places = locate(content, syntax, ["/a", "/a/b", "/a/c"])
    assert {place.line for place in places.values()} == {2}
    assert places["/a/c"] == places["/a"]


def test_lines_of_windows_and_a_byte_order_mark_do_not_shift_places() -> None:
    for syntax, content in ((Syntax.JSON, JSON), (Syntax.YAML, YAML)):
        marked = b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")
        pointers = ["/info/version", "/tags/1/name", "/paths/~1a~0b"]
        assert locate(marked, syntax, pointers) == locate(content, syntax, pointers)


def test_a_scalar_document_has_one_place() -> None:
    assert locate(b" 7", Syntax.JSON, ["", "/a"]) == {"": TextPlace(1, 2), "/a": TextPlace(1, 2)}
    assert locate(b" x", Syntax.YAML, ["", "/a"]) == {"": TextPlace(1, 2), "/a": TextPlace(1, 2)}


def test_the_deepest_document_needs_no_recursion() -> None:
    depth = Limits().depth
    content = b"[" * depth + b"]" * depth
    deepest = "/0" * (depth - 1)
    assert locate(content, Syntax.JSON, [deepest])[deepest] == TextPlace(1, depth)
    assert locate(content, Syntax.YAML, [deepest])[deepest] == TextPlace(1, depth)


@pytest.mark.corpus
def test_members_of_real_documents_are_located_at_their_keys() -> None:
    for path in corpus.specs():
        content = path.read_bytes()
        reading = read(content, Limits())
        pointers = {f"/{key}": key for key in reading.data}
        lines = content.decode().split("\n")
        for pointer, place in locate(content, reading.syntax, pointers).items():
            assert lines[place.line - 1][place.column - 1 :].strip("'\"").startswith(pointers[pointer]), path
