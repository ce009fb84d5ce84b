"""Bodies that are no JSON: XML as its schema names it, and streams by their media types."""

from typing import Any
from xml.etree import ElementTree

import pytest

from openapi_contracts.contracts.media_ranges import media_range
from openapi_contracts.serialization.truncation import Elided, Missing, briefly
from openapi_contracts.witnesses.streams import stream
from openapi_contracts.witnesses.xml_bodies import xml

TEXT = {"type": "string"}
PET = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "xml": {"attribute": True}},
        "name": {"type": "string", "xml": {"name": "called", "prefix": "p", "namespace": "urn:p"}},
        "tags": {"type": "array", "items": TEXT, "xml": {"wrapped": True}},
        "kin": {"type": "array", "items": {"$ref": "#/Pet"}},
        "own": {"allOf": [{"$ref": "#/Pet"}]},
    },
}


def resolved(schema: Any) -> Any:
    return PET if "$ref" in schema else schema


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "<Pet></Pet>"),
        ({"id": 1, "name": "a"}, '<Pet id="1"><p:called xmlns:p="urn:p">a</p:called></Pet>'),
        ({"tags": ["a", "b"]}, "<Pet><tags><tags>a</tags><tags>b</tags></tags></Pet>"),
        ({"kin": [{"id": 1}, {}]}, '<Pet><kin id="1"></kin><kin></kin></Pet>'),
        ({"own": {"id": 1}}, '<Pet><own id="1"></own></Pet>'),
        ({"other": {"a b": [1, True, None]}}, "<Pet><other><a_b>1</a_b><a_b>true</a_b><a_b></a_b></other></Pet>"),
        ({"tags": Elided(["a"], 90, "items")}, "<Pet><tags><tags>a</tags><!-- 90 items --></tags></Pet>"),
        ({"other": "<&>"}, "<Pet><other>&lt;&amp;&gt;</other></Pet>"),
        ({"other": Missing("a")}, "<Pet><other>…a…</other></Pet>"),
    ],
)
def test_a_value_is_written_as_its_schema_names_it(value: Any, text: str) -> None:
    assert xml(value, {"$ref": "#/Pet"}, resolved) == text
    assert ElementTree.fromstring(text) is not None


@pytest.mark.parametrize("value", ["a", 1, ["a", {"b": 1}], {"</a>": "\x00"}, briefly({"a": "x" * 90, "b": [1] * 99})])
def test_whatever_is_written_is_one_document(value: Any) -> None:
    text = xml({"a": value}, {}, resolved).replace("\\u0000", "")
    assert ElementTree.fromstring(text).tag == "root"


@pytest.mark.parametrize(
    ("media", "item", "text"),
    [
        ("text/event-stream", {"event": "a", "data": "b\nc"}, "event: a\ndata: b\ndata: c\n\n"),
        ("text/event-stream", {"b": 1}, 'data: {"b":1}\n\n'),
        ("application/jsonl", {"b": 1}, '{"b":1}\n'),
        ("application/json-seq", 1, "\\u001e1\n"),
        ("application/geo+json-seq", 1, "\\u001e1\n"),
        ("application/json", 1, None),
    ],
)
def test_an_item_of_a_stream_is_written_as_its_media_type_has_it(media: str, item: Any, text: str | None) -> None:
    known = media_range(media)
    assert known is not None
    assert stream(known, item) == text
