"""Request bodies: there or not, required or not, in which media types, and how a form is written."""

from typing import Any

import pytest

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.bodies.media_types import MOST_COMPARED
from openapi_contracts.findings import BODY, Doubt, Kind
from openapi_contracts.vocabulary import Side
from tests.openapi_contracts.differences.small import (
    JSON,
    TEXT,
    WHOLE,
    XML,
    Case,
    called,
    case,
    findings,
    hook,
    put,
    rules,
    shown,
    side,
    surface,
)

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
LIST = {"type": "array", "items": TEXT}


def content(*media: str, schema: Any = TEXT, **more: Any) -> dict[str, Any]:
    return {"content": {one: {"schema": schema} for one in media}} | more


def form(media: str = FORM, **encoding: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"tags": LIST, "name": TEXT}}
    return {"content": {media: {"schema": schema, "encoding": encoding}}}


CASES: dict[str, Case] = {
    "nothing changes": case(content(JSON), content(JSON)),
    "one that is required is added": case(None, content(JSON, required=True), "required-request-body-added"),
    "one that is optional is added": case(None, content(JSON), "optional-request-body-added"),
    "it is removed": case(content(JSON), None, "request-body-removed"),
    "it becomes required": case(content(JSON), content(JSON, required=True), "request-body-became-required"),
    "it becomes optional": case(content(JSON, required=True), content(JSON), "request-body-became-optional"),
    "a media type is removed": case(content(JSON, XML), content(JSON), "request-media-type-removed"),
    "a media type is added": case(content(JSON), content(JSON, XML), "request-media-type-added"),
    "a media type is written in capitals": case(content(JSON), content("Application/JSON")),
    "a media type becomes a range": case(content(JSON), content("application/*"), "request-media-type-added"),
    "a range becomes a media type": case(content("application/*"), content(JSON), "request-media-type-narrowed"),
    "anything becomes a range": case(content("*/*"), content("application/*"), "request-media-type-narrowed"),
    "a range gets a media type of its own": case(content("application/*"), content("application/*", JSON)),
    "JSON gets a charset": case(content(JSON), content(f"{JSON}; charset=utf-8")),
    "text gets a charset": case(
        content("text/plain"), content("text/plain; charset=utf-8"), "request-media-type-narrowed"
    ),
    "text loses its charset": case(
        content("text/plain; charset=utf-8"), content("text/plain"), "request-media-type-added"
    ),
    "XML becomes any text": case(
        content(XML, schema={"type": "object"}), content(XML, schema=TEXT), "value-reads-as-text"
    ),
    "JSON becomes text": case(content(JSON, schema={"type": "object"}), content(JSON, schema=TEXT)),
    "a media type is unclear": case(content(JSON), {"content": {JSON: {"schema": TEXT}, "json": {}}}, "part-undecided"),
    "it is unclear": case(content(JSON), {"$ref": "#/nowhere"}, "part-undecided"),
    "it is unclear on both sides": case({"$ref": "#/nowhere"}, {"$ref": "#/nowhere"}),
    "there are absurdly many media types": case(
        content(JSON), content(*(f"application/x-{index}" for index in range(MOST_COMPARED + 1))), "part-undecided"
    ),
    "a property of a form has another style": case(
        form(), form(tags={"style": "pipeDelimited", "explode": False}), "form-part-changed"
    ),
    "a number of a form has another style": case(form(), form(name={"explode": False}), "form-part-written-alike"),
    "a property that is not there is written otherwise": case(form(), form(other={"explode": False})),
    "a part may be of another media type too": case(
        form(PARTS, name={"contentType": "image/png"}),
        form(PARTS, name={"contentType": "image/png, image/jpeg"}),
        "form-part-written-alike",
    ),
    "a part may be of a media type no longer": case(
        form(PARTS, name={"contentType": "image/*"}),
        form(PARTS, name={"contentType": "image/png"}),
        "form-part-changed",
    ),
    "a part gets a media type": case(form(PARTS), form(PARTS, name={"contentType": XML}), "form-part-changed"),
    "a part needs a header": case(
        form(PARTS),
        form(PARTS, name={"headers": {"X-Size": {"required": True, "schema": WHOLE}}}),
        "form-part-changed",
    ),
    "a part may have a header": case(
        form(PARTS), form(PARTS, name={"headers": {"X-Size": {"schema": WHOLE}}}), "form-part-written-alike"
    ),
    "how a part is written is unclear": case(form(), form(name={"contentType": "png"}), "part-undecided"),
    "the style of a part is unclear": case(form(), form(name={"style": "curly"}), "form-part-changed"),
}


def with_body(written: Any, body: Any) -> dict[str, Any]:
    return written() if body is None else written(requestBody=body)


@pytest.mark.parametrize("name", CASES)
def test_what_happens_to_a_request_body_is_named(name: str) -> None:
    one = CASES[name]
    found = findings(with_body(put, one.old), with_body(put, one.new))
    assert tuple(finding.rule for finding in found) == one.rules
    assert {side(finding) for finding in found} <= {None, Side.BASE}


PROVIDED: dict[str, Case] = {
    "one is added": case(None, content(JSON, required=True), "webhook-body-added"),
    "one that was required is removed": case(content(JSON, required=True), None, "required-webhook-body-removed"),
    "one that was optional is removed": case(content(JSON), None, "optional-webhook-body-removed"),
    "it becomes required": case(content(JSON), content(JSON, required=True), "webhook-body-became-required"),
    "it becomes optional": case(content(JSON, required=True), content(JSON), "webhook-body-became-optional"),
    "a media type is removed": case(content(JSON, XML), content(JSON), "webhook-media-type-removed"),
    "a media type is added": case(content(JSON), content(JSON, XML), "webhook-media-type-added"),
    "a media type becomes a range": case(content(JSON), content("application/*"), "webhook-media-type-widened"),
    "a range becomes a media type": case(content("application/*"), content(JSON), "webhook-media-type-removed"),
    "a part may be of another media type too": case(
        form(PARTS, name={"contentType": "image/png"}),
        form(PARTS, name={"contentType": "image/png, image/jpeg"}),
        "form-part-changed",
    ),
}


@pytest.mark.parametrize("name", PROVIDED)
@pytest.mark.parametrize("written", [hook, called])
def test_the_provider_sends_the_bodies_of_webhooks_and_callbacks(name: str, written: Any) -> None:
    one = PROVIDED[name]
    found = findings(with_body(written, one.old), with_body(written, one.new))
    assert tuple(finding.rule for finding in found) == one.rules
    assert {side(finding) for finding in found} <= {None, Side.REVISION}


def test_a_request_without_a_body_is_shown_where_one_is_required_now() -> None:
    (finding,) = findings(put(requestBody=content(JSON)), put(requestBody=content(JSON, required=True)))
    message = shown(finding)
    assert (message.kind, message.omitted, message.refused) == (
        Kind.REQUEST,
        frozenset({BODY}),
        "the request body is missing",
    )


def test_a_request_in_a_media_type_that_is_gone_is_shown() -> None:
    (removed,) = findings(put(requestBody=content(JSON, XML)), put(requestBody=content(JSON)))
    (narrowed,) = findings(put(requestBody=content("application/*")), put(requestBody=content(JSON, "image/png")))[:1]
    assert str(shown(removed).media) == XML
    assert str(shown(narrowed).media) == "application/octet-stream"


def parts(old: Any, new: Any) -> list[tuple[Any, ...]]:
    """List what is asked of a request body: the part, and the pointer's media type on each side."""
    asked = surface(put(requestBody=old), put(requestBody=new)).schema_questions
    return [
        (*one.part, *(at and at.pointer.split("/")[6].replace("~1", "/") for at in (one.old, one.new))) for one in asked
    ]


def test_the_most_specific_range_of_the_revision_decides() -> None:
    assert parts(content(JSON), content("*/*", "application/*")) == [("request", JSON, JSON, "application/*")]
    assert parts(content(JSON), content("application/*", JSON)) == [("request", JSON, JSON, JSON)]


def test_a_range_is_asked_against_all_that_takes_a_part_of_it() -> None:
    assert parts(content("application/*"), content("application/*", JSON)) == [
        ("request", "application/*", "application/*", "application/*"),
        ("request", "application/*", "application/*", JSON),
    ]
    assert parts(content("application/*", JSON), content("application/*", JSON)) == [
        ("request", "application/*", "application/*", "application/*"),
        ("request", JSON, JSON, JSON),
    ]


def test_a_style_of_a_part_is_shown_with_a_body_that_has_it() -> None:
    (finding,) = findings(
        put(requestBody=form()), put(requestBody=form(tags={"style": "pipeDelimited", "explode": False}))
    )
    body = shown(finding).given["request", FORM]
    assert len(body["tags"]) > 1


def test_a_style_of_a_part_of_a_schema_that_is_not_understood_is_doubted() -> None:
    def of(**encoding: Any) -> dict[str, Any]:
        return put(requestBody={"content": {FORM: {"schema": {"$ref": "#/nowhere"}, "encoding": encoding}}})

    (finding,) = findings(of(), of(tags={"explode": False}))
    assert isinstance(finding.evidence, Doubt)


def test_the_items_of_a_stream_are_asked() -> None:
    def of(schema: Any) -> dict[str, Any]:
        return put(requestBody={"content": {"application/jsonl": {"itemSchema": schema}}}) | {"openapi": "3.2.0"}

    (asked,) = surface(of(TEXT), of(WHOLE)).schema_questions
    assert (asked.old and asked.old.schema, asked.new and asked.new.schema) == (TEXT, WHOLE)


def test_the_body_of_a_webhook_is_asked_the_other_way() -> None:
    (asked,) = surface(hook(requestBody=content(JSON)), hook(requestBody=content(JSON, schema=WHOLE))).schema_questions
    assert (asked.part, asked.direction) == (("request", JSON), Direction.RESPONSE)
    assert (asked.shown.kind, asked.shown.side) == (Kind.REQUEST, Side.REVISION)


def test_a_body_parameter_of_2_0_is_a_body() -> None:
    def of(schema: Any) -> dict[str, Any]:
        given = {"in": "body", "name": "pet", "schema": schema}
        operation = {"consumes": [JSON], "parameters": [given], "responses": {}}
        return {"swagger": "2.0", "paths": {"/pets": {"put": operation}}}

    assert rules(of(TEXT), of(WHOLE)) == ()
    (asked,) = surface(of(TEXT), of(WHOLE)).schema_questions
    assert asked.part == ("request", JSON)
