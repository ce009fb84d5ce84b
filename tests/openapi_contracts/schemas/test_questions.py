"""Questions of two documents: answers, the places they are asked by, samples, and what a validator says."""

from typing import Any

import pytest

from openapi_contracts.containment.containment import Containment
from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.contracts import Direction
from openapi_contracts.schemas import NoSample
from openapi_contracts.vocabulary import Side
from tests.openapi_contracts.schemas.asking import JSON, answer, document, questions

CONTAINED, REFUTED, UNDECIDED = Containment.CONTAINED, Containment.NOT_CONTAINED, Containment.UNDECIDED
REQUEST, RESPONSE = Direction.REQUEST, Direction.RESPONSE
BASE, REVISION = Side.BASE, Side.REVISION
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
FEW, MANY = WHOLE | {"maximum": 9}, WHOLE | {"maximum": 99}
PET = "#/components/schemas/Pet"
SENT = f"/paths/~1pets/put/requestBody/content/{JSON.replace('/', '~1')}/schema"


def of(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


OLD = document(
    {"$ref": PET},
    {"$ref": PET},
    Pet=of(age=MANY | {"description": "Years."}, name=TEXT) | {"required": ["age"]},
    Alias={"$ref": "#/components/schemas/Pet"},
)
NEW = document(
    {"allOf": [{"$ref": PET}]},
    {"$ref": "#/components/schemas/Beast"},
    Pet=of(age=FEW, name=TEXT) | {"required": ["age"]},
    Beast=of(name=TEXT, age=MANY | {"description": "Of life."}) | {"required": ["age"]},
)


def test_a_request_is_asked_of_the_revision_and_a_response_of_the_base() -> None:
    assert answer(OLD, NEW, REQUEST).verdict is REFUTED
    assert answer(NEW, OLD, REQUEST).verdict is CONTAINED
    assert answer(OLD, NEW, RESPONSE).verdict is CONTAINED
    assert answer(document(back=FEW), document(back=MANY), RESPONSE).verdict is REFUTED


def test_a_witness_is_sent_and_refused_says_a_validator() -> None:
    known, (sent, _) = questions(OLD, NEW)
    witness = known.answer(sent).witness
    assert known.refutes(sent, witness)
    assert witness["age"] > 9
    assert not known.refutes(sent, {"age": 3}), "both take it"
    assert not known.refutes(sent, {"age": 100}), "nobody sends it"
    assert not known.refutes(sent, {"age": float("nan")}), "no JSON"


def test_a_body_that_allows_anything_holds_every_other() -> None:
    anything = document(None)
    anything["paths"]["/pets"]["put"]["requestBody"] = {"content": {JSON: {}}}
    assert answer(document(FEW), anything).verdict is CONTAINED
    found = answer(anything, document(FEW))
    assert found.verdict is REFUTED
    known, (sent, _) = questions(anything, document(FEW))
    assert known.refutes(sent, found.witness)


def test_a_declared_sender_keeps_to_what_is_declared_unless_asked_to_be_strict() -> None:
    old, new = document(of(a=TEXT)), document(of(a=TEXT, b=WHOLE))
    assert answer(old, new).verdict is CONTAINED
    assert answer(old, new, content_model=ContentModel.STRICT).verdict is REFUTED
    known, _ = questions(old, new)
    place = _place(known, BASE)
    assert known.between(REQUEST, place, _place(known, REVISION)).verdict is CONTAINED
    assert not known.is_same_set(REQUEST, place, _place(known, REVISION)), "as pure JSON Schema they differ"


def test_a_question_out_of_steps_says_so() -> None:
    branches = [of(**{f"p{index}": WHOLE, "kind": {"enum": [index, index + 1]}}) for index in range(12)]
    old, new = document({"oneOf": branches}), document({"oneOf": [*branches[::-1], of(kind=TEXT)]})
    found = answer(old, new, budget=5)
    assert found.verdict is UNDECIDED
    assert found.reason


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("/properties/age", "/properties/age", REFUTED),
        ("/properties/name", "/properties/name", CONTAINED),
        ("/properties/age", None, CONTAINED),
        (None, "/properties/age", REFUTED),
        (None, None, CONTAINED),
    ],
)
def test_places_are_compared_on_their_own(old: str | None, new: str | None, verdict: Containment) -> None:
    known, _ = questions(OLD, NEW)
    places = (f"/$defs/Pet{old}" if old else None, f"/$defs/Pet{new}" if new else None)
    assert known.between(REQUEST, *places).verdict is verdict


def test_a_place_of_a_response_is_asked_the_other_way_round() -> None:
    known, _ = questions(document(back=of(a=FEW)), document(back=of(a=MANY)))
    old, new = (f"{_place(known, side, RESPONSE)}/properties/a" for side in Side)
    assert known.between(RESPONSE, old, new).verdict is REFUTED
    assert known.between(RESPONSE, new, None).verdict is REFUTED, "responses may be anything now"
    assert not known.is_same_set(RESPONSE, old, new)


def test_schemas_that_are_equal_but_for_order_and_words_are_one() -> None:
    known, _ = questions(OLD, NEW)
    assert known.is_equal(RESPONSE, "/$defs/Pet", "/$defs/Beast")
    assert known.is_same_set(RESPONSE, "/$defs/Pet", "/$defs/Beast")
    pet = known.normalized(BASE, RESPONSE).raw("/$defs/Pet")
    beast = known.normalized(REVISION, RESPONSE).raw("/$defs/Beast")
    assert not known.is_same_text(pet, beast), "their annotations differ"
    assert known.is_same_text(pet["properties"]["name"], beast["properties"]["name"])
    assert not known.is_equal(REQUEST, "/$defs/Pet", "/$defs/Pet")


def test_one_set_written_in_two_ways_is_the_same_set_but_not_equal() -> None:
    old, new = document(WHOLE | {"minimum": 1, "maximum": 2}), document({"enum": [1, 2]})
    known, _ = questions(old, new)
    places = (_place(known, BASE), _place(known, REVISION))
    assert known.is_same_set(REQUEST, *places)
    assert not known.is_equal(REQUEST, *places)


def test_a_sample_is_a_value_of_its_schema() -> None:
    known, _ = questions(OLD, NEW)
    sample = known.sample(BASE, REQUEST, "/$defs/Pet")
    assert isinstance(sample["age"], int)
    assert sample["age"] <= 99
    assert known.sample(REVISION, REQUEST, "/$defs/Pet/properties/age") <= 9
    assert known.sample(BASE, REQUEST, "/$defs/Pet/properties/name") == ""


def test_a_schema_without_a_value_has_no_sample() -> None:
    known, _ = questions(document(of(a={"not": {}})), document(of(a=WHOLE)))
    with pytest.raises(NoSample, match="no value"):
        known.sample(BASE, REQUEST, f"{_place(known, BASE)}/properties/a")


def test_a_place_leads_back_to_the_document() -> None:
    known, (sent, _) = questions(OLD, NEW)
    normalized = known.normalized(REVISION, REQUEST)
    assert sent.new is not None
    place = normalized.place(sent.new)
    assert place is not None
    assert normalized.pointer(place) == SENT
    assert normalized.pointer(f"{place}/allOf/0") == f"{SENT}/allOf/0"
    assert normalized.pointer("/$defs/Pet/properties/age") == "/components/schemas/Pet/properties/age"
    assert normalized.at("/$defs/Pet/properties/age") == FEW
    assert known.normalized(BASE, REQUEST).raw("/$defs/Pet/properties/age") == MANY | {"description": "Years."}
    with pytest.raises(KeyError):
        normalized.at("/$defs/Pet/properties/nothing")


def test_references_alone_are_followed_to_their_end() -> None:
    chain: dict[str, Any] = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/C"}, "C": FEW}
    known, (sent, _) = questions(document({"$ref": "#/components/schemas/A"}, **chain), document(MANY))
    normalized = known.normalized(BASE, REQUEST)
    assert sent.old is not None
    assert normalized.follow(normalized.place(sent.old) or "") == "/$defs/C"
    assert normalized.follow("/$defs/C") == "/$defs/C"


def test_references_that_lead_in_a_ring_are_followed_to_an_end() -> None:
    ring: dict[str, Any] = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    known, (sent, _) = questions(document({"$ref": "#/components/schemas/A"}, **ring), document(MANY))
    place = known.normalized(BASE, REQUEST).place(sent.old) if sent.old else None
    assert place
    assert known.normalized(BASE, REQUEST).follow(place).startswith("/$defs/")
    assert known.answer(sent).verdict is UNDECIDED


def test_a_field_of_a_form_of_2_0_leads_back_to_its_parameter() -> None:
    fields = [{"in": "formData", "name": "a/b", "type": "integer"}, {"in": "formData", "name": "c", "type": "string"}]
    paths = {"/pets": {"put": {"parameters": fields, "responses": {"200": {"description": "done"}}}}}
    old = {"swagger": "2.0", "paths": paths}
    capped = [fields[0] | {"maximum": 9}, fields[1]]
    new = {"swagger": "2.0", "paths": {"/pets": {"put": {**paths["/pets"]["put"], "parameters": capped}}}}
    known, (sent, _) = questions(old, new)
    place = _place(known, REVISION)
    normalized = known.normalized(REVISION, REQUEST)
    assert normalized.pointer(f"{place}/properties/a~1b/maximum") == "/paths/~1pets/put/parameters/0/maximum"
    assert normalized.raw(f"{place}/properties/a~1b") == capped[0]
    assert known.answer(sent).verdict is REFUTED


def test_a_schema_of_a_foreign_dialect_is_undecided_and_has_no_place() -> None:
    foreign = document(FEW, more={"jsonSchemaDialect": "https://example.com/own"})
    known, (sent, _) = questions(foreign, document(MANY))
    found = known.answer(sent)
    assert found.verdict is UNDECIDED
    assert "dialect" in (found.reason or "")
    assert sent.old is not None
    assert known.normalized(BASE, REQUEST).place(sent.old) is None


def _place(known: Any, side: Side, direction: Direction = REQUEST) -> str:
    """Return the place of the body, the one schema of its kind."""
    schema = known.normalized(side, direction).schema
    found = [name for name in schema["$defs"] if "schema" in name or "parameters" in name]
    assert len(found) == 1
    return f"/$defs/{found[0]}"
