"""A discriminator chooses: a change of what it leads to is found, in every version, direction and depth."""

from typing import Any

import pytest

from openapi_contracts import Verdict
from tests.openapi_contracts.readings.documents import MODERN, VERSIONS, WAYS, Json, compared, ref

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def parent(version: str, **more: Any) -> Json:
    """Write a schema that chooses among its heirs by `kind`."""
    by = "kind" if version == "2.0" else {"propertyName": "kind", **more}
    return {"type": "object", "required": ["kind"], "properties": {"kind": TEXT}, "discriminator": by}


def heir(of: str = "Pet", **properties: Any) -> Json:
    return {"allOf": [ref(of), {"type": "object", "properties": properties}]}


def tagged(**properties: Any) -> Json:
    return {"type": "object", "required": ["kind"], "properties": {"kind": TEXT, **properties}}


def union(keyword: str = "oneOf", **more: Any) -> Json:
    return {keyword: [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "kind", **more}}


def inherited(version: str, **schemas: Any) -> Json:
    return {"Pet": parent(version), "Cat": heir(claws=TEXT), "Dog": heir(breed=TEXT)} | schemas


def holder(schemas: Json) -> Json:
    """Move a parent one level in: it is an item of a property of what is sent."""
    inner = {name: schema for name, schema in schemas.items() if name != "Pet"}
    renamed = _renamed(inner | {"Animal": schemas["Pet"]})
    return {"Pet": {"type": "object", "properties": {"all": {"type": "array", "items": ref("Animal")}}}, **renamed}


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    return "~Animal" if value == "~Pet" else value


@pytest.mark.parametrize("nested", [False, True], ids=["alone", "nested"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_subtype_that_a_parent_alone_leads_to_is_compared(version: str, way: str, nested: bool) -> None:
    old, new = inherited(version), inherited(version, Cat=heir(claws=WHOLE))
    if nested:
        old, new = holder(old), holder(new)
    report = compared(version, way, old, new)
    assert report.verdict is Verdict.BREAKING
    (change,) = report.changes
    assert (change.id, change.base and change.base.pointer.endswith("Cat/allOf/1/properties/claws/type")) == (
        f"{way}-type-changed",
        True,
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_subtype_more_breaks_who_reads_and_one_less_breaks_who_sends(version: str, way: str) -> None:
    few, many = inherited(version), inherited(version, Owl=heir(wings=WHOLE))
    added, removed = compared(version, way, few, many), compared(version, way, many, few)
    assert [change.id for change in added.changes] == [f"{way}-subtype-added"]
    assert [change.id for change in removed.changes] == [f"{way}-subtype-removed"]
    assert added.verdict is (Verdict.BREAKING if way == "response" else Verdict.COMPATIBLE)
    assert removed.verdict is (Verdict.BREAKING if way == "request" else Verdict.COMPATIBLE)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_heir_of_an_heir_is_a_subtype_too(version: str) -> None:
    old = inherited(version, Lion=heir("Cat", mane=TEXT))
    new = inherited(version, Lion=heir("Cat", mane=WHOLE))
    assert compared(version, "response", old, new).verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", VERSIONS)
def test_an_alias_is_no_subtype(version: str) -> None:
    old = inherited(version)
    new = inherited(version, Animal={"allOf": [ref("Pet")], "description": "The same."})
    assert compared(version, "response", old, new).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize("version", VERSIONS)
def test_an_heir_that_is_wrapped_in_an_allof_of_one_is_a_subtype(version: str) -> None:
    old = inherited(version)
    new = inherited(version, Cat={"allOf": [heir(claws=TEXT)]})
    assert compared(version, "response", old, new).verdict is Verdict.COMPATIBLE
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize("way", WAYS)
def test_a_value_of_ones_own_names_a_subtype_in_2_0(way: str) -> None:
    schemas = [inherited("2.0", Cat=heir(claws=TEXT) | {"x-ms-discriminator-value": value}) for value in ("a", "b")]
    report = compared("2.0", way, *schemas)
    assert [change.id for change in report.changes][:1] == [f"{way}-discriminator-values-changed"]
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_branch_that_its_tag_alone_tells_apart_is_compared(version: str, way: str, keyword: str) -> None:
    old = {"Pet": union(keyword), "Cat": tagged(c=TEXT), "Dog": tagged(d=TEXT)}
    report = compared(version, way, old, old | {"Cat": tagged(c=WHOLE)})
    assert [change.id for change in report.changes] == [f"{way}-type-changed"]
    assert report.verdict is Verdict.BREAKING


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_mapping_that_leads_elsewhere_breaks(version: str, way: str) -> None:
    schemas = {"Cat": tagged(c=TEXT), "Dog": tagged(d=TEXT)}
    old, new = (
        {"Pet": union(mapping={"a": ref(x)["$ref"], "b": ref(y)["$ref"]}), **schemas}
        for x, y in (["Cat", "Dog"], ["Dog", "Cat"])
    )
    assert compared(version, way, old, new).verdict is Verdict.BREAKING
    assert compared(version, way, old, old).changes == ()


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_mapping_by_name_is_one_by_reference(version: str) -> None:
    schemas = {"Cat": tagged(c=TEXT), "Dog": tagged(d=TEXT)}
    old, new = ({"Pet": union(mapping={"a": to}), **schemas} for to in ("Cat", ref("Cat")["$ref"]))
    assert compared(version, "request", old, new).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize("version", MODERN)
def test_a_branch_that_fixes_its_tag_itself_needs_no_mapping(version: str) -> None:
    """The values that a branch allows win over the name of its component."""
    cat, dog = (
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": one}}} for one in ("cat", "dog")
    )
    old = {"Pet": union(), "Cat": cat, "Dog": dog}
    new = old | {"Cat": cat | {"properties": {"kind": {"const": "kitty"}}}}
    report = compared(version, "request", old, new)
    assert report.verdict is Verdict.BREAKING
    assert compared(version, "request", old, old).changes == ()


@pytest.mark.parametrize("way", WAYS)
def test_a_default_mapping_takes_the_messages_that_no_tag_names(way: str) -> None:
    schemas = {"Cat": tagged(c=TEXT) | {"required": []}, "Dog": tagged(d=TEXT) | {"required": []}}
    old, new = ({"Pet": union(defaultMapping=one), **schemas} for one in ("Dog", "Cat"))
    assert compared("3.2.0", way, old, new).verdict is Verdict.BREAKING


@pytest.mark.parametrize("version", VERSIONS)
def test_strict_takes_a_discriminator_for_an_annotation(version: str) -> None:
    old, new = inherited(version), inherited(version, Cat=heir(claws=WHOLE))
    assert compared(version, "response", old, new, strict=True).verdict is Verdict.COMPATIBLE
