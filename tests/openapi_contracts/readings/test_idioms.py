"""What authors mean by what they leave out: a type, the null beside a composition, properties written out as none."""

from typing import Any

import pytest

from openapi_contracts import Severity, Verdict, compare
from tests.openapi_contracts.readings.documents import MODERN, VERSIONS, WAYS, compared, document, ref

TEXT = {"type": "string"}
IMPLIED: dict[str, Any] = {
    "object": {"properties": {"a": TEXT}},
    "array": {"items": TEXT},
    "string": {"pattern": "^a"},
}


@pytest.mark.parametrize("kind", IMPLIED)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_type_left_out_is_the_one_its_keywords_imply(version: str, way: str, kind: str) -> None:
    bare, typed = {"Pet": IMPLIED[kind]}, {"Pet": {"type": kind, **IMPLIED[kind]}}
    assert compared(version, way, bare, typed).verdict is Verdict.COMPATIBLE
    assert compared(version, way, typed, bare).verdict is Verdict.COMPATIBLE
    narrowed, widened = (typed, bare) if way == "request" else (bare, typed)
    strict = compared(version, way, *((bare, typed) if way == "request" else (typed, bare)), strict=True)
    assert strict.verdict is Verdict.BREAKING
    assert narrowed != widened


@pytest.mark.parametrize("version", MODERN)
def test_a_condition_implies_no_type(version: str) -> None:
    """`if` and `not` say what may not be so, and nothing of the type."""
    old = {"Pet": {"if": {"properties": {"a": {"const": 1}}}, "then": {"maxProperties": 2}}}
    new = {"Pet": {"if": {"type": "object", "properties": {"a": {"const": 1}}}, "then": {"maxProperties": 2}}}
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE
    report = compared(version, "response", {"Pet": {"not": {"required": ["a"]}}}, {"Pet": {"not": {"type": "object"}}})
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("composition", ["allOf", "anyOf", "oneOf"])
@pytest.mark.parametrize("way", WAYS)
def test_null_beside_a_composition_is_admitted_in_3_0(way: str, composition: str) -> None:
    inner: Any = {composition: [ref("Inner")]}
    old = {"Pet": {"type": "object", "properties": {"a": inner}}, "Inner": {"type": "object"}}
    new = old | {"Pet": {"type": "object", "properties": {"a": {**inner, "nullable": True}}}}
    added, removed = compared("3.0.3", way, old, new), compared("3.0.3", way, new, old)
    assert [change.id for change in added.changes] == [f"{way}-became-nullable"]
    assert added.verdict is (Verdict.BREAKING if way == "response" else Verdict.COMPATIBLE)
    assert removed.verdict is (Verdict.BREAKING if way == "request" else Verdict.COMPATIBLE)
    assert compared("3.0.3", way, old, new, strict=True).verdict is Verdict.COMPATIBLE


def test_null_beside_a_reference_stays_ignored_in_3_0() -> None:
    old = {"Pet": {"type": "object", "properties": {"a": ref("Inner")}}, "Inner": {"type": "object"}}
    new = old | {"Pet": {"type": "object", "properties": {"a": {**ref("Inner"), "nullable": True}}}}
    assert compared("3.0.3", "response", old, new).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize("version", VERSIONS)
def test_properties_written_out_as_none_declare_nothing(version: str) -> None:
    none = {"Pet": {"type": "object", "properties": {}}}
    more = {"Pet": {"type": "object", "properties": {"a": TEXT}}}
    assert compared(version, "request", none, more).verdict is Verdict.COMPATIBLE
    assert compared(version, "request", none, more, strict=True).verdict is Verdict.BREAKING


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("inner", [{"allOf": [ref("Inner")]}, {"anyOf": [ref("Inner"), {"type": "null"}]}])
def test_who_moves_to_3_1_drops_null_beside_a_composition_or_writes_it_out(way: str, inner: Any) -> None:
    old = {"Pet": {"type": "object", "properties": {"a": {"allOf": [ref("Inner")], "nullable": True}}}}
    new = {"Pet": {"type": "object", "properties": {"a": inner}}}
    shared = {"Inner": {"type": "object", "properties": {"b": TEXT}}}
    report = compare(document("3.0.3", way, old | shared), document("3.1.0", way, new | shared))
    assert report.verdict is Verdict.COMPATIBLE
    assert not [change.id for change in report.changes if "null" in change.id]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_property_given_to_a_map_of_free_form_is_a_warning(version: str) -> None:
    free = {"Pet": {"type": "object"}}
    more = {"Pet": {"type": "object", "properties": {"a": TEXT}}}
    report = compared(version, "request", free, more)
    assert [(change.id, change.severity) for change in report.changes] == [
        ("request-free-form-property-added", Severity.WARNING)
    ]
    assert compared(version, "request", free, more, strict=True).verdict is Verdict.BREAKING
    required = {"Pet": more["Pet"] | {"required": ["a"]}}
    assert compared(version, "request", free, required).verdict is Verdict.BREAKING
    closed = {"Pet": more["Pet"] | {"additionalProperties": False}}
    assert compared(version, "request", free, closed).verdict is Verdict.BREAKING


FORMATS = {"date": True, "date-time": True, "uuid": True, "byte": True, "hostname": False, "email": False}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_format_with_a_type_of_its_own_is_a_warning_where_it_narrows(version: str, name: str) -> None:
    plain, formatted = (
        {"Pet": {"type": "object", "properties": {"a": one}}} for one in (TEXT, TEXT | {"format": name})
    )
    expected = Severity.WARNING if FORMATS[name] else Severity.INFO
    pairs = {("request", "added"): (plain, formatted), ("response", "removed"): (formatted, plain)}
    for (way, _), (old, new) in pairs.items():
        (change,) = compared(version, way, old, new).changes
        assert change.severity is expected
        (back,) = compared(version, way, new, old).changes
        assert back.severity is Severity.INFO
