"""OpenAPI 2.0: media types that no document names, form parameters, and statuses without a body."""

from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.vocabulary import Bump, Verdict
from tests.openapi_contracts.differences.small import JSON, TEXT, WHOLE, Case, case, rules

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
BODY = {"in": "body", "name": "pet", "schema": {"type": "object", "properties": {"name": TEXT}}}


def swagger(operation: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Write a document of one operation, `PUT /pets`."""
    answered = {"responses": {"200": {"description": "done"}}} | operation
    return {"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"put": answered}}} | more


def of_form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = [{"in": "formData", "name": f"f{index}", **one} for index, one in enumerate(fields)]
    return swagger({"parameters": named} | more)


def takes(*media: str, **more: Any) -> dict[str, Any]:
    return swagger({"parameters": [BODY], **({"consumes": list(media)} if media else {})}, **more)


def answers(*media: str, status: str = "200", schema: Any = TEXT, method: str = "put") -> dict[str, Any]:
    operation = {"responses": {status: {"description": "done"} | ({"schema": schema} if schema else {})}}
    document = swagger(operation | ({"produces": list(media)} if media else {}))
    document["paths"]["/pets"] = {method: document["paths"]["/pets"]["put"]}
    return document


CASES: dict[str, Case] = {
    "a request names its media type": case(takes(), takes(JSON), "media-type-specified"),
    "all requests name their media type": case(takes(), takes(consumes=[JSON]), "media-type-specified"),
    "any media type is unspecified too": case(takes("*/*"), takes(JSON), "media-type-specified"),
    "a request names no media type any more": case(takes(JSON), takes(), "request-media-type-added"),
    "a named media type is lost": case(takes(JSON, "text/xml"), takes(JSON), "request-media-type-removed"),
    "a response names its media type": case(answers(), answers(JSON), "response-media-type-narrowed"),
    "a response names no media type any more": case(answers(JSON), answers(), "media-type-unspecified"),
    "a form names its media type": case(of_form(TEXT), of_form(TEXT, consumes=[FORM])),
    "a form is one of parts": case(of_form(TEXT), of_form(TEXT, consumes=[PARTS]), "media-type-specified"),
    "a form of parts is one no more": case(
        of_form(TEXT, consumes=[PARTS]),
        of_form(TEXT, consumes=[FORM]),
        "request-media-type-removed",
        "request-media-type-added",
    ),
    "the last optional field is removed": case(of_form(TEXT), of_form(), "parameter-removed"),
    "all optional fields are removed": case(of_form(TEXT, WHOLE), of_form(), "parameter-removed", "parameter-removed"),
    "the last required field is removed": case(of_form(TEXT | {"required": True}), of_form(), "request-body-removed"),
    "an optional body is removed": case(takes(JSON), swagger({}), "request-body-removed"),
    "a status without content gets a schema": case(
        answers(JSON, status="204", schema=None), answers(JSON, status="204")
    ),
    "a status without content loses its schema": case(
        answers(JSON, status="304"), answers(JSON, status="304", schema=None)
    ),
    "the schema of a status without content changes": case(
        answers(JSON, status="205"), answers(JSON, status="205", schema=WHOLE)
    ),
    "a response to HEAD changes": case(answers(JSON, method="head"), answers("text/xml", method="head")),
    "a status with content loses its schema": case(answers(JSON), answers(JSON, schema=None), "response-body-removed"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_happens_is_named(name: str) -> None:
    one = CASES[name]
    assert rules(one.old, one.new) == one.rules


def test_the_last_optional_field_is_removed_as_an_optional_parameter_is() -> None:
    report = compare(of_form(TEXT), of_form())
    assert (report.verdict, report.bump) == (Verdict.COMPATIBLE, Bump.MINOR)
    assert [change.message for change in report.changes] == ["The form field `f0` was removed"]


def test_a_form_in_an_unspecified_media_type_is_compared_with_what_is_specified() -> None:
    report = compare(of_form(TEXT), of_form(WHOLE, consumes=[PARTS]))
    assert report.verdict is Verdict.BREAKING
    assert "request-type-changed" in [change.id for change in report.changes]


NULLABLE = TEXT | {"x-nullable": True}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (TEXT, NULLABLE, "response-became-nullable"),
        (NULLABLE, TEXT, "response-became-not-nullable"),
        (NULLABLE, NULLABLE, None),
    ],
)
def test_the_extension_x_nullable_admits_null(old: Any, new: Any, rule: str | None) -> None:
    bodies = [answers(JSON, schema={"type": "object", "properties": {"name": one}}) for one in (old, new)]
    assert [change.id for change in compare(*bodies).changes] == ([rule] if rule else [])


def test_x_nullable_says_what_nullable_does_in_3_0() -> None:
    old = answers(JSON, schema={"type": "object", "properties": {"name": NULLABLE}})
    schema = {"type": "object", "properties": {"name": TEXT | {"nullable": True}}}
    responses = {"200": {"description": "done", "content": {JSON: {"schema": schema}}}}
    new = {"openapi": "3.0.3", "info": old["info"], "paths": {"/pets": {"put": {"responses": responses}}}}
    assert [change.severity.value for change in compare(old, new).changes if change.severity.value != "info"] == []


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("method", "status"), [("put", "204"), ("put", "1XX"), ("head", "200"), ("put", "default")])
def test_content_that_no_message_carries_is_not_compared(version: str, method: str, status: str) -> None:
    def written(schema: Any) -> dict[str, Any]:
        responses = {status: {"description": "done", "content": {JSON: {"schema": schema}}}}
        return {"openapi": version, "info": {}, "paths": {"/pets": {method: {"responses": responses}}}}

    found = compare(written(WHOLE), written(TEXT)).verdict
    assert found is (Verdict.BREAKING if status == "default" else Verdict.COMPATIBLE)
