"""Exploded objects of a query: their properties are the parameters, whatever the object is called."""

from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import Verdict
from tests.openapi_contracts.differences.small import TEXT, WHOLE, document

SMALL = WHOLE | {"maximum": 5}
VERSIONS = ("3.0.3", "3.1.0", "3.2.0")


def of(*parameters: Any, version: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """Write a document of `GET /pets` with some parameters."""
    operation = {"parameters": list(parameters), "responses": {"200": {"description": "done"}}}
    return document({"/pets": {"get": operation}}, version=version, components={"schemas": schemas})


def hooked(*parameters: Any) -> dict[str, Any]:
    operation = {"parameters": list(parameters), "responses": {"200": {"description": "done"}}}
    return document(webhooks={"pet": {"get": operation}})


def one(name: str, schema: Any = WHOLE, **more: Any) -> dict[str, Any]:
    return {"in": "query", "name": name, "schema": schema, **more}


def record(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties} | ({"required": list(required)} if required else {})


def spread(*required: str, name: str = "paging", style: str = "form", **properties: Any) -> dict[str, Any]:
    return one(name, record(*required, **properties), style=style, explode=True)


def ids(report: Report) -> list[str]:
    return [change.id for change in report.changes]


def targets(report: Report) -> list[str]:
    told = report.to_dict()["changes"]
    return [change["witness"]["message"]["request"]["target"] for change in told if "witness" in change]


PAGE, PAGES = one("page"), spread(page=WHOLE)
SAME = {
    "an object becomes its parameters": (spread(page=WHOLE, size=WHOLE), [one("page"), one("size")]),
    "an object is renamed": (PAGES, [spread(page=WHOLE, name="other")]),
    "an object is split": (
        spread(page=WHOLE, size=WHOLE),
        [spread(page=WHOLE, name="a"), spread(size=WHOLE, name="b")],
    ),
    "an object becomes a reference": (PAGES, [one("paging", {"$ref": "#/components/schemas/Paging"})]),
    "an object is composed": (PAGES, [one("paging", {"allOf": [{"$ref": "#/components/schemas/Paging"}]})]),
    "a required property is a required parameter": (
        spread("page", page=WHOLE) | {"required": True},
        [one("page", required=True)],
    ),
    "brackets are written out": (spread(page=WHOLE, style="deepObject"), [one("paging[page]")]),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", SAME)
def test_what_is_the_same_on_the_wire_is_no_change(name: str, version: str) -> None:
    old, new = SAME[name]
    named = {"Paging": record(page=WHOLE)}
    documents = of(old, version=version, **named), of(*new, version=version, **named)
    assert ids(compare(*documents)) == []
    assert ids(compare(*reversed(documents))) == []


BROKEN = {
    "a property of an object is narrowed": (PAGES, [spread(page=SMALL)], "?page=6"),
    "a parameter is narrowed in an object": (PAGE, [spread(page=SMALL)], "?page=6"),
    "a property is narrowed as a parameter": (PAGES, [one("page", SMALL)], "?page=6"),
    "an object is renamed and narrowed": (PAGES, [spread(page=SMALL, name="other")], "?page=6"),
    "an object in brackets is narrowed": (
        spread(page=WHOLE, style="deepObject"),
        [spread(page=SMALL, style="deepObject")],
        "?paging%5Bpage%5D=6",
    ),
    "a property becomes a required parameter": (PAGES, [one("page", required=True)], ""),
    "a property becomes required beside the others": (
        spread(page=WHOLE, size=WHOLE),
        [spread("page", page=WHOLE, size=WHOLE)],
        "?size=0",
    ),
    "a parameter becomes required beside another": (one("size"), [spread("page", page=WHOLE, size=WHOLE)], "?size=0"),
    "an object with a required property becomes required": (
        spread("page", page=WHOLE),
        [spread("page", page=WHOLE) | {"required": True}],
        "",
    ),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_is_shown_in_a_query(name: str, version: str) -> None:
    old, new, query = BROKEN[name]
    report = compare(of(old, version=version), of(*new, version=version))
    assert report.verdict is Verdict.BREAKING
    assert targets(report) == [f"/pets{query}"]


def test_an_optional_property_is_an_optional_parameter() -> None:
    report = compare(of(PAGES), of(spread(page=WHOLE, size=WHOLE)))
    assert ids(report) == ["optional-parameter-added"]
    assert ids(compare(of(PAGES), of(PAGES, one("size")))) == ["optional-parameter-added"]


def test_what_is_needed_beside_a_parameter_is_in_its_message() -> None:
    report = compare(of(spread("page", page=WHOLE, size=WHOLE)), of(spread("page", page=WHOLE, size=SMALL)))
    assert sorted(targets(report)[0].removeprefix("/pets?").split("&")) == ["page=1", "size=6"]


def test_an_object_that_may_hold_more_is_compared_as_an_object() -> None:
    opened = one("paging", record(page=WHOLE) | {"additionalProperties": TEXT})
    closed = one("paging", record(page=SMALL) | {"additionalProperties": TEXT})
    assert compare(of(opened), of(closed)).verdict is Verdict.BREAKING
    assert compare(of(PAGES), of(opened)).verdict is Verdict.COMPATIBLE


def test_brackets_are_not_the_names_of_properties() -> None:
    report = compare(of(spread(page=WHOLE, style="deepObject")), of(spread(page=WHOLE)))
    assert ids(report) == ["parameter-form-changed"]


def test_what_a_webhook_sends_is_compared_the_other_way_round() -> None:
    assert compare(hooked(spread(page=SMALL)), hooked(one("page"))).verdict is Verdict.BREAKING
    assert compare(hooked(spread(page=WHOLE)), hooked(one("page", SMALL))).verdict is Verdict.COMPATIBLE


def test_a_form_that_is_the_whole_query_is_made_of_parameters_too() -> None:
    def whole(page: Any) -> dict[str, Any]:
        content = {"application/x-www-form-urlencoded": {"schema": record(page=page)}}
        return of({"in": "querystring", "name": "q", "content": content}, version="3.2.0")

    apart = of(PAGE, version="3.2.0")
    assert ids(compare(apart, whole(WHOLE))) == []
    assert targets(compare(apart, whole(SMALL))) == ["/pets?page=6"]
    assert targets(compare(whole(WHOLE), whole(SMALL))) == ["/pets?page=6"]


def test_a_property_that_is_not_sent_is_no_parameter() -> None:
    assert ids(compare(of(PAGES), of(spread(page=WHOLE, id=WHOLE | {"readOnly": True})))) == []
