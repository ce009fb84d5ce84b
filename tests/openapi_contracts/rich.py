"""One contract that says a little of everything, in OpenAPI 3.0 and in 3.1."""

from typing import Any

from tests.openapi_contracts.refactorings import lifted

_JSON = "application/json"


def _to(kind: str, name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _schema(name: str) -> dict[str, Any]:
    return _to("schemas", name)


SCHEMAS: dict[str, Any] = {
    "Id": {"type": "integer", "format": "int64", "minimum": 1, "maximum": 2_147_483_647},
    "Kind": {"type": "string", "enum": ["cat", "dog", "fish"], "description": "What it is.", "default": "cat"},
    "One": {"type": "string", "enum": ["one"]},
    "Named": {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[A-Z][a-z]+$"},
            "nick": {"type": "string", "nullable": True, "example": "Tom"},
            "mood": {"type": "string", "nullable": True, "enum": ["good", "bad", None]},
        },
    },
    "Cat": {
        "allOf": [_schema("Named"), {"type": "object", "properties": {"lives": {"type": "integer", "maximum": 9}}}],
        "description": "A cat.",
    },
    "Dog": {
        "allOf": [
            _schema("Named"),
            {
                "type": "object",
                "required": ["kind", "tricks"],
                "properties": {
                    "kind": _schema("Kind"),
                    "tricks": {"type": "array", "items": {"type": "string"}, "maxItems": 20, "uniqueItems": True},
                },
            },
        ],
    },
    "Pet": {
        "oneOf": [_schema("Cat"), _schema("Dog")],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"}},
    },
    "Stored": {
        "type": "object",
        "required": ["id", "secret", "pet"],
        "properties": {
            "id": {"allOf": [_schema("Id")], "readOnly": True},
            "secret": {"type": "string", "writeOnly": True, "minLength": 8},
            "pet": _schema("Pet"),
            "weight": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "multipleOf": 0.01},
            "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 64}},
            "found": {"anyOf": [{"type": "string", "format": "date"}, {"type": "integer"}]},
            "family": _schema("Tree"),
            "only": _schema("One"),
            "old": {"type": "boolean", "deprecated": True, "default": False},
        },
        "additionalProperties": False,
    },
    "Tree": {
        "type": "object",
        "properties": {
            "of": _schema("Named"),
            "left": _schema("Tree"),
            "right": {"allOf": [_schema("Tree")], "nullable": True},
            "others": {"type": "array", "items": _schema("Forest"), "minItems": 1},
        },
    },
    "Forest": {"type": "object", "minProperties": 1, "additionalProperties": _schema("Tree")},
    "Problem": {
        "type": "object",
        "required": ["title"],
        "properties": {"title": {"type": "string"}, "status": {"type": "integer", "minimum": 400, "maximum": 599}},
    },
    "Form": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}, "tags": {"type": "array", "items": {}}},
    },
}

_COMPONENTS: dict[str, Any] = {
    "schemas": SCHEMAS,
    "parameters": {
        "Id": {"name": "id", "in": "path", "required": True, "schema": _schema("Id")},
        "Trace": {"name": "X-Trace", "in": "header", "schema": {"type": "string", "format": "uuid"}},
        "Filter": {
            "name": "filter",
            "in": "query",
            "style": "deepObject",
            "explode": True,
            "schema": {"type": "object", "properties": {"kind": _schema("Kind"), "age": {"type": "integer"}}},
        },
    },
    "headers": {"Left": {"required": True, "schema": {"type": "integer", "minimum": 0}}},
    "requestBodies": {"Stored": {"required": True, "content": {_JSON: {"schema": _schema("Stored")}}}},
    "responses": {
        "Stored": {
            "description": "A pet",
            "headers": {"X-Left": _to("headers", "Left")},
            "content": {_JSON: {"schema": _schema("Stored"), "example": {"id": 1}}},
            "links": {"again": {"operationId": "getPet", "parameters": {"id": "$response.body#/id"}}},
        },
        "Refused": {"description": "No", "content": {"application/problem+json": {"schema": _schema("Problem")}}},
    },
    "callbacks": {
        "Sold": {
            "{$request.body#/url}": {
                "post": {
                    "requestBody": {"content": {_JSON: {"schema": _schema("Pet")}}},
                    "responses": {"204": {"description": "Seen"}},
                }
            }
        }
    },
    "securitySchemes": {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "login": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://example.com/t", "scopes": {"read": "", "write": ""}}},
        },
    },
}

_ANSWERS = {"200": _to("responses", "Stored"), "4XX": _to("responses", "Refused"), "default": {"description": "Else"}}
_PAGE = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 1}}
_FORM = {
    "multipart/form-data": {"schema": _schema("Form"), "encoding": {"file": {"contentType": "image/png, image/jpeg"}}}
}

IN_3_0: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1.4.0"},
    "servers": [{"url": "https://example.com/v1"}, {"url": "https://example.org/v1"}],
    "security": [{"key": []}, {"login": ["read"]}],
    "tags": [{"name": "pets"}, {"name": "forms"}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "parameters": [_PAGE, _to("parameters", "Filter"), _to("parameters", "Trace")],
                "responses": {
                    "200": {
                        "description": "Pets",
                        "content": {_JSON: {"schema": {"type": "array", "items": _schema("Stored"), "maxItems": 100}}},
                    },
                    "default": _to("responses", "Refused"),
                },
            },
            "post": {
                "operationId": "addPet",
                "tags": ["pets", "forms"],
                "parameters": [_to("parameters", "Trace"), _PAGE],
                "requestBody": _to("requestBodies", "Stored"),
                "responses": _ANSWERS,
                "callbacks": {"sold": _to("callbacks", "Sold")},
                "security": [{"login": ["read", "write"]}, {"key": [], "login": ["write"]}],
            },
        },
        "/pets/{id}": {
            "get": {"operationId": "getPet", "parameters": [_to("parameters", "Id")], "responses": _ANSWERS},
            "delete": {
                "operationId": "dropPet",
                "deprecated": True,
                "parameters": [_to("parameters", "Id"), _to("parameters", "Trace")],
                "responses": {"204": {"description": "Gone"}, "404": _to("responses", "Refused")},
            },
        },
        "/pets/{id}/picture": {
            "parameters": [_to("parameters", "Id")],
            "put": {
                "operationId": "putPicture",
                "requestBody": {"content": _FORM},
                "responses": {"204": {"description": "Kept"}},
                "security": [],
            },
        },
        "/pets/mine": {"get": {"operationId": "getMine", "responses": _ANSWERS}},
    },
    "components": _COMPONENTS,
}

# What only 3.1 can say.
_LATER: dict[str, Any] = {
    "Point": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}], "items": False},
    "Paid": {
        "type": "object",
        "properties": {"by": {"const": "card"}, "number": {"type": ["string", "null"], "pattern": "^[0-9]{4}$"}},
        "if": {"required": ["number"]},
        "then": {"required": ["by"]},
        "patternProperties": {"^x-": {"type": "string"}},
        "unevaluatedProperties": False,
    },
    "Signed": {"type": "object", "dependentRequired": {"sum": ["by"]}, "propertyNames": {"maxLength": 20}},
}
_WEBHOOK = {
    "post": {
        "operationId": "paid",
        "requestBody": {"content": {_JSON: {"schema": {"$ref": "#/components/schemas/Paid", "maxProperties": 9}}}},
        "responses": {"200": {"description": "Seen", "content": {_JSON: {"schema": _schema("Point")}}}},
    }
}


def in_3_1() -> dict[str, Any]:
    """Return the contract in OpenAPI 3.1, with what only that can say."""
    modern = lifted(IN_3_0)
    components = modern["components"]
    path: dict[str, Any] = {
        "post": {**_WEBHOOK["post"], "operationId": "pay"},
        "put": {"responses": {"200": {"description": "Kept"}}},
    }
    path["put"]["requestBody"] = {"content": {_JSON: {"schema": _schema("Signed")}}}
    return modern | {
        "paths": modern["paths"] | {"/payments": path},
        "webhooks": {"paid": _WEBHOOK},
        "components": components | {"schemas": components["schemas"] | _LATER},
    }
