"""Responses: statuses, headers, media types, and which response of one side answers for which of the other."""

from typing import Any

import pytest

from openapi_contracts.contracts import Direction
from openapi_contracts.findings import Kind
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
    shown,
    side,
    surface,
)


def answer(*media: str, headers: Any = None, schema: Any = TEXT) -> dict[str, Any]:
    more = {"headers": headers} if headers else {}
    return {"description": "done", "content": {one: {"schema": schema} for one in media}} | more


def statuses(*named: str, schema: Any = TEXT) -> dict[str, Any]:
    return {one: answer(JSON, schema=schema) for one in named}


def ok(*media: str, **more: Any) -> dict[str, Any]:
    return {"200": answer(*media, **more)}


def header(**more: Any) -> dict[str, Any]:
    return ok(headers={"X-Rate": {"schema": WHOLE} | more})


LIST = {"type": "array", "items": TEXT}
CASES: dict[str, Case] = {
    "nothing changes": case(statuses("200", "4XX", "default"), statuses("200", "4XX", "default")),
    "a success is removed": case(statuses("200", "202"), statuses("200"), "response-success-status-removed"),
    "an error is removed": case(statuses("200", "404"), statuses("200"), "response-error-status-removed"),
    "a success is added": case(statuses("200"), statuses("200", "201"), "response-success-status-added"),
    "an error is added": case(statuses("200"), statuses("200", "404"), "response-error-status-added"),
    "a success is replaced": case(
        statuses("200"), statuses("201"), "response-success-status-removed", "response-success-status-added"
    ),
    "a code becomes its range": case(statuses("200"), statuses("2XX"), "response-status-range-widened"),
    "a range becomes one of its codes": case(statuses("2XX"), statuses("200"), "response-status-range-narrowed"),
    "a range of successes is removed": case(statuses("200", "3XX"), statuses("200"), "response-success-status-removed"),
    "a range of errors is removed": case(statuses("200", "4XX"), statuses("200"), "response-error-status-removed"),
    "a range of errors is added": case(statuses("200"), statuses("200", "4XX"), "response-error-status-added"),
    "an error is split from the default": case(statuses("200", "default"), statuses("200", "404", "default")),
    "an error is split from its range": case(statuses("200", "4XX"), statuses("200", "404", "4XX")),
    "an error falls to the default": case(statuses("200", "404", "default"), statuses("200", "default")),
    "a success falls to the default": case(statuses("200", "default"), statuses("default")),
    "the default is added": case(statuses("200"), statuses("200", "default"), "default-response-added"),
    "the default is removed": case(statuses("200", "default"), statuses("200"), "default-response-removed"),
    "the default, of successes too, is removed": case(statuses("default"), statuses("404"), "default-response-removed"),
    "nothing is promised any more": case(statuses("default"), {}, "response-success-status-removed"),
    "a status is unclear": case(statuses("200"), statuses("200") | {"404": {"$ref": "#/no"}}, "part-undecided"),
    "a status is no status": case(statuses("200"), statuses("200") | {"20": {}}, "part-undecided"),
    "a media type is added": case(ok(JSON), ok(JSON, XML), "response-media-type-added"),
    "a media type is removed": case(ok(JSON, XML), ok(JSON), "response-media-type-removed"),
    "a media type is replaced": case(ok(JSON), ok(XML), "response-media-type-added", "response-media-type-removed"),
    "a media type becomes a range": case(ok(JSON), ok("application/*"), "response-media-type-widened"),
    "a range becomes a media type": case(ok("application/*"), ok(JSON), "response-media-type-narrowed"),
    "the body is removed": case(ok(JSON), ok(), "response-body-removed"),
    "a body is added": case(ok(), ok(JSON), "response-body-added"),
    "text becomes a number outside JSON": case(
        ok("text/plain", schema=TEXT), ok("text/plain", schema=WHOLE), "value-reads-as-text"
    ),
    "a header is added": case(ok(), header(required=True), "response-header-added"),
    "a header that is always sent is removed": case(header(required=True), ok(), "required-response-header-removed"),
    "a header that may be sent is removed": case(header(), ok(), "optional-response-header-removed"),
    "a header becomes required": case(header(), header(required=True), "response-header-became-required"),
    "a header becomes optional": case(header(required=True), header(), "response-header-became-optional"),
    "a header of objects is exploded": case(
        header(schema={"type": "object"}),
        header(schema={"type": "object"}, explode=True),
        "response-header-form-changed",
    ),
    "a header of a list is exploded": case(header(schema=LIST), header(schema=LIST, explode=True)),
    "a header becomes a number": case(header(schema=TEXT), header(), "value-reads-as-text"),
    "a header becomes text": case(header(), header(schema=TEXT)),
    "a header has another case": case(ok(headers={"x-rate": {"schema": WHOLE}}), header()),
}


@pytest.mark.parametrize("name", CASES)
def test_what_happens_to_a_response_is_named(name: str) -> None:
    one = CASES[name]
    found = findings(put(responses=one.old), put(responses=one.new))
    assert tuple(finding.rule for finding in found) == one.rules


CONSUMED: dict[str, Case] = {  # by what a consumer answers
    "a success is removed": case(statuses("200", "202"), statuses("200"), "webhook-response-status-removed"),
    "a range becomes one of its codes": case(statuses("2XX"), statuses("200"), "webhook-response-status-removed"),
    "an error is removed": case(statuses("200", "410"), statuses("200"), "webhook-response-error-status-removed"),
    "a range of errors is narrowed": case(
        statuses("200", "4XX"), statuses("200", "404"), "webhook-response-error-status-removed"
    ),
    "the default is removed": case(statuses("200", "default"), statuses("200"), "webhook-default-response-removed"),
    "a success is added": case(statuses("200"), statuses("200", "202"), "webhook-response-status-added"),
    "a body is added": case(ok(), ok(JSON), "webhook-response-body-added"),
    "the body is removed": case(ok(JSON), ok(), "webhook-response-body-removed"),
    "a media type is removed": case(ok(JSON, XML), ok(JSON), "webhook-response-media-type-removed"),
    "a media type is added": case(ok(JSON), ok(JSON, XML), "webhook-response-media-type-added"),
    "a media type becomes a range": case(ok(JSON), ok("application/*"), "webhook-response-media-type-added"),
    "a range becomes a media type": case(ok("application/*"), ok(JSON), "webhook-response-media-type-narrowed"),
    "a header that is required is added": case(ok(), header(required=True), "required-webhook-response-header-added"),
    "a header is added": case(ok(), header(), "optional-webhook-response-header-added"),
    "a header is removed": case(header(required=True), ok(), "webhook-response-header-removed"),
    "a header becomes required": case(header(), header(required=True), "webhook-response-header-became-required"),
    "a header becomes optional": case(header(required=True), header(), "webhook-response-header-became-optional"),
    "a header of objects is exploded": case(
        header(schema={"type": "object"}),
        header(schema={"type": "object"}, explode=True),
        "webhook-response-header-form-changed",
    ),
}


@pytest.mark.parametrize("name", CONSUMED)
@pytest.mark.parametrize("written", [hook, called])
def test_a_consumer_sends_the_responses_of_webhooks_and_callbacks(name: str, written: Any) -> None:
    one = CONSUMED[name]
    found = findings(written(responses=one.old), written(responses=one.new))
    assert tuple(finding.rule for finding in found) == one.rules
    assert {side(finding) for finding in found} <= {None, Side.BASE}


def test_an_answer_of_the_revision_lacks_a_header() -> None:
    (finding,) = findings(put(responses=header(required=True)), put(responses=header()))
    message = shown(finding)
    assert (message.side, message.kind, message.status) == (Side.REVISION, Kind.RESPONSE, "200")
    assert message.omitted == {("header", "200", "x-rate")}


def test_an_answer_of_the_base_is_shown_where_it_never_comes_again() -> None:
    (status,) = findings(put(responses=statuses("200", "202")), put(responses=statuses("200")))
    (media,) = findings(put(responses=ok(JSON, XML)), put(responses=ok(JSON)))
    assert (shown(status).side, shown(status).status) == (Side.BASE, "202")
    assert shown(status).refused == "the revision no longer answers 202"
    assert (shown(media).side, str(shown(media).media)) == (Side.BASE, XML)
    assert shown(media).refused == f"the revision no longer answers in {XML}"


def test_an_answer_of_the_revision_in_a_media_type_that_was_never_named_is_shown() -> None:
    (finding,) = findings(put(responses=ok(JSON)), put(responses=ok("application/*")))
    assert (shown(finding).side, str(shown(finding).media)) == (Side.REVISION, "application/octet-stream")


PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = {
    "each is compared once": (
        statuses("200", "4XX", "default"),
        statuses("200", "4XX", "default"),
        [("200", "200"), ("4XX", "4XX"), ("default", "default")],
    ),
    "split from the default": (
        statuses("200", "default"),
        statuses("200", "404", "default"),
        [("default", "default"), ("200", "200"), ("default", "404")],
    ),
    "back to the default": (
        statuses("200", "404", "default"),
        statuses("200", "default"),
        [("default", "default"), ("200", "200"), ("404", "default")],
    ),
    "a code and its range": (statuses("200"), statuses("2XX"), [("200", "2XX")]),
    "a range and the default": (
        statuses("2XX", "default"),
        statuses("default"),
        [("default", "default"), ("2XX", "default")],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_what_a_code_promised_is_compared_with_what_it_promises(name: str) -> None:
    old, new, expected = PAIRS[name]
    asked = surface(put(responses=old), put(responses=new)).schema_questions
    pairs = [tuple(at.pointer.split("/")[5] for at in (one.old, one.new) if at) for one in asked]
    assert pairs == expected
    assert [one.part for one in asked] == [("response", status, JSON) for _, status in expected]
    assert {(one.direction, one.shown.side) for one in asked} == {(Direction.RESPONSE, Side.REVISION)}


def test_the_schema_of_a_header_is_asked() -> None:
    (asked,) = surface(put(responses=header()), put(responses=header(schema=LIST))).schema_questions
    assert asked.part == ("header", "200", "x-rate")


def test_an_answer_to_a_webhook_is_asked_the_other_way() -> None:
    (asked,) = surface(hook(responses=ok(JSON)), hook(responses=ok(JSON))).schema_questions
    assert (asked.direction, asked.shown.side, asked.shown.kind) == (Direction.REQUEST, Side.BASE, Kind.RESPONSE)
