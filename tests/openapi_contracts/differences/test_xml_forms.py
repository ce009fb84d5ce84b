"""XML bodies: what `xml` says of names and nodes is what is on the wire."""

from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.report.model import Report
from tests.openapi_contracts.differences.small import TEXT, WHOLE, document

XML = "application/xml"
VERSIONS = ("3.0.3", "3.1.0", "3.2.0")
LIST = {"type": "array", "items": TEXT}


def written(
    schema: Any, *, media: str = XML, version: str = "3.0.3", way: str = "asks", **schemas: Any
) -> dict[str, Any]:
    """Write a document of an operation whose request or response has a body."""
    content = {"content": {media: {"schema": schema}}}
    done = {"200": {"description": "done"} | (content if way == "answers" else {})}
    operation = {"responses": done} | ({"requestBody": content | {"required": True}} if way == "asks" else {})
    return document({"/pets": {"put": operation}}, version=version, components={"schemas": schemas})


def of(schema: Any, **xml: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"a": schema | ({"xml": xml} if xml else {})}}


def ids(report: Report) -> list[str]:
    return [change.id for change in report.changes]


CHANGES = {
    "a name": (of(TEXT), of(TEXT, name="b")),
    "another name": (of(TEXT, name="c"), of(TEXT, name="b")),
    "an attribute": (of(TEXT), of(TEXT, attribute=True)),
    "a namespace": (of(TEXT), of(TEXT, namespace="urn:a")),
    "another namespace": (of(TEXT, namespace="urn:a"), of(TEXT, namespace="urn:b")),
    "a prefix": (of(TEXT, namespace="urn:a"), of(TEXT, namespace="urn:a", prefix="p")),
    "a wrapped list": (of(LIST), of(LIST, wrapped=True)),
    "the name of a wrapper": (of(LIST, wrapped=True), of(LIST, wrapped=True, name="b")),
    "the name of items": (of(LIST), of(LIST | {"items": TEXT | {"xml": {"name": "b"}}})),
    "the name inside another element": (
        of({"type": "object", "properties": {"b": TEXT}}),
        of({"type": "object", "properties": {"b": TEXT | {"xml": {"name": "c"}}}}),
    ),
    "the name of a part": ({"allOf": [of(TEXT)]}, {"allOf": [of(TEXT, name="b")]}),
    "the name of the root": (of(TEXT) | {"xml": {"name": "b"}}, of(TEXT) | {"xml": {"name": "c"}}),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("way", ["asks", "answers"])
@pytest.mark.parametrize("name", CHANGES)
def test_another_node_breaks(name: str, way: str, version: str) -> None:
    old, new = CHANGES[name]
    report = compare(written(old, way=way, version=version), written(new, way=way, version=version))
    rule = f"{'request' if way == 'asks' else 'response'}-xml-form-changed"
    assert report.verdict.value == "breaking"
    assert [one for one in ids(report) if one != "schema-annotations-changed"] == [rule]
    (message,) = (change["witness"]["text"] for change in report.to_dict()["changes"] if "witness" in change)
    assert message.rpartition("\n")[2].startswith("<")


SAME = {
    "the name it has": (of(TEXT), of(TEXT, name="a")),
    "what is said to be so by default": (of(TEXT), of(TEXT, attribute=False, wrapped=False)),
    "a list without a wrapper": (of(LIST), of(LIST, wrapped=False)),
    "the name of a list that is not written": (of(LIST), of(LIST, name="b")),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_node_breaks_nothing(name: str) -> None:
    old, new = SAME[name]
    assert compare(written(old), written(new)).verdict.value == "compatible"


@pytest.mark.parametrize("name", CHANGES)
def test_json_has_no_nodes(name: str) -> None:
    old, new = (written(one, media="application/json") for one in CHANGES[name])
    assert compare(old, new).verdict.value == "compatible"


def test_a_component_may_be_renamed() -> None:
    old = written({"$ref": "#/components/schemas/A"}, A=of(TEXT))
    new = written({"$ref": "#/components/schemas/B"}, B=of(TEXT))
    assert compare(old, new).verdict.value == "compatible"


def test_a_node_of_3_2_is_what_its_type_says() -> None:
    def node(kind: str) -> dict[str, Any]:
        return written(of(TEXT, nodeType=kind), version="3.2.0")

    attribute = written(of(TEXT, attribute=True), version="3.2.0")
    assert compare(attribute, node("attribute")).verdict.value == "compatible"
    assert compare(node("element"), node("text")).verdict.value == "breaking"


def test_a_component_in_a_property_is_written_by_its_own_xml() -> None:
    def kin(**xml: Any) -> dict[str, Any]:
        pet = {
            "type": "object",
            "properties": {"kin": {"type": "array", "items": {"$ref": "#/components/schemas/Kin"}}},
        }
        return written({"$ref": "#/components/schemas/Pet"}, Pet=pet, Kin=of(WHOLE, **xml))

    report = compare(kin(), kin(name="b"))
    assert [(change.id, change.revision and change.revision.pointer) for change in report.changes] == [
        ("request-xml-form-changed", "/components/schemas/Kin/properties/a/xml")
    ]
