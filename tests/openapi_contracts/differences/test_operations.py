"""Operations: added, removed, shadowed by a more concrete path or left to a template; and what is unclear of them."""

from typing import Any

import pytest

from openapi_contracts.contracts import normalize
from openapi_contracts.differences.operation_matching import pairs
from openapi_contracts.findings import Doubt
from openapi_contracts.vocabulary import ContentModel, Side
from tests.openapi_contracts.differences.small import (
    JSON,
    OK,
    TEXT,
    WHOLE,
    Case,
    called,
    case,
    document,
    findings,
    hook,
    put,
    rules,
    shown,
    surface,
)

DONE: dict[str, Any] = {"responses": OK}
UUID = TEXT | {"format": "uuid"}


def of(*paths: str, schema: Any = TEXT, **operation: Any) -> dict[str, Any]:
    """Write a document of paths, each with its method before it; of every parameter the same schema."""
    found: dict[str, Any] = {}
    for path in paths:
        method, _, path = path.partition(" ")
        names = [part.split("}")[0] for part in path.split("{")[1:]]
        given = [{"in": "path", "name": name, "required": True, "schema": schema} for name in names]
        found.setdefault(path, {})[method.lower()] = DONE | {"parameters": given} | operation
    return document(found)


def renamed(written: dict[str, Any], name: str, address: str | None = None) -> dict[str, Any]:
    """Give the callback of a document another name, and another address."""
    operation = written["paths"]["/pets"]["put"]
    (((_, found),),) = ((*callback.items(),) for callback in operation["callbacks"].values())
    return put(**operation | {"callbacks": {name: {address or "{$request.query.url}": found}}})


BOTH = of("GET /pets/{id}", "GET /pets/mine")
CASES: dict[str, Case] = {
    "nothing changes": case(BOTH, BOTH),
    "one is added": case(of(), of("GET /pets"), "operation-added"),
    "one is removed": case(of("GET /pets"), of(), "operation-removed"),
    "a method is added": case(of("GET /pets"), of("GET /pets", "PUT /pets"), "operation-added"),
    "a name in the path changes": case(of("GET /pets/{id}"), of("GET /pets/{petId}")),
    "a path is renamed": case(of("GET /pets"), of("GET /animals"), "operation-removed", "operation-added"),
    "a concrete path takes over": case(of("GET /pets/{id}"), BOTH, "operation-added", "path-takes-over"),
    "a concrete path lacks the method": case(
        of("PUT /pets/{id}"), of("PUT /pets/{id}", "GET /pets/mine"), "operation-added", "path-takes-over"
    ),
    "a template allows no such value": case(
        of("GET /pets/{id}", schema=WHOLE), of("GET /pets/{id}", "GET /pets/mine", schema=WHOLE), "operation-added"
    ),
    "a template allows no such format": case(
        of("GET /pets/{id}", schema=UUID), of("GET /pets/{id}", "GET /pets/mine", schema=UUID), "operation-added"
    ),
    "a template lists its values": case(
        of("GET /pets/{id}", schema={"enum": ["a"]}),
        of("GET /pets/{id}", "GET /pets/mine", schema={"enum": ["a"]}),
        "operation-added",
    ),
    "a number is a value": case(
        of("PUT /pets/{id}", schema=WHOLE),
        of("PUT /pets/{id}", "GET /pets/1", schema=WHOLE),
        "operation-added",
        "path-takes-over",
    ),
    "the concrete path was there before": case(
        of("GET /pets/{id}", "PUT /pets/mine"),
        of("GET /pets/{id}", "PUT /pets/mine", "GET /pets/mine"),
        "operation-added",
    ),
    "a more specific template took the requests": case(
        of("GET /{kind}/mine", "PUT /pets/{id}"),
        of("GET /{kind}/mine", "PUT /pets/{id}", "PUT /pets/mine"),
        "operation-added",
        "path-takes-over",
    ),
    "the template goes at the same time": case(
        of("GET /pets/{id}"), of("GET /pets/mine"), "operation-removed", "operation-added"
    ),
    "a longer path shadows nothing": case(
        of("GET /pets/{id}"), of("GET /pets/{id}", "PUT /pets/mine/toys"), "operation-added"
    ),
    "a concrete path is left to the template": case(BOTH, of("GET /pets/{id}"), "operation-left-to-template"),
    "a concrete path becomes a template": case(
        of("GET /pets/mine"), of("GET /pets/{id}"), "path-text-became-parameter"
    ),
    "the template does not take the value": case(
        of("GET /pets/mine"), of("GET /pets/{id}", schema=WHOLE), "operation-removed", "operation-added"
    ),
    "the template lacks the method": case(
        of("PUT /pets/mine", "GET /pets/{id}"), of("GET /pets/{id}"), "operation-removed"
    ),
    "the path remains without the method": case(
        of("PUT /pets/mine", "GET /pets/mine", "GET /pets/{id}"),
        of("PUT /pets/mine", "GET /pets/{id}"),
        "operation-removed",
    ),
    "a webhook is added": case(document(), hook(), "webhook-added"),
    "a webhook is removed": case(hook(), document(), "webhook-removed"),
    "a callback is added": case(put(), called(), "callback-added"),
    "a callback is removed": case(called(), put(), "callback-removed"),
    "a callback is renamed": case(called(), renamed(called(), "onChange")),
    "a callback goes to another address": case(
        called(), renamed(called(), "onEvent", "{$request.query.to}"), "callback-removed", "callback-added"
    ),
}


LETTER: dict[str, Case] = {  # what is found by the letter
    "a concrete path takes over": case(of("GET /pets/{id}"), BOTH, "operation-added", "operation-takes-over"),
    "a concrete path lacks the method": case(
        of("PUT /pets/{id}"), of("PUT /pets/{id}", "GET /pets/mine"), "operation-added", "operation-shadowed"
    ),
    "a number is a value": case(
        of("PUT /pets/{id}", schema=WHOLE),
        of("PUT /pets/{id}", "GET /pets/1", schema=WHOLE),
        "operation-added",
        "operation-shadowed",
    ),
    "a more specific template took the requests": case(
        of("GET /{kind}/mine", "PUT /pets/{id}"),
        of("GET /{kind}/mine", "PUT /pets/{id}", "PUT /pets/mine"),
        "operation-added",
        "operation-takes-over",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_happens_to_an_operation_is_named(name: str) -> None:
    assert rules(CASES[name].old, CASES[name].new) == CASES[name].rules


@pytest.mark.parametrize("name", LETTER)
def test_what_happens_by_the_letter_is_named(name: str) -> None:
    assert rules(LETTER[name].old, LETTER[name].new, ContentModel.STRICT) == LETTER[name].rules


def test_an_added_path_is_told_once_whatever_the_methods_of_the_template() -> None:
    old = of("GET /pets/{id}", "PUT /pets/{id}", "DELETE /pets/{id}")
    new = document({**old["paths"], **of("GET /pets/search", schema=WHOLE)["paths"]})
    added, taken = findings(old, new)
    assert (added.rule, taken.rule) == ("operation-added", "path-takes-over")
    assert taken.operations == ("DELETE /pets/search", "GET /pets/search", "PUT /pets/search")
    assert (taken.base, taken.revision) == ("/paths/~1pets~1{id}", "/paths/~1pets~1search")


def test_a_request_of_what_is_gone_is_shown() -> None:
    (finding,) = findings(of("GET /pets/{id}"), of())
    assert (shown(finding).side, shown(finding).label) == (Side.BASE, "GET /pets/{id}")
    assert finding.operations == ("GET /pets/{id}",)
    assert (finding.base, finding.revision) == ("/paths/~1pets~1{id}/get", None)


def test_a_request_that_is_shadowed_is_shown_with_its_path() -> None:
    old = of("PUT /shops/{shop}/pets/{id}")
    found = findings(old, of("PUT /shops/{shop}/pets/{id}", "GET /shops/{name}/pets/mine"), ContentModel.STRICT)
    message = shown(found[1])
    assert message.given == {("parameter", "path", "1"): "mine"}
    assert message.operation.path == "/shops/{shop}/pets/{id}"
    assert found[1].operations == ("PUT /shops/{}/pets/mine",)


def test_a_template_is_compared_with_the_path_that_takes_over() -> None:
    old = of("GET /shops/{shop}/pets/{id}")
    new = of("GET /shops/{shop}/pets/{id}")
    new["paths"] |= of("GET /shops/{shop}/pets/mine", schema=WHOLE)["paths"]
    new["paths"]["/shops/{shop}/pets/mine"]["get"]["parameters"] += [
        {"in": "query", "name": "limit", "required": True, "schema": WHOLE}
    ]
    found = {finding.rule: finding for finding in findings(old, new, ContentModel.STRICT)}
    assert list(found) == ["operation-added", "operation-takes-over", "required-parameter-added"]
    message = shown(found["required-parameter-added"])
    assert message.given == {("parameter", "path", "1"): "mine"}
    asked = surface(old, new, ContentModel.STRICT).schema_questions[-1]
    assert (asked.label, asked.part) == ("GET /shops/{shop}/pets/mine", ("parameter", "path", "0"))
    assert (asked.old and asked.old.schema, asked.new and asked.new.schema) == (TEXT, WHOLE)
    assert asked.shown.given == message.given


def test_the_parameters_of_a_path_that_is_left_to_a_template_keep_their_positions() -> None:
    old = of("GET /shops/mine/pets/{id}")
    new = of("GET /shops/{shop}/pets/{id}", schema={"maxLength": 4})
    (asked,) = surface(old, new).schema_questions
    assert asked.part == ("parameter", "path", "0")
    assert (asked.old and asked.old.pointer, asked.new and asked.new.pointer) == (
        "/paths/~1shops~1mine~1pets~1{id}/get/parameters/0/schema",
        "/paths/~1shops~1{shop}~1pets~1{id}/get/parameters/1/schema",
    )


def test_responses_of_a_path_that_is_left_to_a_template_are_compared() -> None:
    old = of("GET /pets/mine", responses={"200": {"content": {JSON: {"schema": TEXT}}}})
    assert rules(old, of("GET /pets/{id}")) == (
        "path-text-became-parameter",
        "response-body-removed",
        "description-changed",
    )


def test_pairs_are_in_the_order_of_their_keys_and_callbacks_follow() -> None:
    both = document(
        {
            "/toys": {"get": DONE},
            "/pets": {"put": DONE | {"callbacks": {"onEvent": {"{$url}": {"post": DONE}}}}, "get": DONE},
        },
        webhooks={"newPet": {"post": DONE}},
    )
    assert [pair.label for pair in pairs(normalize(both), normalize(both))] == [
        "GET /pets",
        "PUT /pets",
        "PUT /pets callback onEvent {$url} POST",
        "GET /toys",
        "WEBHOOK newPet POST",
    ]


UNCLEAR: dict[str, Case] = {
    "an operation is none": case(of("GET /pets"), document({"/pets": {"get": 1}}), "part-undecided"),
    "it never was": case(document({"/pets": {"get": 1}}), document({"/pets": {"get": 1}})),
    "a path item leads nowhere": case(
        of("GET /pets", "PUT /pets"), document({"/pets": {"$ref": "#/nowhere"}}), "part-undecided"
    ),
    "a path item led nowhere": case(document({"/pets": {"$ref": "#/nowhere"}}), of("GET /pets"), "part-undecided"),
    "a callback leads nowhere": case(called(), put(callbacks={"onEvent": {"$ref": "#/nowhere"}}), "part-undecided"),
    "a flag is none": case(put(), put(deprecated=1), "part-undecided"),
    "a flag is none any more": case(put(deprecated=1), put(), "part-undecided"),
    "a flag never was one": case(put(deprecated=1), put(deprecated=2)),
    "a flag of what is new is none": case(
        document(), document({"/pets": {"get": DONE | {"deprecated": 1}}}), "operation-added"
    ),
    "the version is unknown": case(put(), put() | {"openapi": "4.0.0"}, "part-undecided"),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_what_is_unclear_of_one_side_alone_is_undecided(name: str) -> None:
    found = findings(UNCLEAR[name].old, UNCLEAR[name].new)
    assert tuple(finding.rule for finding in found) == UNCLEAR[name].rules
    assert all(isinstance(finding.evidence, Doubt) for finding in found if finding.rule == "part-undecided")


def test_what_is_unclear_twice_is_undecided_once_more_than_before() -> None:
    flagged = {"deprecated": 1, "responses": OK}
    old = document({"/pets": {"get": flagged, "put": DONE}})
    new = document({"/pets": {"get": flagged, "put": flagged}})
    assert rules(old, new) == ("part-undecided",)
    assert rules(new, new) == ()


def test_paths_that_differ_in_names_alone_are_matched_by_them() -> None:
    twins = ("GET /pets/{id}", "GET /pets/{name}")
    first, second = (of(*each)["paths"] for each in (twins, twins[::-1]))
    for paths in (first, second):
        paths["/pets/{id}"]["get"]["parameters"][0]["schema"] = WHOLE
    assert rules(document(first), document(second)) == ()
    assert [asked.old == asked.new for asked in surface(document(first), document(second)).schema_questions] == [
        True,
        True,
    ]
