"""Schemas of two contracts compared: small documents, and neighbouring versions of real ones."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest

from openapi_contracts.containment.containment import Answer, Containment
from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.contracts import Direction, Schemas, normalize
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas import ComparedSchemas
from tests import corpus

CONTAINED, REFUTED, UNDECIDED = Containment.CONTAINED, Containment.NOT_CONTAINED, Containment.UNDECIDED
O: dict[str, Any] = {"type": "object"}  # noqa: E741 - an object
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
FEWER, MORE = TEXT | {"enum": ["a", "b"]}, TEXT | {"enum": ["a", "b", "c"]}
JSON = "application/json"
REQUEST, RESPONSE, LIMIT = ("request", JSON), ("response", "200", JSON), ("parameter", "query", "limit")


class Compared(NamedTuple):
    """A schema that both have, and whether every message that is sent from now on was, or is, understood."""

    body: SchemaQuestion
    answer: Answer


def compare(old: Any, new: Any, *, content_model: ContentModel = ContentModel.DECLARED) -> list[Compared]:
    schemas = ComparedSchemas(old, new, content_model=content_model)
    asked = surface.compare(normalize(old), normalize(new), schemas).schema_questions
    questions = schemas.questions(asked)
    return [Compared(one, questions.answer(one)) for one in asked]


def document(
    *, sent: Any = None, back: Any = None, limit: Any = None, version: str = "3.0.3", **components: Any
) -> dict[str, Any]:
    """Write a document of one operation: the schemas of its request, its response and its parameter."""
    put: dict[str, Any] = {"responses": {"200": {"description": "done"}}}
    if sent is not None:
        put["requestBody"] = {"content": {JSON: {"schema": sent}}}
    if back is not None:
        put["responses"]["200"]["content"] = {JSON: {"schema": back}}
    if limit is not None:
        put["parameters"] = [{"in": "query", "name": "limit", "explode": False, "schema": limit}]
    info = {"title": "pets", "version": "1"}
    return {"openapi": version, "info": info, "paths": {"/pets": {"put": put}}, "components": {"schemas": components}}


def of(child: Any, **more: Any) -> dict[str, Any]:
    """Write an object with the property `a`."""
    return O | {"properties": {"a": child}} | more


def verdicts(old: Any, new: Any, content_model: ContentModel = ContentModel.DECLARED) -> list[Containment]:
    return [one.answer.verdict for one in compare(old, new, content_model=content_model)]


REQUESTS: dict[str, tuple[Any, Any, Containment]] = {  # of a request, so for a response the other way round
    "an enum is narrowed": (MORE, FEWER, REFUTED),
    "an enum is widened": (FEWER, MORE, CONTAINED),
    "an optional property is added": (of(TEXT), O | {"properties": {"a": TEXT, "b": TEXT}}, CONTAINED),
    "a property is asked for": (of(TEXT), of(TEXT, required=["a"]), REFUTED),
    "null is no longer taken": (of(TEXT | {"nullable": True}), of(TEXT), REFUTED),
    "properties are reordered": (
        {"properties": {"a": TEXT, "b": WHOLE}},
        {"properties": {"b": WHOLE, "a": TEXT}},
        CONTAINED,
    ),
}

OF_TEXT = {"null is no longer taken"}  # what is refused in JSON alone: in a query, null is the text `null`


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_is_asked_one_way_and_a_response_the_other(name: str) -> None:
    old, new, expected = REQUESTS[name]
    assert verdicts(document(sent=old), document(sent=new)) == [expected]
    assert verdicts(document(limit=old), document(limit=new)) == [CONTAINED if name in OF_TEXT else expected]
    assert verdicts(document(back=new), document(back=old)) == [expected]


def test_a_narrowed_request_and_a_widened_response_have_a_witness() -> None:
    (request,) = compare(document(sent=of(MORE)), document(sent=of(FEWER)))
    (response,) = compare(document(back=of(FEWER)), document(back=of(MORE)))
    assert request.answer.witness == response.answer.witness == {"a": "c"}
    assert (request.body.part, response.body.part) == (REQUEST, RESPONSE)
    assert (request.body.direction, response.body.direction) == (Direction.REQUEST, Direction.RESPONSE)


READ, WRITE = TEXT | {"readOnly": True}, TEXT | {"writeOnly": True}
UNSENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {  # compatible, though the schemas differ
    "a property that requests leave out": (document(sent=of(READ)), document(sent=of(WHOLE))),
    "one that is left out from now on": (document(sent=of(TEXT)), document(sent=of(READ))),
    "one that is required of responses alone": (document(sent=of(TEXT)), document(sent=of(READ, required=["a"]))),
    "one that requests leave out on both sides": (
        document(sent=of(READ)),
        document(sent=of(WHOLE | {"readOnly": True})),
    ),
    "a property that responses leave out": (document(back=of(WHOLE)), document(back=of(WRITE))),
    "one that was left out so far": (document(back=of(WRITE)), document(back=of(WHOLE))),
    "through a component": (document(sent=of({"$ref": "#/components/schemas/A"}), A=READ), document(sent=of(WHOLE))),
    "and a composition": (document(sent={"allOf": [of(READ), {"required": ["a"]}]}), document(sent=of(WHOLE))),
}


@pytest.mark.parametrize("name", UNSENT)
def test_what_is_not_sent_breaks_nothing(name: str) -> None:
    assert verdicts(*UNSENT[name]) == [CONTAINED]


def test_what_the_other_direction_leaves_out_is_compared() -> None:
    assert verdicts(document(sent=of(WRITE)), document(sent=of(WHOLE))) == [REFUTED]
    assert verdicts(document(back=of(WHOLE)), document(back=of(READ))) == [REFUTED]


def test_a_strict_sender_may_send_what_nobody_declares() -> None:
    old, new = document(sent=of(TEXT)), document(sent=O | {"properties": {"a": TEXT, "b": WHOLE}})
    assert verdicts(old, new) == [CONTAINED]
    assert verdicts(old, new, ContentModel.STRICT) == [REFUTED]


TREE = of({"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}, required=["a"])
WOOD = of({"type": "array", "items": {"$ref": "#/components/schemas/Wood"}}, required=["a"])
SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {  # either way
    "a component is renamed": (
        document(sent={"$ref": "#/components/schemas/A"}, A=of(TEXT)),
        document(sent={"$ref": "#/components/schemas/B"}, B=of(TEXT)),
    ),
    "a recursive one too": (
        document(back={"$ref": "#/components/schemas/Tree"}, Tree=TREE),
        document(back={"$ref": "#/components/schemas/Wood"}, Wood=WOOD),
    ),
    "a component is inlined": (
        document(sent=of({"$ref": "#/components/schemas/A"}), A=TEXT),
        document(sent=of(TEXT)),
    ),
    "3.0 is lifted to 3.1": (
        document(sent=of(TEXT | {"nullable": True}), limit=WHOLE | {"minimum": 0, "exclusiveMinimum": True}),
        document(sent=of({"type": ["null", "string"]}), limit=WHOLE | {"exclusiveMinimum": 0}, version="3.1.0"),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_another_way_to_write_it_is_no_change(name: str) -> None:
    old, new = SAME[name]
    assert set(verdicts(old, new)) == {CONTAINED}
    assert set(verdicts(new, old)) == {CONTAINED}


def test_only_what_both_have_is_compared_in_one_order() -> None:
    old = document(sent=TEXT, back=TEXT, limit=WHOLE)
    new = document(sent=TEXT, back=TEXT, limit=WHOLE)
    new["paths"] = {"/cats": new["paths"]["/pets"], **new["paths"]}
    assert [one.body.part for one in compare(old, new)] == [LIMIT, REQUEST, RESPONSE]
    assert not compare(old, document())
    assert not compare(document(), new)


def test_a_schema_that_is_left_out_allows_anything() -> None:
    without: dict[str, Any] = document(sent=TEXT)
    del without["paths"]["/pets"]["put"]["requestBody"]["content"][JSON]["schema"]
    assert verdicts(document(sent=TEXT), without) == [CONTAINED]
    assert verdicts(without, document(sent=TEXT)) == [REFUTED]
    assert verdicts(without, without) == []


def test_what_is_not_understood_is_undecided_unless_its_text_is_the_same() -> None:
    odd, more = (document(sent=of(WHOLE | {"minimum": "many", "maximum": most})) for most in ("few", "more"))
    (one,) = compare(odd, more)
    assert one.answer.verdict is UNDECIDED
    assert "`minimum` cannot be 'many'" in (one.answer.reason or "")
    assert verdicts(odd, document(sent=of({"maximum": "few", "minimum": "many"} | WHOLE))) == [CONTAINED]
    assert verdicts(odd, odd | {"openapi": "3.1.0"}) == [UNDECIDED]


def test_what_leads_nowhere_is_undecided_unless_it_leads_there_by_the_same_words() -> None:
    lost, same, other = (document(sent=of({"$ref": f"#/{name}"})) for name in ("nowhere", "nowhere", "none"))
    assert verdicts(lost, same) == [CONTAINED]
    assert verdicts(lost, other) == [UNDECIDED]


def test_schemas_of_a_foreign_dialect_are_undecided() -> None:
    foreign = document(sent=TEXT, version="3.1.0") | {"jsonSchemaDialect": "https://example.com/own"}
    assert verdicts(foreign, document(sent=TEXT)) == [UNDECIDED]


def versions() -> dict[str, list[Path]]:
    """List the versions of each real API, oldest first."""
    found: dict[str, list[Path]] = {}
    for path in sorted(corpus.specs()):
        found.setdefault(path.parent.name, []).append(path)
    return found


def parsed(path: Path) -> Any:
    return read(path.read_bytes(), Limits()).data


def sendable(schema: Any) -> Any:
    """Forbid what a normalized schema marks as unsent."""
    if isinstance(schema, list):
        return [sendable(child) for child in schema]
    if schema in ({"readOnly": True}, {"writeOnly": True}):
        return False
    return {key: sendable(child) for key, child in schema.items()} if isinstance(schema, dict) else schema


def confirmed(old: Any, new: Any, found: list[Compared]) -> bool:
    """Ask jsonschema-rs itself of every witness: it is sent without what is unsent, and not understood."""
    alone = (Schemas(old), Schemas(new))
    for one in found:
        at = [one.body.old, one.body.new]
        schemas = [side.standalone(it).schema if it else {} for side, it in zip(alone, at, strict=True)]
        sub, sup = schemas if one.body.direction is Direction.REQUEST else schemas[::-1]
        inside, outside = jsonschema_rs.Draft202012Validator(sendable(sub)), jsonschema_rs.Draft202012Validator(sup)
        if not inside.is_valid(one.answer.witness) or outside.is_valid(one.answer.witness):
            return False
    return True


NEIGHBOURS = ("museum", "osb-openapi", "nakadi", "twilio-verify-yaml", "qdrant", "xero-finance")


@pytest.mark.corpus
@pytest.mark.timeout(40)
def test_neighbouring_versions_of_real_contracts_are_decided_and_every_witness_is_confirmed() -> None:
    known, counted, reasons = versions(), Counter[Containment](), Counter[str | None]()
    for api in NEIGHBOURS:
        for old, new in pairwise([parsed(path) for path in known[api]]):
            found = compare(old, new)
            assert confirmed(old, new, [one for one in found if one.answer.verdict is REFUTED])
            counted.update(one.answer.verdict for one in found)
            reasons.update(one.answer.reason for one in found if one.answer.verdict is UNDECIDED)
    figures = [*counted.items(), *reasons.items()]
    print(*(f"{verdict}: {count}" for verdict, count in figures), sep="\n")  # noqa: T201 - read with pytest -rP
    assert counted[CONTAINED] > 3_000
    assert counted[REFUTED] > 50
    assert counted[CONTAINED] + counted[REFUTED] >= 0.995 * counted.total()


@pytest.mark.corpus
@pytest.mark.timeout(40)
def test_a_real_contract_contains_itself_whether_it_is_read_once_or_twice() -> None:
    smaller = [path for path in corpus.specs() if path.stat().st_size < 700_000]
    for path in random.Random("itself").sample(smaller, 12):
        document = parsed(path)
        assert {one.answer.verdict for one in compare(document, document)} == {CONTAINED}
        for one in compare(document, parsed(path)):
            assert one.answer.verdict is CONTAINED or "cannot be interpreted" in (one.answer.reason or "")
