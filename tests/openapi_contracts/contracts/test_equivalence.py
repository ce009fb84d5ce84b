"""One API, however it is written, has one normal form."""

from copy import deepcopy
from typing import Any

from openapi_contracts.contracts import normalize
from tests.openapi_contracts.contracts.contracts import comparable

PET = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "maximum": 9}}}
IN_2_0: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Pets", "version": "1"},
    "host": "api.example.com",
    "basePath": "/v1/",
    "schemes": ["https"],
    "consumes": ["application/json"],
    "produces": ["application/json; charset=UTF-8"],
    "securityDefinitions": {
        "login": {"type": "basic"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "grant": {
            "type": "oauth2",
            "flow": "accessCode",
            "authorizationUrl": "/a",
            "tokenUrl": "/t",
            "scopes": {"r": ""},
        },
    },
    "security": [{"key": []}, {"grant": ["r"], "login": []}],
    "paths": {
        "/pets/{petId}": {
            "parameters": [{"name": "petId", "in": "path", "required": True, "type": "string", "minLength": 2}],
            "get": {
                "operationId": "getPet",
                "parameters": [
                    {"name": "tags", "in": "query", "type": "array", "items": {"type": "string"}},
                    {
                        "name": "ids",
                        "in": "query",
                        "type": "array",
                        "items": {"type": "integer"},
                        "collectionFormat": "multi",
                    },
                    {
                        "name": "a",
                        "in": "query",
                        "type": "array",
                        "items": {"type": "integer"},
                        "collectionFormat": "pipes",
                    },
                    {
                        "name": "b",
                        "in": "query",
                        "type": "array",
                        "items": {"type": "integer"},
                        "collectionFormat": "ssv",
                    },
                    {"name": "X-Trace", "in": "header", "type": "string", "enum": ["on", "off"]},
                    {"name": "Accept", "in": "header", "type": "string"},
                ],
                "responses": {
                    "200": {
                        "description": "A pet",
                        "schema": {"$ref": "#/definitions/Pet"},
                        "headers": {"X-Left": {"type": "integer"}},
                    },
                    "default": {"description": "Refused"},
                },
            },
            "put": {
                "parameters": [
                    {"name": "pet", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Pet"}}
                ],
                "responses": {"204": {"description": "Kept"}},
                "security": [],
            },
            "post": {
                "consumes": ["application/x-www-form-urlencoded", "multipart/form-data"],
                "parameters": [
                    {"name": "name", "in": "formData", "type": "string", "required": True},
                    {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}},
                ],
                "responses": {"204": {"description": "Kept"}},
            },
        }
    },
    "definitions": {"Pet": PET},
}
FORM = {
    "schema": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}},
        "required": ["name"],
    },
    "encoding": {"tags": {"explode": False}},
}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
IN_3_0: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://{where}/v1/", "variables": {"where": {"default": "api.example.com"}}}],
    "security": [{"both": ["r"], "basic": []}, {"X": []}],
    "paths": {
        "/pets/{id}": {
            "get": {
                "operationId": "getPet",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 2}},
                    {
                        "name": "tags",
                        "in": "query",
                        "explode": False,
                        "schema": {"type": "array", "items": {"type": "string"}},
                    },
                    {"name": "ids", "in": "query", "style": "form", "schema": NUMBERS},
                    {"name": "a", "in": "query", "style": "pipeDelimited", "schema": NUMBERS},
                    {"name": "b", "in": "query", "style": "spaceDelimited", "explode": False, "schema": NUMBERS},
                    {"$ref": "#/components/parameters/trace"},
                ],
                "responses": {
                    "200": {"$ref": "#/components/responses/pet"},
                    "default": {"description": "Refused"},
                },
            },
            "put": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 2}}
                ],
                "requestBody": {"$ref": "#/components/requestBodies/pet"},
                "responses": {"204": {"description": "Kept"}},
                "security": [{}],
            },
            "post": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 2}}
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/x-www-form-urlencoded": FORM, "multipart/form-data": FORM},
                },
                "responses": {"204": {"description": "Kept"}},
            },
        }
    },
    "components": {
        "schemas": {"Pet": PET},
        "parameters": {
            "trace": {"name": "x-trace", "in": "header", "schema": {"type": "string", "enum": ["on", "off"]}}
        },
        "headers": {"left": {"schema": {"type": "integer"}}},
        "requestBodies": {
            "pet": {"required": True, "content": {"Application/JSON": {"schema": {"$ref": "#/components/schemas/Pet"}}}}
        },
        "responses": {
            "pet": {
                "description": "A pet",
                "content": {'application/json;charset="utf-8"': {"schema": {"$ref": "#/components/schemas/Pet"}}},
                "headers": {"x-left": {"$ref": "#/components/headers/left"}},
            }
        },
        "securitySchemes": {
            "basic": {"type": "http", "scheme": "Basic"},
            "X": {"type": "apiKey", "in": "header", "name": "x-key"},
            "both": {
                "type": "oauth2",
                "flows": {"authorizationCode": {"authorizationUrl": "/a", "tokenUrl": "/t", "scopes": {"r": ""}}},
            },
        },
    },
}


def test_an_api_in_2_0_and_in_3_0_has_one_normal_form() -> None:
    assert comparable(IN_2_0) == comparable(IN_3_0)


def test_an_api_in_3_0_lifted_to_3_1_and_3_2_has_one_normal_form() -> None:
    for version in ("3.1.0", "3.2.0"):
        assert comparable(IN_3_0 | {"openapi": version}) == comparable(IN_3_0)


def test_components_in_place_or_referred_to_are_one_contract() -> None:
    inline = deepcopy(IN_3_0)
    get, components = inline["paths"]["/pets/{id}"]["get"], inline["components"]
    get["parameters"][5] = components.pop("parameters")["trace"]
    get["responses"]["200"] = components.pop("responses")["pet"]
    get["responses"]["200"]["headers"]["x-left"] = components.pop("headers")["left"]
    inline["paths"]["/pets/{id}"]["put"]["requestBody"] = components.pop("requestBodies")["pet"]
    assert normalize(inline) == normalize(IN_3_0)


def test_a_path_item_in_place_or_referred_to_is_one_contract() -> None:
    moved = deepcopy(IN_3_0)
    item = moved["paths"]["/pets/{id}"]
    put = item.pop("put")
    moved["components"]["pathItems"] = {"pet": {"$ref": "#/components/pathItems/pets", "put": put}, "pets": item}
    moved["paths"]["/pets/{id}"] = {"$ref": "#/components/pathItems/pet", "description": "beside"}
    assert normalize(moved) == normalize(IN_3_0)


def test_parameters_of_a_path_or_of_its_operations_are_one_contract() -> None:
    lifted = deepcopy(IN_3_0)
    item = lifted["paths"]["/pets/{id}"]
    item["parameters"] = [item["get"]["parameters"].pop(0)]
    for method in ("put", "post"):
        del item[method]["parameters"]
    assert normalize(lifted) == normalize(IN_3_0)


def test_servers_and_security_at_the_root_or_at_operations_are_one_contract() -> None:
    lowered = deepcopy(IN_3_0)
    item = lowered["paths"]["/pets/{id}"]
    item["servers"] = lowered["servers"]
    for method in ("get", "post"):
        item[method]["security"] = lowered["security"][::-1]
        item[method]["servers"] = lowered["servers"]
    assert normalize(lowered | {"security": []}).operations == normalize(IN_3_0).operations


def test_names_of_path_parameters_and_order_are_no_part_of_a_contract() -> None:
    other = deepcopy(IN_3_0)
    item = other["paths"].pop("/pets/{id}")
    for method in ("get", "put", "post"):
        item[method]["parameters"][0]["name"] = "key"
        item[method]["parameters"].reverse()
    other["paths"]["/pets/{key}"] = dict(reversed(item.items()))
    assert normalize(other) == normalize(IN_3_0)


def test_equal_contracts_are_lowered_alike_each_time() -> None:
    assert normalize(deepcopy(IN_2_0)) == normalize(IN_2_0)
    assert repr(normalize(deepcopy(IN_3_0))) == repr(normalize(IN_3_0))
