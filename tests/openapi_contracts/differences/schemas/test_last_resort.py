"""What no keyword explains is named as deep down as it can be told, and what is undecided says why."""

from typing import Any

from openapi_contracts.findings import Doubt
from tests.openapi_contracts.differences.schemas.explained import (
    breaking,
    explained,
    ids,
    in_request,
    in_response,
    of,
    shown,
)

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def test_what_cannot_be_decided_says_why_and_where() -> None:
    old, new = (in_request(of({"$dynamicRef": anchor})) for anchor in ("#node", "#tree"))
    found = explained(old, new)
    undecided = next(one for one in found if one.rule == "request-schema-undecided")
    assert undecided.base == undecided.revision == "/components/schemas/Pet/properties/age"
    assert isinstance(undecided.evidence, Doubt)
    assert undecided.evidence.reason == undecided.values["reason"]
    assert undecided.values["reason"].endswith("(at /components/schemas/Pet/properties/age)")
    assert undecided.operations == ("PUT /pets0",)


def test_a_property_that_moves_into_every_branch_is_left_to_the_branches() -> None:
    cat: dict[str, Any] = {"properties": {"name": TEXT, "lives": WHOLE}, "required": ["lives"]}
    dog: dict[str, Any] = {"properties": {"name": WHOLE, "barks": WHOLE}, "required": ["barks"]}
    old = in_response({"type": "object", "properties": {"name": TEXT}})
    new = in_response({"type": "object", "anyOf": [cat, dog]})
    found = breaking(explained(old, new))
    assert found
    assert all(map(shown, found)), ids(found)


def test_a_refuted_message_has_a_change_even_where_several_keywords_play_together() -> None:
    """Neither bound refuses anything alone that the pattern leaves; together with the length they do."""
    old = in_request(of(TEXT | {"pattern": "^(ab|abc)$", "maxLength": 3}))
    new = in_request(of(TEXT | {"pattern": "^ab", "maxLength": 2}))
    found = breaking(explained(old, new))
    assert ids(found) == ["request-max-length-lowered"]
    assert shown(found[0]) == [{"age": "abc"}]


def test_an_open_enum_may_grow_and_explains_the_message() -> None:
    old, new = (in_response(of(TEXT | {"enum": values, "x-extensible-enum": True})) for values in (["a"], ["a", "b"]))
    assert ids(explained(old, new)) == ["response-open-enum-value-added"]


def test_an_open_enum_hides_nothing_else() -> None:
    def pets(values: list[str], age: Any) -> Any:
        kind = TEXT | {"enum": values, "x-extensible-enum": True}
        return in_response({"type": "object", "properties": {"kind": kind, "age": age}})

    found = breaking(explained(pets(["a"], WHOLE), pets(["a", "b"], TEXT)))
    assert ids(found) == ["response-type-changed"]
    assert "age" in shown(found[0])[0]
