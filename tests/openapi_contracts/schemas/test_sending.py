"""What a sender may send: all of a value is declared in the branches it satisfies, and nothing of it is unsent."""

from typing import Any

import pytest

from openapi_contracts.containment.containment import Containment
from tests.openapi_contracts.schemas.asking import answer, document, questions

O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
CAT = O | {"required": ["lives"], "properties": {"lives": WHOLE}}
DOG = O | {"required": ["breed"], "properties": {"breed": TEXT}}
CLOSED = O | {"additionalProperties": False, "properties": {"lives": WHOLE}}

ROWS: dict[str, tuple[Any, Any, bool]] = {  # a schema, a value that it allows, whether it may be sent
    "what is declared": (CAT, {"lives": 9}, True),
    "what is not": (CAT, {"lives": 9, "other": 0}, False),
    "what is not, further down": (O | {"properties": {"cat": CAT}}, {"cat": {"lives": 9, "other": 0}}, False),
    "what is not, in an element": ({"type": "array", "items": CAT}, [{"lives": 9}, {"lives": 9, "other": 0}], False),
    "what may be anything": (CAT | {"additionalProperties": True}, {"lives": 9, "other": 0}, True),
    "what an object that declares nothing holds": (O, {"other": 0}, True),
    "what the branch declares": ({"oneOf": [CAT, DOG]}, {"breed": ""}, True),
    "what another branch declares": ({"oneOf": [CAT, DOG]}, {"lives": 9, "breed": 0}, False),
    "what both branches declare": ({"anyOf": [CAT, DOG]}, {"lives": 9, "breed": ""}, True),
    "what is beside a branch": ({"allOf": [CAT], "anyOf": [DOG, {}]}, {"lives": 9}, True),
    "what a pattern declares": (O | {"patternProperties": {"^x-": TEXT}}, {"x-a": ""}, True),
    "what is marked": (
        O | {"properties": {"id": TEXT | {"readOnly": True}, "name": TEXT}},
        {"id": "", "name": ""},
        False,
    ),
}


@pytest.mark.parametrize(("schema", "value", "may"), ROWS.values(), ids=ROWS)
def test_a_value_is_sent_only_with_what_is_declared(schema: Any, value: Any, may: bool) -> None:
    known, (request, _) = questions(document(sent=schema), document(sent=False))
    assert known.refutes(request, value) is may


def test_what_a_branch_marks_as_unsent_and_its_union_requires_is_no_witness() -> None:
    def pet(name: Any) -> Any:
        marked = {"properties": {"id": TEXT | {"readOnly": True}, "kind": {"enum": ["a"]}, "name": name}}
        plain = {"properties": {"id": TEXT, "kind": {"enum": ["b"]}, "name": TEXT}}
        return document(sent=O | {"required": ["id", "kind", "name"], "oneOf": [marked, plain]})

    assert answer(pet(TEXT), pet(TEXT | {"maxLength": 3})).verdict is Containment.UNDECIDED


def test_what_every_branch_marks_as_unsent_is_not_required_outside() -> None:
    def pet(name: Any) -> Any:
        marked = {"properties": {"id": TEXT | {"readOnly": True}, "name": name}}
        return document(sent=O | {"required": ["id", "name"], "oneOf": [marked]})

    found = answer(pet(TEXT), pet(TEXT | {"maxLength": 3}))
    assert found.verdict is Containment.NOT_CONTAINED
    assert found.witness.keys() == {"name"}
