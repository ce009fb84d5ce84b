"""Documents of components alone: their schemas are compared in both directions, and each place is the component's."""

from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.vocabulary import Bump, Verdict

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def alone(version: str = "3.1.0", **components: Any) -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "Parts", "version": "1"}, "components": components}


def swagger(**parts: Any) -> dict[str, Any]:
    return {"swagger": "2.0", "info": {"title": "Parts", "version": "1"}, "paths": {}, **parts}


def answer(schema: Any) -> dict[str, Any]:
    return {"description": "done", "content": {"application/json": {"schema": schema}}}


# what is in both documents, and the rules met
CASES: dict[str, tuple[Any, Any, set[str]]] = {
    "nothing": (alone(schemas={"Pet": TEXT}), alone(schemas={"Pet": TEXT}), set()),
    "a type": (
        alone(schemas={"Pet": TEXT}),
        alone(schemas={"Pet": WHOLE}),
        {"request-type-changed", "response-type-changed"},
    ),
    "a type, in 3.0": (
        alone("3.0.3", schemas={"Pet": TEXT}),
        alone("3.0.3", schemas={"Pet": WHOLE}),
        {"request-type-changed", "response-type-changed"},
    ),
    "a type, in 3.2": (
        alone("3.2.0", schemas={"Pet": TEXT}),
        alone("3.2.0", schemas={"Pet": WHOLE}),
        {"request-type-changed", "response-type-changed"},
    ),
    "a type, in 2.0": (
        swagger(definitions={"Pet": TEXT}),
        swagger(definitions={"Pet": WHOLE}),
        {"request-type-changed", "response-type-changed"},
    ),
    "a schema narrowed": (
        alone(schemas={"Pet": TEXT}),
        alone(schemas={"Pet": TEXT | {"maxLength": 9}}),
        {"request-max-length-added", "response-max-length-added"},
    ),
    "a schema removed": (
        alone(schemas={"Pet": TEXT, "Toy": TEXT}),
        alone(schemas={"Pet": TEXT}),
        {"component-removed"},
    ),
    "a schema added": (alone(schemas={"Pet": TEXT}), alone(schemas={"Pet": TEXT, "Toy": TEXT}), {"component-added"}),
    "a parameter": (
        alone(parameters={"limit": {"name": "limit", "in": "query"}}),
        alone(parameters={"limit": {"name": "limit", "in": "query", "required": True}}),
        {"parameter-became-required"},
    ),
    "a response": (
        alone(responses={"Done": answer(TEXT)}),
        alone(responses={"Done": answer(WHOLE)}),
        {"response-type-changed"},
    ),
    "a header": (
        alone(headers={"Rate": {"schema": TEXT, "required": True}}),
        alone(headers={"Rate": {"schema": TEXT}}),
        {"response-header-became-optional"},
    ),
    "a request body": (
        alone(requestBodies={"Pet": {"content": {"application/json": {"schema": TEXT}}}}),
        alone(requestBodies={"Pet": {"content": {"application/json": {"schema": WHOLE}}}}),
        {"request-type-changed"},
    ),
    "a parameter of 2.0": (
        swagger(parameters={"limit": {"name": "limit", "in": "query", "type": "integer"}}),
        swagger(parameters={"limit": {"name": "limit", "in": "query", "type": "integer", "required": True}}),
        {"parameter-became-required"},
    ),
    "an example": (
        alone(examples={"one": {"value": 1}}),
        alone(examples={"one": {"value": 2}}),
        {"unused-component-changed"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_components_alone_are_compared(name: str) -> None:
    old, new, rules = CASES[name]
    report = compare(old, new)
    assert {change.id for change in report.changes} == rules
    assert (report.bump is Bump.NONE) is (not rules)
    places = [place.pointer for one in report.changes for place in (one.base, one.revision) if place]
    assert not any(place.startswith("/paths") for place in places)


def test_a_component_of_a_document_with_operations_is_compared_where_it_is_used() -> None:
    used = {"/a": {"get": {"responses": {"200": {"description": "done"}}}}}
    old, new = ({**alone(schemas={"Pet": one}), "paths": used} for one in (TEXT, WHOLE))
    report = compare(old, new)
    assert (report.verdict, report.bump) == (Verdict.COMPATIBLE, Bump.PATCH)


def test_a_name_may_have_any_characters() -> None:
    (change,) = compare(alone(schemas={"a/b~c": TEXT, "d": {}}), alone(schemas={"d": {}})).changes
    assert change.message == "The component `a/b~c` was removed"
    assert change.base is not None
    assert change.base.pointer == "/components/schemas/a~1b~0c"
