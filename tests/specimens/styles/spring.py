"""OpenAPI 3.0.3 as springdoc writes it from controllers: `listOrdersUsingGET`, a page class for every object, `*/*`."""

from random import Random

from tests.specimens.dialects import OPENAPI_3_0
from tests.specimens.model import Domain, Entity, Json, Resource
from tests.specimens.words import a, camel, pascal, spoken

_JSON = "application/json"
_ANY = "*/*"  # what springdoc says where a controller does not say what it produces
_ERRORS = {"400": "Bad Request", "401": "Unauthorized", "404": "Not Found", "409": "Conflict"}


def document(domain: Domain, chance: Random) -> Json:
    """Write a domain as one document."""
    paths: Json = {}
    for resource in domain.resources:
        paths |= _collection(domain, resource, chance) | _item(resource, chance)
    login = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    session = {"type": "apiKey", "in": "cookie", "name": "SESSION"}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Lantern Store API", "description": "Back end of the Lantern stores.", "version": "1.0.0"},
        "servers": [{"url": "https://api.lantern-store.example", "description": "Generated server url"}],
        "security": [{"bearerAuth": []}],
        "tags": [{"name": name, "description": said} for name, said in domain.tags.items()],
        "paths": paths,
        "components": {
            "schemas": _schemas(domain, chance),
            "securitySchemes": {"bearerAuth": login, "sessionCookie": session},
        },
    }


def _collection(domain: Domain, resource: Resource, chance: Random) -> Json:
    name, plural, tag = resource.entity, pascal(resource.segment), [resource.tag]
    filters = [
        _query(field.name, OPENAPI_3_0.to(field.kind), f"Only those of this {spoken(field.kind)}.")
        for field in domain.entities[name].fields
        if field.kind in domain.entities and domain.entities[field.kind].values
    ]
    words = _query("q", {"type": "string", "minLength": 2}, "Words to look for")
    listed = {
        "tags": tag,
        "summary": f"List {spoken(resource.segment)}",
        "operationId": f"list{plural}UsingGET",
        "parameters": [
            *_paging(chance),
            *filters,
            words,
        ],
        "responses": _answers(f"Page{name}", "400", "401"),
    }
    created = {
        "tags": tag,
        "summary": f"Create {a(name)}",
        "operationId": f"create{name}UsingPOST",
        "parameters": [_header("Idempotency-Key", {"type": "string", "format": "uuid"})],
        "requestBody": _body(f"{name}Request"),
        "responses": _answers(name, "400", "401", "409", status="201"),
    }
    batch = {
        "tags": tag,
        "operationId": f"import{plural}UsingPOST",
        "requestBody": {"content": {"multipart/form-data": {"schema": _upload()}}},
        "responses": _answers("ImportReport", "400", "401", status="202"),
    }
    at = f"/api/v1/{resource.segment}"
    return {at: {"get": listed, "post": created}, f"{at}/import": {"post": batch}}


def _item(resource: Resource, chance: Random) -> Json:
    name, tag, at = resource.entity, [resource.tag], f"/api/v1/{resource.segment}/{{id}}"
    operations: Json = {
        "get": {"summary": f"Find {a(name)} by its id", "operationId": f"get{name}UsingGET"},
        "put": {"operationId": f"replace{name}UsingPUT", "requestBody": _body(f"{name}Request")},
        "patch": {
            "operationId": f"patch{name}UsingPATCH",
            "requestBody": {"content": {"application/merge-patch+json": {"schema": OPENAPI_3_0.to(f"{name}Patch")}}},
        },
        "delete": {"operationId": f"delete{name}UsingDELETE"},
    }
    for method, operation in operations.items():
        plain = {"204": {"description": "No Content"}, **_refusals("401", "404")}
        operation |= {
            "tags": tag,
            "parameters": [_identifier()],
            "responses": plain if method == "delete" else _answers(name, "400", "401", "404"),
        }
    if chance.random() < 0.3:
        operations["put"]["deprecated"] = True
    paths = {at: operations}
    for action in resource.actions:
        paths[f"{at}/{action}"] = {
            "post": {
                "tags": tag,
                "operationId": f"{camel(action)}UsingPOST_{pascal(resource.segment)}",
                "parameters": [_identifier(), _query("notify", {"type": "boolean", "default": True}, "Send a mail")],
                "responses": _answers(name, "401", "404", "409"),
                "security": [{"bearerAuth": []}, {"sessionCookie": []}],
            }
        }
    return paths


def _schemas(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for name, entity in domain.entities.items():
        found[name] = OPENAPI_3_0.enumeration(entity) if entity.values else _described(entity, chance)
    for resource in domain.resources:
        entity = domain.entities[resource.entity]
        found[f"{entity.name}Request"] = _without(found[entity.name], {"readOnly"}) | {
            "description": f"What a client sends of {a(entity.name)}."
        }
        optional = {key: one for key, one in found[f"{entity.name}Request"].items() if key != "required"}
        found[f"{entity.name}Patch"] = optional | {"minProperties": 1}
        found[f"Page{entity.name}"] = _page(entity.name)
    return found | _MODELS


def _described(entity: Entity, chance: Random) -> Json:
    return OPENAPI_3_0.members(entity, chance) | {"description": entity.description}


def _without(schema: Json, marks: set[str]) -> Json:
    """Leave out the properties that bear a mark."""
    kept = {name: one for name, one in schema["properties"].items() if not marks & one.keys()}
    required = [name for name in schema.get("required", []) if name in kept]
    return {"type": "object", **({"required": required} if required else {}), "properties": kept}


def _page(name: str) -> Json:
    count, flag = {"type": "integer", "format": "int32"}, {"type": "boolean"}
    return {
        "type": "object",
        "properties": {
            "content": {"type": "array", "items": OPENAPI_3_0.to(name)},
            "pageable": OPENAPI_3_0.to("PageableObject"),
            "sort": {"type": "array", "items": OPENAPI_3_0.to("SortObject")},
            "totalElements": {"type": "integer", "format": "int64"},
            **dict.fromkeys(("totalPages", "size", "number", "numberOfElements"), count),
            **dict.fromkeys(("first", "last", "empty"), flag),
        },
    }


_MODELS: Json = {
    "PageableObject": {
        "type": "object",
        "properties": {
            "offset": {"type": "integer", "format": "int64"},
            "pageNumber": {"type": "integer", "format": "int32"},
            "pageSize": {"type": "integer", "format": "int32"},
            "paged": {"type": "boolean"},
            "unpaged": {"type": "boolean"},
        },
    },
    "SortObject": {
        "type": "object",
        "properties": {
            "direction": {"type": "string", "enum": ["ASC", "DESC"]},
            "property": {"type": "string"},
            "ignoreCase": {"type": "boolean"},
            "nullHandling": {"type": "string", "nullable": True},
        },
    },
    "ProblemDetail": {
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer", "format": "int32"},
            "detail": {"type": "string"},
            "instance": {"type": "string", "format": "uri"},
            "properties": {"type": "object", "additionalProperties": {"type": "object"}},
        },
    },
    "ImportReport": {
        "type": "object",
        "required": ["accepted", "refused"],
        "properties": {
            "accepted": {"type": "integer", "format": "int32"},
            "refused": {"type": "integer", "format": "int32"},
            "problems": {"type": "array", "items": OPENAPI_3_0.to("ProblemDetail")},
        },
    },
}


def _upload() -> Json:
    file = {"type": "string", "format": "binary"}
    return {"type": "object", "required": ["file"], "properties": {"file": file, "dryRun": {"type": "boolean"}}}


def _paging(chance: Random) -> list[Json]:
    number = {"type": "integer", "format": "int32"}
    most = chance.choice((100, 250, 2000))
    return [
        _query("page", number | {"minimum": 0, "default": 0}, "Zero-based page index (0..N)"),
        _query("size", number | {"minimum": 1, "maximum": most, "default": 20}, "The size of the page to be returned"),
        _query("sort", {"type": "array", "items": {"type": "string"}}, "property,(asc|desc); may be given repeatedly"),
    ]


def _query(name: str, schema: Json, said: str) -> Json:
    return {"name": name, "in": "query", "description": said, "required": False, "schema": schema}


def _header(name: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "schema": schema}


def _identifier() -> Json:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _body(name: str) -> Json:
    return {"content": {_JSON: {"schema": OPENAPI_3_0.to(name)}}, "required": True}


def _answers(name: str, *errors: str, status: str = "200") -> Json:
    said = {"200": "OK", "201": "Created", "202": "Accepted"}[status]
    return {status: {"description": said, "content": {_ANY: {"schema": OPENAPI_3_0.to(name)}}}, **_refusals(*errors)}


def _refusals(*errors: str) -> Json:
    problem = {_ANY: {"schema": OPENAPI_3_0.to("ProblemDetail")}}
    return {error: {"description": _ERRORS[error], "content": problem} for error in errors}
