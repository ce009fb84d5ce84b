"""Notices: names in code, deprecations, sunsets, and what people read."""

from datetime import date
from typing import Any

import pytest

from openapi_contracts.contracts.sunsets import after_sunset, sunset_day
from openapi_contracts.differences.notices import notices
from openapi_contracts.rules.notices import RULES
from openapi_contracts.vocabulary import Severity
from tests.openapi_contracts.differences.outlines import Document, found, ids, outline, said

PETS = {"200": {"description": "Pets."}}


def operation(**members: Any) -> Document:
    return outline(operation=members)


def parameter(**members: Any) -> Document:
    return operation(parameters=[{"name": "limit", "in": "query", "schema": {}, **members}])


def header(**members: Any) -> Document:
    return operation(responses={"200": {"description": "Pets.", "headers": {"X-Rate": {"schema": {}, **members}}}})


def body(**members: Any) -> Document:
    return operation(requestBody={"content": {"application/json": members}})


def info(**members: Any) -> Document:
    return outline(info={"title": "Pets", "version": "1.0.0", **members})


def scheme(**members: Any) -> Document:
    return outline(schemes={"token": {"type": "http", "scheme": "bearer", **members}})


def item(**members: Any) -> Document:
    written = outline()
    written["paths"]["/pets"] = {"get": written["paths"]["/pets"]["get"], **members}
    return written


def server(**members: Any) -> Document:
    return outline(servers=[{"url": "/v1", **members}])


def answer(**members: Any) -> Document:
    return operation(responses={"200": {"description": "Pets.", **members}})


def flow(**members: Any) -> Document:
    flows = {"implicit": {"authorizationUrl": "https://a.example", **members}}
    return outline(schemes={"oauth": {"type": "oauth2", "flows": flows}})


def component(**kinds: Any) -> Document:
    written = outline()
    return {**written, "components": {**written["components"], **kinds}}


def exampled(value: Any) -> Document:
    """Write a document with an example that is a component."""
    written = body(examples={"first": {"$ref": "#/components/examples/one"}})
    return {**written, "components": {**written["components"], "examples": {"one": {"value": value}}}}


TEAM: Document = {"x-team": "a"}
EARLY, LATE = {"x-sunset": "2031-06-30"}, {"x-sunset": "2031-12-31"}

# rule, before, after, sentence
CASES: list[tuple[str, Document, Document, str]] = [
    (
        "operation-id-changed",
        operation(operationId="listPets"),
        operation(operationId="pets"),
        "The operationId changed from `listPets` to `pets`",
    ),
    ("operation-id-removed", operation(operationId="listPets"), operation(), "The operationId `listPets` was removed"),
    ("operation-id-added", operation(), operation(operationId="listPets"), "The operationId `listPets` was added"),
    ("operation-deprecated", operation(), operation(deprecated=True), "The operation is deprecated"),
    ("operation-undeprecated", operation(deprecated=True), operation(), "The operation is no longer deprecated"),
    ("operation-sunset-added", operation(), operation(**EARLY), "The operation may be removed from `2031-06-30`"),
    (
        "operation-sunset-past",
        operation(),
        operation(**{"x-sunset": "2029-01-01"}),
        "The operation may be removed from `2029-01-01`, which has passed",
    ),
    (
        "operation-sunset-removed",
        operation(**EARLY),
        operation(),
        "The sunset `2031-06-30` of the operation was withdrawn",
    ),
    (
        "operation-sunset-earlier",
        operation(**LATE),
        operation(**EARLY),
        "The sunset of the operation was changed from `2031-12-31` to `2031-06-30`, which is earlier",
    ),
    (
        "operation-sunset-later",
        operation(**EARLY),
        operation(**LATE),
        "The sunset of the operation was changed from `2031-06-30` to `2031-12-31`, which is later",
    ),
    (
        "operation-sunset-unreadable",
        operation(**EARLY),
        operation(**{"x-sunset": "soon"}),
        "The sunset `soon` of the operation is not a date",
    ),
    (
        "operation-sunset-unreadable",
        operation(),
        operation(**{"x-sunset": {"on": 1}}),
        "The sunset `a value of type dict` of the operation is not a date",
    ),
    ("parameter-deprecated", parameter(), parameter(deprecated=True), "The query parameter `limit` is deprecated"),
    (
        "parameter-undeprecated",
        parameter(deprecated=True),
        parameter(),
        "The query parameter `limit` is no longer deprecated",
    ),
    (
        "parameter-sunset-added",
        parameter(),
        parameter(**EARLY),
        "The query parameter `limit` may be removed from `2031-06-30`",
    ),
    (
        "parameter-sunset-past",
        parameter(),
        parameter(**{"x-sunset": "2029-01-01"}),
        "The query parameter `limit` may be removed from `2029-01-01`, which has passed",
    ),
    (
        "parameter-sunset-removed",
        parameter(**EARLY),
        parameter(),
        "The sunset `2031-06-30` of the query parameter `limit` was withdrawn",
    ),
    (
        "parameter-sunset-earlier",
        parameter(**LATE),
        parameter(**EARLY),
        "The sunset of the query parameter `limit` was changed from `2031-12-31` to `2031-06-30`, which is earlier",
    ),
    (
        "parameter-sunset-later",
        parameter(**EARLY),
        parameter(**LATE),
        "The sunset of the query parameter `limit` was changed from `2031-06-30` to `2031-12-31`, which is later",
    ),
    (
        "parameter-sunset-unreadable",
        parameter(**EARLY),
        parameter(**{"x-sunset": "soon"}),
        "The sunset `soon` of the query parameter `limit` is not a date",
    ),
    ("header-deprecated", header(), header(deprecated=True), "The header `X-Rate` of response 200 is deprecated"),
    (
        "header-undeprecated",
        header(deprecated=True),
        header(),
        "The header `X-Rate` of response 200 is no longer deprecated",
    ),
    (
        "operation-tags-changed",
        operation(tags=["pets"]),
        operation(tags=["pets", "animals"]),
        "The tags changed from `pets` to `animals`, `pets`",
    ),
    ("summary-changed", operation(), operation(summary="Pets"), "The summary of the operation was added"),
    ("summary-changed", info(), info(summary="Pets"), "The summary of the API was added"),
    (
        "description-changed",
        operation(description="a"),
        operation(description="b"),
        "The description of the operation changed",
    ),
    (
        "description-changed",
        parameter(description="a"),
        parameter(),
        "The description of the query parameter `limit` was removed",
    ),
    (
        "description-changed",
        operation(responses=PETS),
        operation(responses={"200": {"description": "All pets."}}),
        "The description of response 200 changed",
    ),
    (
        "description-changed",
        operation(requestBody={"content": {}}),
        operation(requestBody={"content": {}, "description": "A pet."}),
        "The description of the request body was added",
    ),
    (
        "description-changed",
        header(),
        header(description="A rate."),
        "The description of the header `X-Rate` of response 200 was added",
    ),
    ("description-changed", info(description="a"), info(description="b"), "The description of the API changed"),
    (
        "description-changed",
        outline(servers=[{"url": "/"}]),
        outline(servers=[{"url": "/", "description": "Here."}]),
        "The description of the server `/` was added",
    ),
    (
        "external-docs-changed",
        operation(),
        operation(externalDocs={"url": "https://a.example"}),
        "The external documentation of the operation was added",
    ),
    (
        "external-docs-changed",
        outline(),
        outline(externalDocs={"url": "https://a.example"}),
        "The external documentation of the API was added",
    ),
    (
        "examples-changed",
        body(example=1),
        body(example=2),
        "An example of the request body as `application/json` changed",
    ),
    (
        "examples-changed",
        parameter(examples={"a": {"value": 1}}),
        parameter(examples={"a": {"value": 2}}),
        "An example of the query parameter `limit` changed",
    ),
    ("title-changed", info(), info(title="Petstore"), "The title of the API changed"),
    ("contact-changed", info(), info(contact={"name": "Pets"}), "The contact of the API was added"),
    ("license-changed", info(license={"name": "MIT"}), info(), "The license of the API was removed"),
    (
        "terms-of-service-changed",
        info(),
        info(termsOfService="https://a.example"),
        "The address of the terms of service of the API was added",
    ),
    ("tags-changed", outline(), outline(tags=[{"name": "pets"}]), "The list of tags of the API was added"),
    (
        "bearer-format-changed",
        scheme(),
        scheme(bearerFormat="JWT"),
        "The bearer format of the security scheme `token` was added",
    ),
    (
        "extensions-changed",
        operation(**{"x-team": "a", "x-stage": 1}),
        operation(**{"x-team": "b"}),
        "The extension `x-stage`, `x-team` of the operation was removed",
    ),
    ("extensions-changed", outline(), outline(**TEAM), "The extension `x-team` of the API was added"),
    ("extensions-changed", item(), item(**TEAM), "The extension `x-team` of the path was added"),
    (
        "extensions-changed",
        body(),
        body(**TEAM),
        "The extension `x-team` of the request body as `application/json` was added",
    ),
    (
        "extensions-changed",
        parameter(),
        parameter(**TEAM),
        "The extension `x-team` of the query parameter `limit` was added",
    ),
    ("extensions-changed", scheme(), scheme(**TEAM), "The extension `x-team` of the security scheme `token` was added"),
    ("extensions-changed", server(), server(**TEAM), "The extension `x-team` of the server `/v1` was added"),
    ("summary-changed", answer(), answer(summary="All."), "The summary of response 200 was added"),
    ("description-changed", server(), server(description="Ours."), "The description of the server `/v1` was added"),
    (
        "description-changed",
        operation(servers=[{"url": "/v2"}]),
        operation(servers=[{"url": "/v2", "description": "Ours."}]),
        "The description of the server `/v2` was added",
    ),
    (
        "description-changed",
        item(servers=[{"url": "/v2"}]),
        item(servers=[{"url": "/v2", "description": "Ours."}]),
        "The description of the server `/v2` was added",
    ),
    (
        "description-changed",
        server(url="/{v}", variables={"v": {"default": "v1"}}),
        server(url="/{v}", variables={"v": {"default": "v1", "description": "Which."}}),
        "The description of the variable `v` of the server `/v1` was added",
    ),
    (
        "description-changed",
        flow(scopes={"read": "a"}),
        flow(scopes={"read": "b"}),
        "The description of the scope `read` of the security scheme `oauth` changed",
    ),
    (
        "extensions-changed",
        flow(scopes={}),
        flow(scopes={}, **TEAM),
        "The extension `x-team` of the flow `implicit` of the security scheme `oauth` was added",
    ),
    ("examples-changed", exampled(1), exampled(2), "An example of the component `one` changed"),
    (
        "examples-changed",
        body(example={"$ref": "#/nowhere"}),
        body(example={"$ref": "#/elsewhere"}),
        "An example of the request body as `application/json` changed",
    ),
    (
        "unused-component-changed",
        component(examples={"one": {"value": 1}}),
        component(examples={"one": {"value": 2}}),
        "The component `one` in `examples`, which no operation uses, was changed",
    ),
    (
        "unused-component-changed",
        component(),
        component(schemas={"Pet": {}}),
        "The component `Pet` in `schemas`, which no operation uses, was added",
    ),
    (
        "unused-component-changed",
        component(parameters={"a": {"name": "a", "in": "query"}}),
        component(),
        "The component `a` in `parameters`, which no operation uses, was removed",
    ),
    (
        "unused-component-changed",
        component(schemas={"Pet": {"properties": {"toy": {"$ref": "#/components/schemas/Toy"}}}, "Toy": {}}),
        component(
            schemas={"Pet": {"properties": {"toy": {"$ref": "#/components/schemas/Toy"}}}, "Toy": {"type": "string"}}
        ),
        "The component `Toy` in `schemas`, which no operation uses, was changed",
    ),
    ("server-name-changed", server(name="a"), server(name="b"), "The name of the server `/v1` changed"),
    (
        "document-uri-changed",
        outline() | {"$self": "https://a.example"},
        outline() | {"$self": "https://b.example"},
        "The URI `$self` of the API changed",
    ),
    (
        "oauth-metadata-url-changed",
        scheme(oauth2MetadataUrl="https://a.example"),
        scheme(oauth2MetadataUrl="https://b.example"),
        "The address of the OAuth 2.0 metadata of the security scheme `token` changed",
    ),
    ("security-scheme-deprecated", scheme(), scheme(deprecated=True), "The security scheme `token` is deprecated"),
    (
        "security-scheme-undeprecated",
        scheme(deprecated=True),
        scheme(),
        "The security scheme `token` is no longer deprecated",
    ),
    (
        "reserved-characters-changed",
        parameter(),
        parameter(allowReserved=True),
        "Reserved characters in the query parameter `limit` may be sent as they are",
    ),
    (
        "reserved-characters-changed",
        parameter(allowReserved=True),
        parameter(),
        "Reserved characters in the query parameter `limit` are escaped",
    ),
]
TODAY = date(2030, 1, 1)


@pytest.mark.parametrize(("rule", "old", "new", "sentence"), CASES)
def test_a_notice_is_found_and_said(rule: str, old: Document, new: Document, sentence: str) -> None:
    (finding,) = found(notices.compare, old, new, today=TODAY)
    assert (finding.rule, said(RULES, finding), finding.evidence) == (rule, sentence, None)


def test_every_rule_has_a_case_and_none_breaks() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in RULES}
    assert Severity.BREAKING not in {rule.severity for rule in RULES}


def test_the_version_of_the_api_is_no_part_of_the_contract() -> None:
    assert found(notices.compare, info(), info(version="2.0.0")) == []


def test_tags_have_no_order() -> None:
    assert found(notices.compare, operation(tags=["a", "b"]), operation(tags=["b", "a"])) == []


def test_schemas_are_not_looked_into() -> None:
    old, new = (body(schema={"type": "integer", "description": text, "example": text}) for text in "ab")
    assert found(notices.compare, old, new) == []


def test_a_sunset_that_is_written_in_another_way_is_the_same() -> None:
    old, new = operation(**EARLY), operation(**{"x-sunset": "Mon, 30 Jun 2031 23:59:59 GMT"})
    assert found(notices.compare, old, new, today=TODAY) == []


def test_without_today_no_sunset_has_come() -> None:
    (finding,) = found(notices.compare, operation(), operation(**{"x-sunset": "2001-01-01"}))
    assert finding.rule == "operation-sunset-added"


def test_a_notice_has_its_place_where_its_member_is() -> None:
    (finding,) = found(notices.compare, operation(), operation(summary="Pets"))
    assert (finding.base, finding.revision) == (None, "/paths/~1pets/get/summary")
    assert finding.operations == ("GET /pets",)
    assert finding.subject == ("GET /pets", "the operation", "summary")


def test_a_notice_of_what_operations_share_is_found_once() -> None:
    old, new = (
        outline(components={"parameters": {"limit": {"name": "limit", "in": "query", "description": text}}})
        for text in "ab"
    )
    for document in (old, new):
        document["paths"]["/pets"]["parameters"] = [{"$ref": "#/components/parameters/limit"}]
    (finding,) = found(notices.compare, old, new)
    assert finding.operations == ("GET /pets", "POST /pets")
    assert finding.revision == "/components/parameters/limit/description"


def test_a_path_is_described_once_for_its_operations() -> None:
    old, new = outline(), outline()
    new["paths"]["/pets"]["summary"] = "Pets"
    (finding,) = found(notices.compare, old, new)
    assert (said(RULES, finding), finding.operations) == (
        "The summary of the path was added",
        ("GET /pets", "POST /pets"),
    )


def test_an_example_in_openapi_2_0_is_found_once() -> None:
    old, new = (
        {
            "swagger": "2.0",
            "info": {},
            "produces": ["application/json", "application/xml"],
            "paths": {
                "/pets": {"get": {"responses": {"200": {"schema": {}, "description": "", "examples": {"*/*": value}}}}}
            },
        }
        for value in (1, 2)
    )
    assert ids(found(notices.compare, old, new)) == ["examples-changed"]


DAYS = [
    ("2031-06-30", date(2031, 6, 30)),
    ("2031-06-30T12:00:00Z", date(2031, 6, 30)),
    ("2031-06-30t12:00:00.5+02:00", date(2031, 6, 30)),
    (" 2031-06-30 12:00", date(2031, 6, 30)),
    ("Mon, 30 Jun 2031 23:59:59 GMT", date(2031, 6, 30)),
    ("Sunday, 06-Nov-94 08:49:37 GMT", date(1994, 11, 6)),
    ("Sun Nov  6 08:49:37 1994", date(1994, 11, 6)),
    *((text, None) for text in ("", "soon", "2031", "2031-13-01", "2031-06-300", "30 June 2031", "1", "0" * 10_000)),
    *(
        (text, None)
        for text in ("Mon, 99 Jun 2031 23:59:59 GMT", "Mon, 30 Jun 99999999999 23:59:59 GMT", "Mon, 00:00:00")
    ),
    (None, None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_sunset_is_read_as_rfc_3339_and_http_write_dates_or_not_at_all(text: str | None, day: date | None) -> None:
    assert sunset_day(text) == day


def test_a_sunset_has_come_on_its_day_and_never_without_one() -> None:
    assert after_sunset("2031-06-30", date(2031, 6, 30))
    assert not after_sunset("2031-06-30", date(2031, 6, 29))
    assert not after_sunset("2031-06-30", None)
    assert not after_sunset("soon", date(2031, 6, 30))
    assert not after_sunset(None, date(2031, 6, 30))
