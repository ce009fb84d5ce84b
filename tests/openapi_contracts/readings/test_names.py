"""Schemas that a document names by `$id`, `$anchor` and `$dynamicAnchor` are found where one alone can be meant."""

from typing import Any

import pytest

from openapi_contracts import Verdict, compare
from tests.openapi_contracts.readings.documents import MODERN, WAYS, document

TEXT = {"type": "string"}
MORE: tuple[dict[str, Any], ...] = ({}, {"maxLength": 5})
OF: dict[str, Any] = {  # a reference, and the schema around it, whose `name` is compared
    "an anchor": ("#name", {}),
    "an anchor in a resource": ("#name", {"$id": "https://example.com/root"}),
    "an anchor of a resource, by its address": ("https://example.com/root#name", {"$id": "https://example.com/root"}),
    "a pointer within a resource": ("#/$defs/n", {"$id": "https://example.com/root"}),
    "a relative address and a pointer": ("root#/$defs/n", {"$id": "https://example.com/root"}),
}


def named(reference: str, around: dict[str, Any], **more: Any) -> dict[str, Any]:
    inner: dict[str, Any] = {"$anchor": "name", **TEXT, **more}
    return {**around, "type": "object", "properties": {"a": {"$ref": reference}}, "$defs": {"n": inner}}


@pytest.mark.parametrize("how", OF)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", MODERN)
def test_what_a_name_leads_to_is_compared(version: str, way: str, how: str) -> None:
    plain, narrow = (document(version, way, {}, body=named(*OF[how], **more)) for more in MORE)
    old, new = (plain, narrow) if way == "request" else (narrow, plain)
    report = compare(old, new)
    assert [change.id for change in report.changes if change.severity == "breaking"] == [
        f"{way}-max-length-{'added' if way == 'request' else 'removed'}"
    ]
    assert compare(new, old).verdict is Verdict.COMPATIBLE
    assert compare(old, old).changes == ()


@pytest.mark.parametrize("version", MODERN)
def test_a_name_that_two_schemas_have_is_undecided(version: str) -> None:
    old, new = (
        document(version, "request", {}, body=named("#name", {}, **more) | {"not": {"$anchor": "name", "const": 1}})
        for more in MORE
    )
    assert compare(old, new).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("version", MODERN)
def test_a_dynamic_reference_with_one_target_is_a_reference(version: str) -> None:
    old, new = (
        document(
            version,
            "request",
            {},
            body={
                "type": "object",
                "properties": {"a": {"$dynamicRef": "#node"}},
                "$defs": {"n": {"$dynamicAnchor": "node", **TEXT, **more}},
            },
        )
        for more in MORE
    )
    assert compare(old, new).verdict is Verdict.BREAKING
