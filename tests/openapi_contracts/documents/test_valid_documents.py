"""Documents that come near to breaking a rule, and break none."""

from typing import Any

import pytest

from openapi_contracts.documents import validity
from openapi_contracts.documents.limits import Limits
from tests.openapi_contracts.documents.small_documents import (
    ABC,
    BODY,
    EVERY,
    FILE,
    OK,
    SCHEME,
    SINCE_30,
    SINCE_31,
    components,
    document,
    found,
    item,
    linked,
    oauth,
    parameter,
    secured,
)

RIGHT: list[dict[str, Any]] = [
    *(document(v, paths={"/{a}": {}, "/x": {}, "/{a}/{b}": {}}) for v in EVERY),
    *(item(v, "/{a}/{b}", parameters=[parameter(n, "path", v) for n in "ab"]) for v in EVERY),
    *(item(v, "/{a}", beside={"parameters": [parameter("a", "path", v)]}) for v in EVERY),
    *(item(v, responses={"default": OK["200"], "404": OK["200"], "x-y": 1}) for v in EVERY),
    *(item(v, responses={"4XX": OK["200"]}) for v in SINCE_30),
    item("2.0", parameters=[BODY], beside={"parameters": [BODY]}),
    item("2.0", parameters=[FILE], consumes=["multipart/form-data"]),
    item("2.0", parameters=[FILE]) | {"consumes": ["application/x-www-form-urlencoded"]},
    item("2.0", responses={"200": {"description": "ok", "schema": {"type": "file"}}}),
    *(components(v, schemas={"A": {"type": "array"}}) for v in SINCE_31),
    *(secured(v, {"key": []}, key=SCHEME) for v in EVERY),
    *(secured(v, {"key": ["role"]}, key=SCHEME) for v in SINCE_31),
    *(secured(v, {"o": ["r"]}, o=oauth(v)) for v in EVERY),
    *(secured(v, {}) for v in EVERY),
    secured("3.2.0", {"#/components/securitySchemes/key": []}, key=SCHEME),
    *(item(v, parameters=[parameter("X-A_b", "header", v), parameter("a[b]", "query", v)]) for v in EVERY),
    *(document(v, externalDocs={"url": "https://a.example:8080/x?y=%20#z"}) for v in EVERY),
    *(document(v, servers=[{"url": "{a}://{b}:{c}", "variables": ABC}]) for v in SINCE_30),
    *(linked(v, operationId="one", parameters={"n": 1}, server={"url": "/x"}) for v in SINCE_30),
    *(linked(v, operationRef="#/paths/~1a/post") for v in SINCE_30),
    *(linked(v, operationRef="https://b.example/openapi.json#/paths/~1a/get") for v in SINCE_30),
    *(components(v, schemas={"A": {}, "B": {"$ref": "#/components/schemas/A", "type": 5}}) for v in ("3.0.3",)),
    *(
        components(v, schemas={"A": {"properties": {"b": {"$ref": "#/components/schemas/A", "minimum": "x"}}}})
        for v in ("3.0.3",)
    ),
    document("2.0", definitions={"A": {}, "B": {"$ref": "#/definitions/A", "type": 5}}),
    components("3.0.3", schemas={"A": {"exclusiveMinimum": True}, "B": {"exclusiveMaximum": True}}),
    *(
        components(v, schemas={"A": {"discriminator": {"propertyName": "t", "mapping": {"x": name}}}, "B": {}})
        for v in SINCE_30
        for name in ("B", "#/components/schemas/B", "other.yaml#/B", "https://a.example/B")
    ),
    *(
        components(v, schemas={"A": {"$ref": "#/x-shared/B"}}) | {"x-shared": {"B": {"type": "string"}}}
        for v in SINCE_30
    ),
    *(
        document(
            v,
            paths={"/{id}": {"$ref": "#/components/pathItems/p", "parameters": [parameter("id", "path", v)]}},
            components={"pathItems": {"p": {"get": {"responses": OK}}}},
        )
        for v in SINCE_31
    ),
    *(
        document(
            v,
            paths={"/a": {"$ref": "#/components/pathItems/p", "post": {"responses": OK}}},
            components={"pathItems": {"p": {"get": {"responses": OK}}}},
        )
        for v in SINCE_31
    ),
    *(components(v, schemas={"A": {"readOnly": True, "writeOnly": True}}) for v in SINCE_31),
    *(
        components(v, schemas={"A": {"$schema": "http://json-schema.org/draft-04/schema#", "default": 3, **bounds}})
        for v in SINCE_31
        for bounds in ({"maximum": 5, "exclusiveMaximum": True}, {"minimum": 1, "exclusiveMinimum": True})
    ),
]


@pytest.mark.parametrize("data", RIGHT)
def test_what_no_rule_forbids_has_no_problem(data: dict[str, Any]) -> None:
    assert found(data) == {}


@pytest.mark.parametrize("version", SINCE_31)
@pytest.mark.parametrize("where", ["document", "schema"])
def test_a_dialect_that_is_not_known_is_one_warning(version: str, where: str) -> None:
    dialect = "https://a.example/dialect"
    schemas: dict[str, Any] = {"A": {"type": 5, "default": "x"}, "B": {"minimum": "y"}}
    if where == "document":
        data = components(version, schemas=schemas) | {"jsonSchemaDialect": dialect}
        assert list(found(data)) == ["unknown-dialect /jsonSchemaDialect"]
    else:
        data = components(version, schemas={"A": {"$schema": dialect, **schemas["A"]}})
        assert list(found(data)) == ["unknown-dialect /components/schemas/A/$schema"]
    assert validity.problems(data, Limits()).problems[0].severity == "warning"
