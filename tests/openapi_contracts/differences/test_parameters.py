"""Parameters: there or not, required or not, and how they are written."""

from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.contracts import Direction
from openapi_contracts.findings import Doubt, Kind, Proof
from openapi_contracts.vocabulary import Side, Verdict
from tests.openapi_contracts.differences.small import (
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


def query(**more: Any) -> list[Any]:
    return [{"in": "query", "name": "limit", "schema": WHOLE} | more]


def of(schema: Any, **more: Any) -> list[Any]:
    return query(schema=schema, **more)


LIST, MANY = {"type": "array", "items": TEXT}, {"type": "array", "items": WHOLE}
ONE = LIST | {"maxItems": 1}
LIMIT = ("parameter", "query", "limit")
CONTENT = {"in": "query", "name": "limit", "content": {"application/json": {"schema": WHOLE}}}

CASES: dict[str, Case] = {
    "nothing changes": case(query(), query()),
    "one that is required is added": case([], query(required=True), "required-parameter-added"),
    "one that is optional is added": case([], query(), "optional-parameter-added"),
    "one is removed": case(query(), [], "parameter-removed"),
    "one that was required is removed": case(query(required=True), [], "parameter-removed"),
    "one becomes required": case(query(), query(required=True), "parameter-became-required"),
    "one becomes optional": case(query(required=True), query(), "parameter-became-optional"),
    "one moves": case(
        query(required=True),
        [{"in": "header", "name": "limit", "required": True, "schema": WHOLE}],
        "required-parameter-added",
        "parameter-removed",
    ),
    "a header's name is written in capitals": case(
        [{"in": "header", "name": "x-trace", "schema": TEXT}], [{"in": "header", "name": "X-Trace", "schema": TEXT}]
    ),
    "a list is no longer exploded": case(of(LIST), of(LIST, explode=False), "parameter-form-changed"),
    "a list is separated by something else": case(
        of(LIST, explode=False), of(LIST, style="pipeDelimited"), "parameter-form-changed"
    ),
    "an exploded list has another style": case(of(LIST), of(LIST, style="spaceDelimited", explode=True)),
    "a number is never exploded": case(of(WHOLE), of(WHOLE, explode=False)),
    "a list of one is never exploded": case(of(ONE), of(ONE, explode=False)),
    "an object becomes deep": case(
        of({"type": "object"}), of({"type": "object"}, style="deepObject"), "parameter-form-changed"
    ),
    "text may hold what is reserved": case(of(TEXT), of(TEXT, allowReserved=True), "reserved-characters-changed"),
    "text may no longer hold what is reserved": case(of(TEXT, allowReserved=True), of(TEXT), "parameter-form-changed"),
    "numbers hold nothing that is reserved": case(
        of(WHOLE, allowReserved=True), of(WHOLE), "reserved-characters-changed"
    ),
    "a number becomes JSON": case(of(WHOLE), [CONTENT]),
    "text becomes JSON": case(
        of(TEXT), [CONTENT | {"content": {"application/json": {"schema": TEXT}}}], "parameter-form-changed"
    ),
    "it may no longer be empty": case(query(allowEmptyValue=True), query(), "parameter-empty-value-refused"),
    "it may be empty": case(query(), query(allowEmptyValue=True), "parameter-empty-value-allowed"),
    "empty text is text": case(of(TEXT, allowEmptyValue=True), of(TEXT)),
    "a number becomes text": case(of(WHOLE), of(TEXT), "value-reads-as-text"),
    "text becomes a list": case(of(TEXT), of(LIST), "value-reads-as-list"),
    "a number becomes a list of text": case(of(WHOLE), of(LIST), "value-reads-as-list", "value-reads-as-text"),
    "a number becomes a list with commas": case(of(WHOLE), of(MANY, explode=False), "value-reads-as-list"),
    "text with commas becomes a list with commas": case(of(TEXT), of(LIST, explode=False)),
    "text becomes a number": case(of(TEXT), of(WHOLE)),
    "a list becomes text": case(of(LIST), of(TEXT)),
    "how it is written is unclear": case(query(), query(style="curly"), "part-undecided"),
    "it is unclear": case(query(), [{"$ref": "#/nowhere"}], "part-undecided", "parameter-removed"),
    "it is unclear on both sides": case([{"$ref": "#/nowhere"}], [{"$ref": "#/nowhere"}]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_happens_to_a_parameter_is_named(name: str) -> None:
    one = CASES[name]
    assert rules(put(parameters=one.old), put(parameters=one.new)) == one.rules


PROVIDED: dict[str, Case] = {  # by what the provider sends
    "one that is required is added": case([], query(required=True), "webhook-parameter-added"),
    "one that was required is removed": case(query(required=True), [], "required-webhook-parameter-removed"),
    "one that was optional is removed": case(query(), [], "optional-webhook-parameter-removed"),
    "one becomes required": case(query(), query(required=True), "webhook-parameter-became-required"),
    "one becomes optional": case(query(required=True), query(), "webhook-parameter-became-optional"),
    "a list is no longer exploded": case(of(LIST), of(LIST, explode=False), "webhook-parameter-form-changed"),
    "it may be empty": case(query(), query(allowEmptyValue=True), "webhook-parameter-empty-value-sent"),
    "it may no longer be empty": case(query(allowEmptyValue=True), query(), "webhook-parameter-empty-value-unsent"),
    "text becomes a number": case(of(TEXT), of(WHOLE), "value-reads-as-text"),
    "a list becomes text": case(of(LIST), of(TEXT), "value-reads-as-list"),
}


@pytest.mark.parametrize("name", PROVIDED)
@pytest.mark.parametrize("written", [hook, called])
def test_the_provider_sends_the_parameters_of_webhooks_and_callbacks(name: str, written: Any) -> None:
    one = PROVIDED[name]
    found = findings(written(parameters=one.old), written(parameters=one.new))
    assert tuple(finding.rule for finding in found) == one.rules
    for finding in found:
        assert finding.evidence is None or isinstance(finding.evidence, Proof) or shown(finding).side is Side.REVISION


def test_a_request_of_the_base_lacks_what_is_required_now() -> None:
    (finding,) = findings(put(parameters=[]), put(parameters=query(required=True)))
    message = shown(finding)
    assert (message.side, message.kind, message.label) == (Side.BASE, Kind.REQUEST, "PUT /pets")
    assert message.omitted == {LIMIT}
    assert message.refused == "the query parameter `limit` is missing"
    assert finding.operations == ("PUT /pets",)
    assert (finding.base, finding.revision) == (None, "/paths/~1pets/put/parameters/0")


def test_a_value_that_is_written_in_another_way_is_shown() -> None:
    (finding,) = findings(put(parameters=of(LIST)), put(parameters=of(LIST, explode=False)))
    value = shown(finding).given[LIMIT]
    assert isinstance(value, list)
    assert len(value) > 1
    assert all(value), "empty text shows nothing"


def test_a_style_of_a_schema_that_is_not_understood_is_doubted() -> None:
    unknown = {"$ref": "#/nowhere"}
    (finding,) = findings(put(parameters=of(unknown)), put(parameters=of(unknown, explode=False)))
    assert isinstance(finding.evidence, Doubt)


def test_a_parameter_of_the_path_item_is_one_of_the_operation() -> None:
    operation = {"responses": {"200": {"description": "done"}}}
    shared = document({"/pets": {"parameters": query(), "put": operation}})
    assert rules(put(parameters=query()), shared) == rules(shared, put(parameters=query())) == ()


def test_a_parameter_in_the_path_is_known_by_its_position() -> None:
    def path(name: str) -> dict[str, Any]:
        given = {"in": "path", "name": name, "required": True, "schema": TEXT}
        return document({f"/pets/{{{name}}}": {"get": {"parameters": [given], "responses": {}}}})

    assert rules(path("id"), path("petId")) == ()
    (asked,) = surface(path("id"), path("petId")).schema_questions
    assert asked.part == ("parameter", "path", "0")
    assert asked.label == "GET /pets/{petId}"


def test_the_name_in_a_matrix_is_on_the_wire() -> None:
    def path(name: str) -> dict[str, Any]:
        given = {"in": "path", "name": name, "required": True, "style": "matrix", "schema": TEXT}
        return document({f"/pets/{{{name}}}": {"get": {"parameters": [given], "responses": {}}}})

    assert rules(path("id"), path("petId")) == ("parameter-form-changed",)


def test_every_schema_is_asked_though_one_side_has_none() -> None:
    (asked,) = surface(put(parameters=query()), put(parameters=[{"in": "query", "name": "limit"}])).schema_questions
    assert asked.old is not None
    assert asked.new is None
    assert (asked.part, asked.direction, asked.shown.side) == (LIMIT, Direction.REQUEST, Side.BASE)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        pytest.param(WHOLE, TEXT | {"maxLength": 3}, "not-contained", id="a number may be longer than a text"),
        pytest.param(
            WHOLE, TEXT | {"pattern": "^[0-9-]+$"}, "undecided", id="a pattern of texts is not told of numbers"
        ),
        pytest.param(LIST, WHOLE, "not-contained", id="a list is no number"),
    ],
)
def test_what_a_text_is_read_as_is_told(old: Any, new: Any, verdict: str) -> None:
    (asked,) = surface(put(parameters=of(old)), put(parameters=of(new))).schema_questions
    assert asked.known_answer is not None
    assert asked.known_answer.verdict == verdict


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({}, TEXT, id="nothing said"),
        pytest.param({"type": ["string", "null"]}, TEXT, id="null"),
        pytest.param({"type": "integer", "enum": [1, 2]}, {"type": "string", "enum": ["1", "2"]}, id="an enum"),
        pytest.param({"type": "array", "items": {"type": ["boolean", "null"]}}, LIST, id="items"),
        pytest.param(TEXT, {"type": "array"}, id="a list of anything"),
    ],
)
def test_what_differs_in_type_alone_reads_as_text(old: Any, new: Any) -> None:
    found = surface(put(parameters=of(old)), put(parameters=of(new)))
    assert [finding.rule for finding in found.findings] == ["value-reads-as-text"]
    assert found.schema_questions == ()


def test_no_segment_of_a_path_is_empty() -> None:
    def path(schema: Any) -> dict[str, Any]:
        given = {"in": "path", "name": "id", "required": True, "schema": schema}
        return document({"/pets/{id}": {"get": {"parameters": [given], "responses": {}}}})

    (asked,) = surface(path(TEXT), path(TEXT | {"minLength": 1})).schema_questions
    assert asked.known_answer is not None
    assert asked.known_answer.verdict == "contained"


def test_one_value_is_asked_of_the_items_of_a_list() -> None:
    (asked,) = surface(put(parameters=of(TEXT)), put(parameters=of(LIST))).schema_questions
    assert asked.new is not None
    assert asked.new.pointer == "/paths/~1pets/put/parameters/0/schema/items"
    assert asked.new.schema == TEXT


def test_the_items_of_a_component_are_found() -> None:
    components = {"schemas": {"Many": MANY}}
    new = put(parameters=of({"$ref": "#/components/schemas/Many"})) | {"components": components}
    (asked,) = surface(put(parameters=of(WHOLE)), new).schema_questions
    assert asked.new is not None
    assert asked.new.pointer == "/components/schemas/Many/items"


@pytest.mark.parametrize("limit", [{"minItems": 2}, {"enum": [["a"]]}])
def test_a_list_that_asks_for_more_is_compared_as_it_is(limit: dict[str, Any]) -> None:
    (asked,) = surface(put(parameters=of(TEXT)), put(parameters=of(LIST | limit))).schema_questions
    assert asked.new is not None
    assert asked.new.schema == LIST | limit


def test_a_webhook_is_a_request_that_the_provider_sends() -> None:
    (asked,) = surface(hook(parameters=query()), hook(parameters=query())).schema_questions
    assert (asked.shown.kind, asked.direction, asked.shown.side) == (Kind.REQUEST, Direction.RESPONSE, Side.REVISION)
    assert asked.label == "WEBHOOK newPet POST"


def test_a_long_description_changes_no_verdict() -> None:
    """A reference counts wherever it stands in the text of a schema."""

    def document(item: str, description: str) -> dict[str, Any]:
        schema = {"type": "array", "description": description, "items": {"$ref": "#/components/schemas/Item"}}
        operation = {
            "parameters": [{"name": "ids", "in": "query", "schema": schema}],
            "responses": {"204": {"description": "Done."}},
        }
        return {
            "openapi": "3.0.3",
            "info": {"title": "Items", "version": "1"},
            "paths": {"/items": {"get": operation}},
            "components": {"schemas": {"Item": {"type": item}}},
        }

    found = [
        [(change.id, change.verdict) for change in compare(document("integer", text), document("string", text)).changes]
        for text in ("Short.", "Long. " * 5_000)
    ]
    assert found == [[("value-reads-as-text", Verdict.COMPATIBLE)]] * 2


@pytest.mark.parametrize(("members", "verdicts"), [(8, {Verdict.BREAKING}), (9, {Verdict.BREAKING, Verdict.UNDECIDED})])
def test_the_readings_of_an_object_in_a_header_are_tried_up_to_eight_members(
    members: int, verdicts: set[Verdict]
) -> None:
    """Beyond, what a message shows to break is still shown; the rest is undecided."""

    def document(kind: str) -> dict[str, Any]:
        names = [f"field{index}" for index in range(members)]
        properties = {name: {"type": kind} for name in names}
        schema = {"type": "object", "required": names, "properties": properties, "additionalProperties": False}
        parameter = {"name": "filter", "in": "header", "required": True, "schema": schema}
        operation = {"parameters": [parameter], "responses": {"204": {"description": "Done."}}}
        return {
            "openapi": "3.0.3",
            "info": {"title": "Items", "version": "1"},
            "paths": {"/items": {"get": operation}},
        }

    assert {change.verdict for change in compare(document("string"), document("integer")).changes} == verdicts


@pytest.mark.parametrize("name", ["X/Rate", "X~Rate", "X~1Rate"])
def test_a_header_is_called_as_its_document_spells_it(name: str) -> None:
    def document(headers: dict[str, Any]) -> dict[str, Any]:
        operation = {"responses": {"204": {"description": "Done.", "headers": headers}}}
        return {
            "openapi": "3.0.3",
            "info": {"title": "Items", "version": "1"},
            "paths": {"/items": {"get": operation}},
        }

    (change,) = compare(document({name: {"schema": {"type": "string"}}}), document({})).changes
    assert f"`{name}`" in change.message
