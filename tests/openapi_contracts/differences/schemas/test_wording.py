"""What is said of a change is true of the place it names, and is a sentence."""

from typing import Any

import pytest

from openapi_contracts.rules import RULES
from tests.openapi_contracts.differences.schemas.explained import Document, explained, in_request, of

TEXT, WHOLE, LIST = {"type": "string"}, {"type": "integer"}, {"type": "array"}
ANYTHING: dict[str, Any] = {}

SAID: dict[str, tuple[Any, Any, list[str]]] = {
    "values are of a type": (WHOLE, {"enum": ["x"]}, ["the type was changed from integer to string"]),
    "a type is that of its values": ({"enum": ["x"]}, WHOLE, ["the type was changed from string to integer"]),
    "values of the type that was named": (
        TEXT,
        {"enum": ["x"]},
        ['an enum was added that allows only "x"'],
    ),
    "other values, of another type": (
        {"enum": [1, 2]},
        {"enum": ["x"]},
        ["the enum lost 1 and 2", 'the enum gained "x"'],
    ),
    "one value for another, of another type": (
        {"enum": [1]},
        {"const": "x"},
        ['the constant was changed from 1 to "x"'],
    ),
    "null for a type": (WHOLE, {"const": None}, ["the type was changed from integer to null"]),
    "a list of three": (
        TEXT,
        TEXT | {"enum": ["a", "b", "c"]},
        ['an enum was added that allows only "a", "b" and "c"'],
    ),
    "a schema where was none": (ANYTHING, TEXT, ["it must be a string now; any value was allowed before"]),
    "one of several values": (
        ANYTHING,
        {"enum": [1, 2]},
        ["it must be one of 1 and 2 now; any value was allowed before"],
    ),
    "one of two types": (
        LIST,
        LIST | {"items": {"type": ["string", "integer"]}},
        ["each item must be a string or an integer now"],
    ),
    "an element by its place": (
        LIST,
        LIST | {"prefixItems": [ANYTHING, TEXT]},
        ["item 1 must be a value of its schema now", "item 2 must be a string now"],
    ),
}


def sentences(old: Document, new: Document) -> list[str]:
    return [RULES[one.rule].sentence.format(**one.values) for one in explained(old, new)]


@pytest.mark.parametrize(("old", "new", "said"), SAID.values(), ids=SAID)
def test_a_change_is_said_in_a_sentence(old: Any, new: Any, said: list[str]) -> None:
    assert sentences(in_request(of(old)), in_request(of(new))) == [f"`age` of `Pet`: {one}" for one in said]


def test_the_type_of_one_branch_is_not_the_type_of_the_whole() -> None:
    old, new = ({"oneOf": [TEXT, branch]} for branch in (WHOLE, {"type": ["integer", "string"]}))
    assert sentences(in_request(of(old)), in_request(of(new))) == [
        "`age` of `Pet`: a value matches more than one branch of `oneOf` now, which `oneOf` does not allow",
        "one branch of `age` of `Pet`: the type was widened from integer to string or integer",
    ]


@pytest.mark.parametrize("name", ["petId", "stray"])
def test_a_path_parameter_is_called_by_its_name(name: str) -> None:
    def pets(schema: Any) -> Document:
        parameter = {"name": name, "in": "path", "required": True, "schema": schema}
        get = {"parameters": [parameter], "responses": {"200": {"description": "it is"}}}
        return {"openapi": "3.0.3", "info": {"title": "pets", "version": "1"}, "paths": {"/pets/{petId}": {"get": get}}}

    said = sentences(pets(WHOLE), pets(WHOLE | {"minimum": 3}))
    assert said == [f"the path parameter `{name}`: the minimum 3 was added"]


def test_what_is_undecided_is_said_once() -> None:
    old, new = (in_request(of(TEXT | {"pattern": pattern})) for pattern in (r"^(a)\1$", r"^(b)\1$"))
    assert [one.rule for one in explained(old, new)] == ["request-pattern-changed"]
