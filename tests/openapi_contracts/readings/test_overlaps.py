"""`oneOf` whose branches overlap is meant as `anyOf`, and an overlap that a change creates is a break."""

from typing import Any

import pytest

from openapi_contracts import Verdict, compare
from tests.openapi_contracts.readings.documents import MODERN, VERSIONS, WAYS, Json, compared, document, ref

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
PET = {"oneOf": [ref("Cat"), ref("Dog")]}


def open_object(required: tuple[str, ...] = (), **properties: Any) -> Json:
    return {"type": "object", "properties": properties} | ({"required": list(required)} if required else {})


def nested(schemas: Json) -> Json:
    inner = {name: schema for name, schema in schemas.items() if name != "Pet"}
    return {"Pet": {"type": "object", "properties": {"all": {"type": "array", "items": schemas["Pet"]}}}, **inner}


@pytest.mark.parametrize("wrap", [dict, nested], ids=["alone", "nested"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_property_of_one_of_two_open_branches_is_compared(version: str, way: str, wrap: Any) -> None:
    old = {"Pet": PET, "Cat": open_object(c=TEXT), "Dog": open_object(d=TEXT)}
    report = compared(version, way, wrap(old), wrap(old | {"Cat": open_object(c=WHOLE)}))
    assert [change.id for change in report.changes] == [f"{way}-type-changed"]
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_branch_more_beside_branches_that_overlap_is_compatible_in_a_request(version: str) -> None:
    old = {"Pet": PET, "Cat": open_object(c=TEXT), "Dog": open_object(d=TEXT), "Owl": open_object(w=TEXT)}
    new = old | {"Pet": {"oneOf": [*PET["oneOf"], ref("Owl")]}}
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE
    assert compared(version, "request", new, old).verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_property_more_in_one_branch_is_compatible_in_a_request(version: str) -> None:
    old = {"Pet": PET, "Cat": open_object(c=TEXT), "Dog": open_object(d=TEXT)}
    new = old | {"Cat": open_object(c=TEXT, e=TEXT)}
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_an_overlap_that_the_change_creates_breaks(version: str) -> None:
    old = {"Pet": {"oneOf": [TEXT | {"maxLength": 3}, TEXT | {"minLength": 4}]}}
    new = {"Pet": {"oneOf": [TEXT | {"maxLength": 5}, TEXT | {"minLength": 4}]}}
    report = compared(version, "request", old, new)
    assert "request-one-of-overlap" in [change.id for change in report.changes]
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", MODERN)
def test_an_overlap_that_the_change_creates_breaks_in_a_schema_that_serves_both_directions(version: str) -> None:
    def both_ways(second: Json) -> Json:
        holder = {"type": "object", "properties": {"u": ref("Union")}}
        found = document(version, "request", {"Union": {"oneOf": [TEXT, second]}}, body=holder)
        operation = found["paths"]["/pets"]["put"]
        operation["responses"]["200"]["content"] = operation["requestBody"]["content"]
        return found

    report = compare(both_ways(WHOLE), both_ways({"type": ["integer", "string"]}))
    assert "request-one-of-overlap" in [change.id for change in report.changes]
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_an_open_branch_may_have_what_others_declare(version: str) -> None:
    """`additionalProperties` says what else a branch may have, so nothing is left to read."""
    free = open_object(d=TEXT) | {"additionalProperties": True}
    old = {"Pet": PET, "Cat": open_object(("c",), c=TEXT), "Dog": free}
    new = old | {"Cat": open_object(("c",), c=TEXT, e=TEXT)}
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE
