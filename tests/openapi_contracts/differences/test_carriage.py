"""Bodies that are not JSON: what their text says, whatever type the schema gives it."""

import itertools
import json
import re
from random import Random
from typing import Any

import pytest
from openapi_schema_validator import OAS30Validator

from openapi_contracts.comparison import compare
from openapi_contracts.findings import Witness
from openapi_contracts.options import Options
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import ContentModel
from tests.openapi_contracts.differences.small import TEXT, WHOLE, XML, document

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
TYPED = "application/json"
CARRIED = (FORM, PARTS, XML)
VERSIONS = ("3.0.3", "3.1.0", "3.2.0")
FLAG, NUMBER, ANY = {"type": "boolean"}, {"type": "number"}, dict[str, Any]()
WORDS = {"type": "string", "enum": ["true", "false"]}
BINARY = {"type": "string", "format": "binary"}


def listed(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def request(schema: Any, media: str = FORM, *, version: str = "3.0.3", encoding: Any = None) -> dict[str, Any]:
    """Write a document of `PUT /pets` that takes a body."""
    described = {"schema": schema} | ({"encoding": encoding} if encoding else {})
    body = {"required": True, "content": {media: described}}
    operation = {"requestBody": body, "responses": {"200": {"description": "done"}}}
    return document({"/pets": {"put": operation}}, version=version)


def response(schema: Any, media: str = XML, *, version: str = "3.0.3") -> dict[str, Any]:
    answer = {"description": "done", "content": {media: {"schema": schema}}}
    return document({"/pets": {"get": {"responses": {"200": answer}}}}, version=version)


def ids(report: Report) -> list[str]:
    return [change.id for change in report.changes]


UNDERSTOOD = {
    "integer to string": (WHOLE, TEXT),
    "number to string": (NUMBER, TEXT),
    "integer to number": (WHOLE, NUMBER),
    "boolean to string": (FLAG, TEXT),
    "boolean to the words": (FLAG, WORDS),
    "the words to boolean": (WORDS, FLAG),
    "integers to the same words": ({"type": "integer", "enum": [1, 2]}, {"type": "string", "enum": ["1", "2"]}),
    "the same words to integers": ({"type": "string", "enum": ["1", "2"]}, {"type": "integer", "enum": [1, 2]}),
    "digits to integer": ({"type": "string", "enum": ["1", "2"]}, WHOLE),
    "integer to a string with a format": (WHOLE, TEXT | {"format": "date"}),
    "small integers to a short string": (WHOLE | {"minimum": 0, "maximum": 99}, TEXT | {"maxLength": 2}),
    "one to a list": (TEXT, listed(TEXT)),
    "one to a list of another type": (WHOLE, listed(TEXT)),
    "integers of a list to strings": (listed(WHOLE), listed(TEXT)),
    "a list of one to one": (listed(TEXT, minItems=1, maxItems=1), TEXT),
    "null is dropped": (WHOLE | {"nullable": True}, WHOLE),
    "null is dropped with the type": (WHOLE | {"nullable": True}, TEXT),
    "string to anything": (TEXT, ANY),
    "any of two types to string": ({"anyOf": [WHOLE, FLAG]}, TEXT),
    "integer to any of two types": (WHOLE, {"anyOf": [TEXT, FLAG]}),
    "integer to what is composed": (WHOLE, {"allOf": [TEXT]}),
}
REFUSED = {
    "string to integer": (TEXT, WHOLE),
    "number to integer": (NUMBER, WHOLE),
    "string to boolean": (TEXT, FLAG),
    "boolean to one word": (FLAG, {"type": "string", "enum": ["true"]}),
    "boolean to integer": (FLAG, WHOLE),
    "integers to fewer words": ({"type": "integer", "enum": [1, 2]}, {"type": "string", "enum": ["1"]}),
    "words to integer": ({"type": "string", "enum": ["1", "b"]}, WHOLE),
    "integer to letters": (WHOLE, TEXT | {"pattern": "^[a-z]+$"}),
    "integer to a short string": (WHOLE, TEXT | {"maxLength": 2}),
    "integer to a smaller one": (WHOLE, WHOLE | {"maximum": 5}),
    "string to a shorter one": (TEXT, TEXT | {"maxLength": 5}),
    "a list to one": (listed(TEXT), TEXT),
    "strings of a list to integers": (listed(TEXT), listed(WHOLE)),
    "one to a list of at least two": (TEXT, listed(TEXT, minItems=2)),
    "string to a list of integers": (TEXT, listed(WHOLE)),
    "string to what is composed": (TEXT, {"allOf": [TEXT, {"pattern": "^a"}]}),
    "integer to what is composed of text": (WHOLE, {"allOf": [TEXT, {"pattern": "^a"}]}),
    "integer to any of two words": (WHOLE, {"anyOf": [{"type": "string", "enum": ["a"]}, FLAG]}),
}


@pytest.mark.parametrize("media", CARRIED)
@pytest.mark.parametrize("name", UNDERSTOOD)
def test_text_that_is_understood_breaks_nothing(name: str, media: str) -> None:
    old, new = UNDERSTOOD[name]
    asked = compare(request(record(a=old), media), request(record(a=new), media))
    answered = compare(response(record(a=new), media), response(record(a=old), media))
    assert {asked.verdict.value, answered.verdict.value} == {"compatible"}


@pytest.mark.parametrize("media", CARRIED)
@pytest.mark.parametrize("name", REFUSED)
def test_text_that_is_not_understood_breaks(name: str, media: str) -> None:
    old, new = REFUSED[name]
    asked = compare(request(record(a=old), media), request(record(a=new), media))
    answered = compare(response(record(a=new), media), response(record(a=old), media))
    assert {asked.verdict.value, answered.verdict.value} == {"breaking"}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("media", CARRIED)
def test_a_change_of_types_that_no_text_shows_is_named(media: str, version: str) -> None:
    documents = (request(record(a=one), media, version=version) for one in (WHOLE, TEXT))
    assert ids(compare(*documents)) == ["value-reads-as-text"]
    documents = (response(record(a=one), media, version=version) for one in (TEXT, WHOLE))
    assert ids(compare(*documents)) == ["value-reads-as-text"]


def test_every_change_of_a_form_is_judged_by_itself() -> None:
    old, new = record(a=WHOLE, b=WHOLE), record(a=TEXT, b=WHOLE | {"maximum": 5})
    report = compare(request(old), request(new))
    assert sorted(ids(report)) == ["request-maximum-added", "value-reads-as-text"]
    report = compare(request(old), request(record(a=TEXT, b=WHOLE, c=TEXT) | {"required": ["c"]}))
    assert sorted(ids(report)) == ["request-required-property-added", "value-reads-as-text"]


def in_components(schema: Any, *media: str, version: str = "3.0.3") -> dict[str, Any]:
    named = {"Pet": record(a=schema, kin=listed({"$ref": "#/components/schemas/Pet"}))}
    content = {one: {"schema": {"$ref": "#/components/schemas/Pet"}} for one in media}
    operation = {"requestBody": {"content": content}, "responses": {"200": {"description": "done"}}}
    return document({"/pets": {"put": operation}}, version=version, components={"schemas": named})


@pytest.mark.parametrize("version", VERSIONS)
def test_a_component_breaks_where_it_is_json_alone(version: str) -> None:
    def verdict(*media: str) -> str:
        both = (in_components(one, *media, version=version) for one in (WHOLE, TEXT))
        return compare(*both).verdict.value

    assert verdict(XML) == "compatible"
    assert verdict(TYPED) == verdict(TYPED, XML, FORM) == "breaking"


def test_a_property_inside_a_property_of_a_form_is_json() -> None:
    old, new = (request(record(a=record(b=one))) for one in (WHOLE, TEXT))
    assert compare(old, new).verdict.value == "breaking"
    old, new = (request(record(a=record(b=one)), XML) for one in (WHOLE, TEXT))
    assert compare(old, new).verdict.value == "compatible"


def test_a_part_that_is_json_has_types() -> None:
    encoding = {"a": {"contentType": TYPED}}
    old, new = (request(record(a=one), PARTS, encoding=encoding) for one in (WHOLE, TEXT))
    assert compare(old, new).verdict.value == "breaking"


def test_a_field_with_a_style_of_its_own_is_no_list() -> None:
    encoding = {"a": {"style": "pipeDelimited", "explode": False}}
    old, new = (request(record(a=one), encoding=encoding) for one in (TEXT, listed(TEXT)))
    assert compare(old, new).verdict.value == "breaking"


def test_an_element_that_may_be_anything_may_hold_others() -> None:
    assert compare(request(record(a=ANY), XML), request(record(a=TEXT), XML)).verdict.value == "breaking"
    assert compare(request(record(a=ANY)), request(record(a=TEXT))).verdict.value == "compatible"


def test_a_wrapped_list_of_xml_is_no_single_element() -> None:
    wrapped = listed(TEXT) | {"xml": {"wrapped": True}}
    assert compare(request(record(a=TEXT), XML), request(record(a=wrapped), XML)).verdict.value == "breaking"


def test_strictly_a_form_has_types() -> None:
    options = Options(content_model=ContentModel.STRICT)
    old, new = (request(record(a=one)) for one in (WHOLE, TEXT))
    assert compare(old, new, options=options).verdict.value == "breaking"


def as_text(schema: Any, version: str = "3.0.3") -> dict[str, Any]:
    return response(schema, "text/plain", version=version)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (TEXT, WHOLE, "compatible"),
        (WHOLE, TEXT, "breaking"),
        (TEXT, ANY, "compatible"),
        (ANY, TEXT, "compatible"),
        (WORDS, FLAG, "compatible"),
        (FLAG, WORDS, "compatible"),
        (WHOLE, WHOLE | {"nullable": True}, "compatible"),
        (WHOLE, ANY, "breaking"),
    ],
)
def test_a_text_has_no_type(old: Any, new: Any, verdict: str) -> None:
    assert compare(as_text(old), as_text(new)).verdict.value == verdict
    assert compare(request(new, "text/csv"), request(old, "text/csv")).verdict.value == verdict


def test_text_without_a_schema_is_any_text() -> None:
    unsaid = as_text(TEXT)
    del unsaid["paths"]["/pets"]["get"]["responses"]["200"]["content"]["text/plain"]["schema"]
    assert [compare(*both).verdict.value for both in ((unsaid, as_text(TEXT)), (as_text(TEXT), unsaid))] == [
        "compatible",
        "compatible",
    ]
    assert compare(as_text(WHOLE), unsaid).verdict.value == "breaking"


BYTES = (BINARY, ANY, TEXT, {"type": "string", "contentMediaType": "image/png"})


@pytest.mark.parametrize("media", ["image/png", "application/octet-stream", "application/pdf"])
@pytest.mark.parametrize("old", BYTES)
@pytest.mark.parametrize("new", BYTES)
def test_all_ways_to_say_bytes_are_one(old: Any, new: Any, media: str) -> None:
    assert ids(compare(*(response(one, media, version="3.1.0") for one in (old, new)))) == []
    assert ids(compare(*(request(one, media, version="3.1.0") for one in (old, new)))) == []


@pytest.mark.parametrize("new", [{"type": "string", "format": "byte"}, record(a=TEXT), TEXT | {"maxLength": 5}])
def test_other_values_are_no_bytes(new: Any) -> None:
    assert ids(compare(request(BINARY, "image/png"), request(new, "image/png"))) != []


BASE64 = {"type": "string", "contentEncoding": "base64"}


def test_base64_is_said_in_two_ways() -> None:
    byte = {"type": "string", "format": "byte"}
    assert ids(compare(*(response(one, "image/png", version="3.1.0") for one in (byte, BASE64)))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BINARY, ANY),
        (ANY, BINARY),
        (BINARY, {"type": "string", "contentMediaType": "application/octet-stream"}),
        (listed(BINARY), listed(ANY)),
        (TEXT | {"format": "byte"}, BASE64),
    ],
)
def test_a_part_is_binary_however_that_is_said(old: Any, new: Any) -> None:
    report = compare(*(request(record(a=one), PARTS, version="3.1.0") for one in (old, new)))
    assert report.verdict.value == "compatible"
    assert {change.severity.value for change in report.changes} <= {"info"}


def test_a_file_of_2_0_is_a_binary_part() -> None:
    fields = [{"in": "formData", "name": "a", "type": "file", "required": True}]
    operation = {"consumes": [PARTS], "parameters": fields, "responses": {"200": {"description": "done"}}}
    old = {"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"put": operation}}}
    new = request(record(a=BINARY) | {"required": ["a"]}, PARTS)
    assert ids(compare(old, new)) == []
    assert ids(compare(new, old)) == []


VALUES: tuple[Any, ...] = (
    *(0, 1, 3, 7, 12, 100, -4, 1.5, True, False, "", "a", "1", "12", "007", "1.5", "true", "abc", "null", "-4"),
    *(["a"], ["1"], [1], [1, 2], ["a", "b"], [True], ["12", "7"], [1.5]),
)


def drawn(random: Random, depth: int = 0) -> dict[str, Any]:
    """Return a schema of one field."""
    whole: list[dict[str, Any]] = [
        WHOLE,
        WHOLE | {"minimum": 1},
        WHOLE | {"maximum": 10},
        {"type": "integer", "enum": [1, 12]},
    ]
    texts: list[dict[str, Any]] = [
        TEXT,
        TEXT | {"minLength": 1},
        TEXT | {"maxLength": 2},
        TEXT | {"pattern": "^[0-9]+$"},
    ]
    words: list[dict[str, Any]] = [WORDS, {"type": "string", "enum": ["1", "12", "a"]}, {"enum": ["1", 7]}]
    simple = [*whole, *texts, *words, FLAG, NUMBER, NUMBER | {"minimum": 1}, ANY]
    if depth or random.random() < 0.6:
        return random.choice(simple)
    kind = random.choice(("list", "few", "anyOf", "allOf", "oneOf", "null"))
    first, second = drawn(random, 1), drawn(random, 1)
    if kind in ("list", "few"):
        return listed(first, **({"maxItems": 1} if kind == "few" else {}))
    if kind == "null":
        return first | {"nullable": True}
    return {kind: [first, second]}


def has_any(schema: dict[str, Any]) -> bool:
    """Say whether a schema says nothing: what is sent by it is one text."""
    return schema == ANY or any(ANY in schema.get(word, ()) for word in ("anyOf", "allOf", "oneOf"))


def text_of(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(item if isinstance(item, str) else json.dumps(item) for item in items)


def readings(texts: tuple[str, ...]) -> list[Any]:
    known = [[one, *([json.loads(one)] if one in ("true", "false") or NUMERIC.fullmatch(one) else [])] for one in texts]
    lists = [list(one) for one in itertools.product(*known)]
    return [*lists, *(known[0] if len(texts) == 1 else [])]


NUMERIC = re.compile(r"-?(0|[1-9][0-9]*)([.][0-9]+)?")


@pytest.mark.parametrize("media", CARRIED)
@pytest.mark.parametrize("seed", range(40))
def test_what_is_compatible_is_understood_and_what_breaks_is_not(seed: int, media: str) -> None:
    random = Random(seed)
    old, new = drawn(random), drawn(random)
    sender, receiver = (OAS30Validator(one) for one in (old, new))
    sent = [one for one in VALUES if sender.is_valid(one) and (isinstance(one, str | int | float) or one)]
    lost = [one for one in sent if not any(receiver.is_valid(each) for each in readings(text_of(one)))]
    report = compare(request(record(a=old), media), request(record(a=new), media))
    if report.verdict.value == "compatible":
        assert [one for one in lost if not (isinstance(one, list) and has_any(old))] == []
    for change in report.changes:
        if isinstance(change.evidence, Witness):
            value = change.evidence.message["request"]["body"]["a"]
            assert not any(receiver.is_valid(each) for each in readings(text_of(value)))
