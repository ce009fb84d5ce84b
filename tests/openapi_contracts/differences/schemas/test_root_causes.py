"""One change is one finding, however many messages lead to it; and another way to write a schema is none."""

from typing import Any

import pytest

from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.findings import Doubt, Finding, Proof, Shown
from openapi_contracts.vocabulary import Side
from tests.openapi_contracts.differences.schemas.explained import (
    Document,
    breaking,
    document,
    explained,
    ids,
    in_request,
    in_response,
    of,
    ref,
    sentence,
    shown,
    written,
)

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object


def test_a_component_that_five_operations_use_is_one_finding_with_five_operations() -> None:
    old = document(operations=5, sent=of(ref("Age")), Age=WHOLE | {"minimum": 0})
    new = document(operations=5, sent=of(ref("Age")), Age=WHOLE | {"minimum": 18})
    (found,) = explained(old, new)
    assert found.operations == tuple(f"PUT /pets{index}" for index in range(5))
    assert sentence(found) == "`Age`: the minimum was raised from 0 to 18"
    assert shown(found) == [{"age": 0}]


def test_a_component_sent_both_ways_has_a_finding_for_each() -> None:
    pets = (of(TEXT | {"enum": values}) for values in (["a", "b"], ["a", "c"]))
    old, new = (document(sent=ref("Pet"), back=ref("Pet"), Pet=pet) for pet in pets)
    found = explained(old, new)
    assert sorted(ids(found)) == [
        "request-enum-value-added",
        "request-enum-value-removed",
        "response-enum-value-added",
        "response-enum-value-removed",
    ]
    assert ids(breaking(found)) == ["request-enum-value-removed", "response-enum-value-added"]


def test_what_reaches_several_places_of_a_message_is_one_finding() -> None:
    old = in_response({"type": "object", "properties": {name: ref("Age") for name in "abc"}}, Age=WHOLE)
    new = in_response({"type": "object", "properties": {name: ref("Age") for name in "abc"}}, Age={"type": "number"})
    (found,) = explained(old, new)
    assert (found.rule, found.base) == ("response-type-widened", "/components/schemas/Age/type")


def test_a_base_of_several_schemas_is_changed_once() -> None:
    def pets(age: Any) -> Document:
        cat, dog = ({"allOf": [ref("Pet"), {"properties": {name: TEXT}}]} for name in ("lives", "barks"))
        return document(sent=of(ref("Cat")), back=of(ref("Dog")), Cat=cat, Dog=dog, Pet=of(age))

    found = explained(pets(WHOLE), pets(TEXT))
    assert [(one.rule, one.base) for one in found] == [
        ("request-type-changed", "/components/schemas/Pet/properties/age/type"),
        ("response-type-changed", "/components/schemas/Pet/properties/age/type"),
    ]
    assert all(map(shown, found))


def test_every_cause_of_one_message_has_a_message_of_its_own() -> None:
    old = in_request({"type": "object", "properties": {"a": TEXT, "b": WHOLE}})
    new = in_request({"type": "object", "properties": {"a": TEXT | {"maxLength": 3}, "b": TEXT}, "required": ["c"]})
    found = breaking(explained(old, new))
    assert {one.rule: shown(one)[0].keys() for one in found} == {
        "request-max-length-added": {"a"},
        "request-type-changed": {"b"},
        "request-property-became-required": set(),
    }


def test_a_change_that_breaks_nothing_where_it_is_used_is_proved_so() -> None:
    def ages(narrow: Any) -> Document:
        return in_request(of({"anyOf": [narrow, {"type": "number"}]}))

    (found,) = (one for one in explained(ages(WHOLE), ages(WHOLE | {"minimum": 3})) if one.evidence)
    assert (found.rule, type(found.evidence)) == ("request-minimum-added", Proof)


def test_a_branch_that_another_branch_takes_over_is_proved_in_a_message_that_breaks_elsewhere() -> None:
    def pets(narrow: Any, name: Any) -> Document:
        ages = {"anyOf": [narrow, {"type": "number"}]}
        return in_request({"type": "object", "properties": {"age": ages, "name": name}})

    found = explained(pets(WHOLE, TEXT), pets(WHOLE | {"minimum": 3}, WHOLE))
    evidence = {one.rule: type(one.evidence) for one in found if one.evidence}
    assert evidence == {"request-type-changed": Shown, "request-minimum-added": Proof}


def test_a_removed_property_is_shown_in_an_answer_of_the_base() -> None:
    old = in_response({"type": "object", "properties": {"a": TEXT, "b": WHOLE}, "required": ["a"]})
    new = in_response({"type": "object", "properties": {"a": TEXT}, "required": ["a"]})
    (found,) = explained(old, new)
    assert isinstance(found.evidence, Shown)
    assert (found.rule, found.evidence.side) == ("response-property-removed", Side.BASE)
    assert (shown(found), found.evidence.refused) == ([{"a": "", "b": 0}], "/b is no longer declared")


def test_a_strict_sender_may_send_what_becomes_declared() -> None:
    old, new = in_request(of(TEXT)), in_request({"type": "object", "properties": {"age": TEXT, "b": WHOLE}})
    assert breaking(explained(old, new)) == []
    (found,) = breaking(explained(old, new, content_model=ContentModel.STRICT))
    assert found.rule == "request-property-constrained"


PET = {"type": "object", "properties": {"name": TEXT, "age": WHOLE}, "required": ["name"]}
SAME: dict[str, tuple[Document, Document]] = {
    "renamed": (document(sent=ref("A"), A=PET), document(sent=ref("B"), B=PET)),
    "inlined": (document(back=of(ref("A")), A=PET), document(back=of(PET))),
    "extracted": (document(back=of(PET)), document(back=of(ref("A")), A=PET)),
    "reordered": (
        in_request({"properties": {"a": TEXT, "b": WHOLE}, "required": ["a", "b"]}),
        in_request({"required": ["b", "a"], "properties": {"b": WHOLE, "a": TEXT}}),
    ),
    "a constant": (in_response(of({"const": "a"})), in_response(of({"enum": ["a"]}))),
    "wrapped": (in_response(PET), in_response({"allOf": [PET]})),
    "taken apart": (
        in_response(PET),
        in_response({"allOf": [{"type": "object", "properties": {"name": TEXT}, "required": ["name"]}, of(WHOLE)]}),
    ),
    "a nullable union": (
        in_response(of({"type": ["string", "null"]})),
        in_response(of({"anyOf": [TEXT, {"type": "null"}]})),
    ),
    "branches in another order": (
        in_response(of({"oneOf": [TEXT, WHOLE, {"type": "null"}]})),
        in_response(of({"oneOf": [WHOLE, {"type": "null"}, TEXT]})),
    ),
    "types as branches": (
        in_request(of({"type": ["string", "integer"]})),
        in_request(of({"oneOf": [TEXT, WHOLE]})),
    ),
}


@pytest.mark.parametrize("how", SAME)
def test_another_way_to_write_it_is_no_change(how: str) -> None:
    old, new = SAME[how]
    assert explained(old, new) == []
    assert explained(new, old) == []


def test_lifted_to_3_1_is_no_change() -> None:
    bound = WHOLE | {"minimum": 0, "exclusiveMinimum": True}
    old = document(version="3.0.3", sent=of(TEXT | {"nullable": True}), back=of(bound))
    new = document(sent=of({"type": ["string", "null"]}), back=of(WHOLE | {"exclusiveMinimum": 0}))
    assert explained(old, new) == []
    assert explained(new, old) == []


def tree(child: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"child": ref("Tree"), "age": child}, "required": ["age"]}


def test_a_recursive_schema_is_walked_once() -> None:
    old, new = (document(sent=ref("Tree"), back=ref("Tree"), Tree=tree(age)) for age in (WHOLE, {"type": "number"}))
    assert ids(explained(old, new)) == ["request-type-widened", "response-type-widened"]


def unions(wide: int, last: Any) -> Document:
    """Write a union of many tagged branches."""
    branches: dict[str, Any] = {
        f"B{index}": {
            "type": "object",
            "properties": {"kind": {"const": str(index)}, "age": last if index == wide - 1 else WHOLE},
            "required": ["kind", "age"],
        }
        for index in range(wide)
    }
    return document(sent=of({"oneOf": [ref(name) for name in branches]}), **branches)


def test_one_of_fifty_branches_is_told_from_the_others() -> None:
    (found,) = explained(unions(50, WHOLE), unions(50, WHOLE | {"minimum": 3}))
    assert (found.rule, found.base) == ("request-minimum-added", "/components/schemas/B49/properties/age")
    assert shown(found)[0]["age"]["kind"] == "49"


def test_many_branches_that_come_at_once_are_one_finding() -> None:
    found = explained(unions(2, WHOLE), unions(50, WHOLE))
    assert ids(found) == ["request-one-of-branch-added"]
    assert found[0].values["value"] == "`B2`, `B3`, `B4`, `B5`, `B6` and 43 more"


def nested(leaf: Any, depth: int) -> Document:
    for _ in range(depth):
        leaf = of(leaf)
    return in_request(leaf)


def test_a_change_far_down_is_shown() -> None:
    (found,) = explained(nested(WHOLE, 100), nested(TEXT, 100))
    assert found.rule == "request-type-changed"
    assert shown(found)


@pytest.mark.parametrize("depth", [200, 500])
def test_what_is_too_far_down_for_a_validator_is_undecided_and_raises_nothing(depth: int) -> None:
    found = explained(nested(WHOLE, depth), nested(TEXT, depth))
    assert ids(found) == ["request-type-changed"]
    assert all(isinstance(one.evidence, Doubt) for one in found)


def test_the_same_documents_give_the_same_findings() -> None:
    old = document(sent=of(TEXT), back=of({"anyOf": [TEXT, WHOLE]}))
    new = document(sent=of(WHOLE), back=of({"anyOf": [TEXT, {"type": "number"}]}))
    assert written(explained(old, new)) == written(explained(old, new))


def test_nothing_is_said_of_what_is_unchanged() -> None:
    old = document(sent=PET, back=PET)
    assert explained(old, document(sent=PET, back=PET)) == []


def subjects(findings: list[Finding]) -> list[tuple[str, ...]]:
    return [finding.subject for finding in findings]


def test_a_subject_is_of_names_and_values_and_of_no_index() -> None:
    def pets(*before: Any, age: Any) -> Document:
        return in_request({"allOf": [*before, of({"anyOf": [TEXT, age]})]})

    old, new = pets(age=WHOLE | {"minimum": 0}), pets(age=WHOLE | {"minimum": 3})
    moved = pets(O, age=WHOLE | {"minimum": 0}), pets(O, age=WHOLE | {"minimum": 3})
    assert subjects(explained(old, new)) == [("`age` of `Pet`", "3", "0")] == subjects(explained(*moved))


def test_a_bound_that_refuses_nothing_of_what_is_sent_is_proved_beside_a_change_that_does() -> None:
    old, new = in_request(of(WHOLE | {"enum": [1, 2]})), in_request(of(WHOLE | {"enum": [1], "minimum": 1}))
    evidence = {one.rule: type(one.evidence) for one in explained(old, new)}
    assert evidence == {"request-enum-value-removed": Shown, "request-minimum-added": Proof}


def test_a_field_of_a_form_of_2_0_is_found_at_its_parameter() -> None:
    def form(kind: str) -> Document:
        field = {"in": "formData", "name": "age", "type": kind}
        put = {
            "consumes": ["multipart/form-data"],
            "parameters": [field],
            "responses": {"200": {"description": "done"}},
        }
        return {"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "paths": {"/pets0": {"put": put}}}

    (found,) = explained(form("string"), form("integer"))
    assert found.base == found.revision == "/paths/~1pets0/put/parameters/0/type"
    assert sentence(found).startswith("the form field `age`: the type was changed from string to integer")
    assert shown(found)


def test_a_schema_that_only_one_side_has_is_added_or_removed() -> None:
    old, new = document(sent={}), document(sent=WHOLE)
    assert [ids(explained(*pair)) for pair in ((old, new), (new, old))] == [
        ["request-schema-added"],
        ["request-schema-removed"],
    ]


def test_both_parts_of_an_allof_that_declare_a_property_are_compared_together() -> None:
    def pets(age: Any) -> Document:
        return in_response({"allOf": [of(WHOLE), of(age)]})

    (found,) = explained(pets({"minimum": 3}), pets({"minimum": 1}))
    assert found.rule == "response-minimum-lowered"
    assert found.base == "/components/schemas/Pet/allOf/1/properties/age/minimum"
    assert shown(found) == [{"age": 1}]
