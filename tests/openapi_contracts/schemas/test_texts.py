"""What did not change is told by its text: never wrongly, and wherever the change is."""

import json
import sys
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from openapi_contracts.containment.containment import Containment
from openapi_contracts.containment.prover import ContentModel, Dialect, Empty, RawGraph, SchemaReading, Theory
from openapi_contracts.contracts import Direction, Schemas
from openapi_contracts.contracts.unchanged_text import Texts
from tests.depth import share
from tests.openapi_contracts.schemas.asking import answer, asked, document, is_unchanged

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def of(child: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"a": child}}


CHAIN: dict[str, Any] = {
    "A": of(ref("B")),
    "B": {"type": "array", "items": ref("C")},
    "C": {"allOf": [ref("D")]},
    "D": TEXT,
}
ESCAPED: dict[str, Any] = {"a/b c": TEXT}
RING: dict[str, Any] = {"A": of(ref("B")), "B": of(ref("A")), "C": TEXT}
UNCHANGED: dict[str, tuple[Any, Any]] = {
    "the members in another order": (document({"type": "string", "minLength": 1}), document({"minLength": 1} | TEXT)),
    "what nothing leads to": (document(ref("A"), **CHAIN), document(ref("A"), **CHAIN, E=WHOLE)),
    "a ring": (document(ref("A"), **RING), document(ref("A"), **RING | {"C": WHOLE})),
    "a reference out of the document": (document({"$ref": "pet.yaml"}), document({"$ref": "pet.yaml"}, E=TEXT)),
    "a reference that leads nowhere": (document(ref("Z")), document(ref("Z"), E=TEXT)),
    "a property that is called $ref": (
        document({"properties": {"$ref": TEXT}}),
        document({"properties": {"$ref": TEXT}}),
    ),
    "a reference by a name, in equal documents": (
        document({"$ref": "#pet"}, A={"$anchor": "pet"} | TEXT),
        document({"$ref": "#pet"}, A={"$anchor": "pet"} | TEXT),
    ),
    "a dynamic reference, in equal documents": (
        document({"$dynamicRef": "#pet"}, A={"$dynamicAnchor": "pet"} | TEXT),
        document({"$dynamicRef": "#pet"}, A={"$dynamicAnchor": "pet"} | TEXT),
    ),
}
CHANGED: dict[str, tuple[Any, Any]] = {
    "the schema itself": (document(TEXT), document(WHOLE)),
    "the end of a chain": (document(ref("A"), **CHAIN), document(ref("A"), **CHAIN | {"D": WHOLE})),
    "its middle": (document(ref("A"), **CHAIN), document(ref("A"), **CHAIN | {"C": ref("D")})),
    "a ring": (document(ref("A"), **RING), document(ref("A"), **RING | {"B": of(ref("C"))})),
    "where a reference leads": (document(ref("A"), A=TEXT, B=WHOLE), document(ref("B"), A=TEXT, B=WHOLE)),
    "what begins to lead somewhere": (document(ref("A")), document(ref("A"), A=TEXT)),
    "what ends leading somewhere": (document(ref("A"), A=TEXT), document(ref("A"))),
    "another document referred to": (document({"$ref": "a.yaml"}), document({"$ref": "b.yaml"})),
    "one that leads nowhere": (document(ref("Y")), document(ref("Z"))),
    "a reference with escapes": (
        document({"$ref": "#/components/schemas/a~1b%20c"}, **ESCAPED),
        document({"$ref": "#/components/schemas/a~1b%20c"}, **ESCAPED | {"a/b c": WHOLE}),
    ),
    "a reference into another schema": (
        document({"$ref": "#/components/schemas/A/properties/a"}, A=of(TEXT)),
        document({"$ref": "#/components/schemas/A/properties/a"}, A=of(WHOLE)),
    ),
    "a reference to the whole document": (document({"$ref": "#"}), document({"$ref": "#"}, A=TEXT)),
    "a schema named by an anchor": (
        document({"$ref": "#pet"}, A={"$anchor": "pet"} | TEXT),
        document({"$ref": "#pet"}, A={"$anchor": "pet"} | WHOLE),
    ),
    "a schema named by its id": (
        document({"$ref": "pet.json"}, A={"$id": "pet.json"} | TEXT),
        document({"$ref": "pet.json"}, A={"$id": "pet.json"} | WHOLE),
    ),
    "what a dynamic reference leads to": (
        document({"$dynamicRef": "#pet"}, A={"$dynamicAnchor": "pet"} | TEXT),
        document({"$dynamicRef": "#pet"}, A={"$dynamicAnchor": "pet"} | WHOLE),
    ),
    "a number of another type": (document({"const": 1}), document({"const": 1.0})),
    "a number that was true": (document({"const": 1}), document({"const": True})),
    "a number of many digits": (document({"maximum": 2**70}), document({"maximum": 2**70 + 1})),
    "the order of an enumeration": (document({"enum": [1, 2]}), document({"enum": [2, 1]})),
    "the version the schema is read by": (document({"const": 1}), document({"const": 1}, version="3.0.3")),
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_the_same_words_that_lead_to_the_same_are_unchanged(name: str) -> None:
    old, new = UNCHANGED[name]
    assert is_unchanged(old, new)
    assert answer(old, new).verdict is Containment.CONTAINED


@pytest.mark.parametrize("name", CHANGED)
def test_every_change_is_noticed(name: str) -> None:
    old, new = CHANGED[name]
    direct = asked(old, new)
    assert direct.old is not None
    assert direct.new is not None
    if direct.old.dialect is direct.new.dialect:
        assert not is_unchanged(old, new)
        assert not is_unchanged(new, old)
    if "named" in name or "dynamic" in name:
        assert answer(old, new).verdict is Containment.UNDECIDED


def test_a_change_at_the_end_of_ten_thousand_references_is_noticed_at_once() -> None:
    chain: dict[str, Any] = {f"S{index}": of(ref(f"S{index + 1}")) for index in range(10_000)}
    old = document(ref("S0"), **chain, S10000=TEXT)
    assert is_unchanged(old, deepcopy(old))
    assert not is_unchanged(old, document(ref("S0"), **chain, S10000=WHOLE))


def test_form_parameters_of_2_0_are_compared_with_their_names_and_flags() -> None:
    field = {"in": "formData", "name": "age", "type": "integer"}

    def form(*fields: Any) -> dict[str, Any]:
        paths = {"/pets": {"put": {"parameters": list(fields), "responses": {"200": {"description": "done"}}}}}
        return {"swagger": "2.0", "paths": paths}

    assert answer(form(field), form(dict(field))).verdict is Containment.CONTAINED
    assert answer(form(field), form(field | {"maximum": 9})).verdict is Containment.NOT_CONTAINED
    assert answer(form(field), form(field | {"required": True})).verdict is Containment.NOT_CONTAINED
    assert not is_unchanged(form(field), form(field | {"name": "years"}))


def test_what_cannot_be_written_is_never_unchanged() -> None:
    odd = {"const": "\ud800"}
    assert not is_unchanged(document(odd), document(dict(odd)))
    deep: Any = TEXT
    for _ in range(sys.getrecursionlimit() * 40):
        deep = {"not": deep}
    assert not Texts({}, {}).is_unchanged(deep, {"not": deep})


ATOMS: tuple[Any, ...] = (TEXT, WHOLE, {"enum": [1, 2]}, {"const": 1}, {"const": 1.0}, {"const": True}, {"maximum": 3})
NAMES = ("A", "B", "C", "D")


def schema(chance: Random, depth: int = 2) -> Any:
    """Make a small schema that refers to components, itself among them."""
    kind = chance.randrange(6 if depth else 2)
    if kind == 0:
        return chance.choice(ATOMS)
    if kind == 1:
        return ref(chance.choice((*NAMES, "Z")))
    if kind == 2:
        return {"type": "array", "items": schema(chance, depth - 1)}
    if kind == 3:
        return {"anyOf": [schema(chance, depth - 1), schema(chance, depth - 1)]}
    return of(schema(chance, depth - 1)) | ({"required": ["a"]} if chance.random() < 0.5 else {})


def edited(chance: Random, written: Any) -> Any:
    """Change up to two places of a document: a component, or the schema of the request."""
    written = json.loads(json.dumps(written))
    for _ in range(chance.randrange(3)):
        if chance.random() < 0.3:
            content = written["paths"]["/pets"]["put"]["requestBody"]["content"]
            content["application/json"]["schema"] = schema(chance)
        else:
            written["components"]["schemas"][chance.choice((*NAMES, "E"))] = schema(chance)
    return written


def unfiltered(old: Any, new: Any) -> Any:
    """Ask the prover itself, which reads both documents whatever their text."""
    one, raw_graph = asked(old, new), RawGraph()
    literals = []
    for written, at in ((old, one.old), (new, one.new)):
        assert at is not None
        bundle = Schemas(written).bundle([at])
        reading = SchemaReading(raw_graph, bundle.schema, Dialect.NORMALIZED)
        literals.append(reading.at(bundle.pointers[at.pointer]))
    return Theory(raw_graph, content_model=ContentModel.STRICT).contains(*literals, steps=20_000)


def test_the_prover_agrees_with_whatever_the_text_says_is_unchanged() -> None:
    counted, seeds = {True: 0, False: 0}, share(1_500)
    for seed in range(seeds):
        chance = Random(seed)
        old = document(schema(chance), **{name: schema(chance) for name in NAMES})
        new = edited(chance, old)
        told = is_unchanged(old, new)
        counted[told] += 1
        result = unfiltered(old, new)
        if told and not isinstance(result, Empty):
            assert "Z" in json.dumps(old), "a reference that leads nowhere is all that may be left undecided"
        if not isinstance(result, Empty) and hasattr(result, "value"):
            assert not told, f"seed {seed}: {result}"
    assert min(counted.values()) > seeds // 5, "both answers are met often"


def test_two_dynamic_references_of_one_document_are_told_apart() -> None:
    one, other = {"$dynamicRef": "#pet"}, {"$dynamicRef": "#pet", "maximum": 3}
    assert Texts({}, {}).is_unchanged(one, dict(one))
    assert not Texts({}, {}).is_unchanged(one, other)
    assert not Texts({}, {"info": {}}).is_unchanged(one, dict(one))


def test_directions_are_told_apart() -> None:
    old = document(TEXT, TEXT)
    new = document(TEXT, WHOLE)
    assert is_unchanged(old, new, Direction.REQUEST)
    assert not is_unchanged(old, new, Direction.RESPONSE)
