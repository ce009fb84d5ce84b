"""OpenAPI 3.1 as a team writes it by hand before there is any code: everything shared, webhooks, links, callbacks."""

from random import Random

from tests.specimens.dialects import OPENAPI_3_1
from tests.specimens.model import Domain, Entity, Json, Resource
from tests.specimens.styles.design_first_components import (
    CALLBACK,
    HEADERS,
    SECURITY,
    history,
    responses,
    shared_parameters,
)
from tests.specimens.styles.modern_schemas import special
from tests.specimens.words import a, camel, pascal, snake, spoken

_JSON = "application/json"
_REFUSALS = {"400": "Invalid", "401": "Unauthenticated", "403": "Forbidden", "404": "NotFound", "409": "Conflict"}


def document(domain: Domain, chance: Random) -> Json:
    """Write a domain as one document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fjordline Freight API",
            "summary": "Quotes, bookings and tracking.",
            "description": "Book freight and follow it.\n\n## Errors\nEvery error is a problem as RFC 9457 says.\n",
            "version": "1.0.0",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {
                "url": "https://{region}.api.fjordline-freight.example/v1",
                "description": "Production.",
                "variables": {"region": {"default": "eu", "enum": ["eu", "us"], "description": "Where data is kept."}},
            },
            {"url": "https://sandbox.api.fjordline-freight.example/v1", "description": "For trying things out."},
        ],
        "security": [{"oauth": ["freight.read"]}, {"key": []}],
        "tags": [{"name": name, "description": said} for name, said in domain.tags.items()],
        "paths": _paths(domain, chance),
        "webhooks": _webhooks(domain),
        "components": _components(domain, chance),
    }


def _paths(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for resource in domain.resources:
        at, name = f"/{resource.segment}", resource.entity
        key = f"{camel(name)}Id"
        found[at] = {"get": _listed(domain, resource), "post": _created(resource)}
        found[f"{at}/{{{key}}}"] = {
            "summary": f"One {spoken(name)}",
            "parameters": [_to("parameters", key)],
            "get": _one(resource, "get"),
            "put": _one(resource, "replace") | {"requestBody": _to("requestBodies", name)},
            "delete": _operation(resource, f"delete{name}", {"204": {"description": "It is gone."}}, "404"),
        }
        for action in resource.actions:
            found[f"{at}/{{{key}}}/{action}"] = {
                "parameters": [_to("parameters", key)],
                "post": _action(resource, action, chance),
            }
        found[f"{at}/{{objectId}}/history"] = {"$ref": "#/components/pathItems/History"}
    label = {"description": "The label.", "content": {_JSON: {"schema": OPENAPI_3_1.to("Label")}}}
    labels = Resource("consignments", "Consignment", "Tracking")
    shared = {"parameters": [_to("parameters", "consignmentId")]}
    printed = _operation(labels, "printLabel", {"200": label}, "404")
    return found | {"/consignments/{consignmentId}/label": {**shared, "post": printed}}


def _operation(resource: Resource, name: str, answers: Json, *refusals: str) -> Json:
    refused = {status: _to("responses", _REFUSALS[status]) for status in ("401", "403", *refusals)}
    return {
        "operationId": name,
        "tags": [resource.tag],
        "summary": f"{spoken(name).capitalize()}.",
        "responses": {**answers, **refused, "default": _to("responses", "Unexpected")},
    }


def _listed(domain: Domain, resource: Resource) -> Json:
    name = resource.entity
    schema = {
        "type": "object",
        "required": ["data", "next"],
        "properties": {
            "data": {"type": "array", "items": OPENAPI_3_1.to(name), "maxItems": 200},
            "next": {"type": ["string", "null"], "description": "Cursor of the page that follows."},
        },
    }
    answer = {
        "description": "A page.",
        "headers": {"Link": _to("headers", "Link"), "RateLimit-Remaining": _to("headers", "Remaining")},
        "content": {_JSON: {"schema": schema}},
    }
    fields = domain.entities[name].fields if name in domain.entities else ()
    states = [
        {
            "name": field.name,
            "in": "query",
            "description": f"Only those of one of these {spoken(field.kind)}s.",
            "explode": False,
            "schema": {"type": "array", "items": OPENAPI_3_1.to(field.kind), "uniqueItems": True},
        }
        for field in fields
        if field.kind in domain.entities and domain.entities[field.kind].values
    ]
    shared = [_to("parameters", one) for one in ("Cursor", "Limit", "Created")]
    return _operation(resource, f"list{pascal(resource.segment)}", {"200": answer}, "400") | {
        "parameters": [*shared, *states]
    }


def _created(resource: Resource) -> Json:
    name = resource.entity
    again = {"operationId": f"get{name}", "parameters": {f"{camel(name)}Id": "$response.body#/id"}}
    answer = {
        "description": "It was created.",
        "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
        "content": {_JSON: {"schema": OPENAPI_3_1.to(name)}},
        "links": {"self": again},
    }
    operation = _operation(resource, f"create{name}", {"201": answer}, "400", "409") | {
        "parameters": [_to("parameters", "IdempotencyKey")],
        "requestBody": _to("requestBodies", name),
        "security": [{"oauth": ["freight.write"]}],
    }
    return operation | ({"callbacks": {"onState": _to("callbacks", "State")}} if "cancel" in resource.actions else {})


def _one(resource: Resource, verb: str) -> Json:
    answer = {
        "description": f"The {spoken(resource.entity)}.",
        "headers": {"ETag": _to("headers", "ETag")},
        "content": {_JSON: {"schema": OPENAPI_3_1.to(resource.entity)}},
    }
    return _operation(resource, f"{verb}{resource.entity}", {"200": answer}, "404")


def _action(resource: Resource, action: str, chance: Random) -> Json:
    schema = {
        "type": "object",
        "properties": {
            "comment": {"type": ["string", "null"], "maxLength": chance.choice((200, 500, 1000))},
            "at": {"type": "string", "format": "date-time"},
        },
        "unevaluatedProperties": False,
    }
    answer = {"description": "Done.", "content": {_JSON: {"schema": OPENAPI_3_1.to(resource.entity)}}}
    return _operation(resource, f"{camel(action)}{resource.entity}", {"200": answer}, "404", "409") | {
        "requestBody": {"content": {_JSON: {"schema": schema}}},
        "security": [{"oauth": ["freight.write"]}],
    }


def _webhooks(domain: Domain) -> Json:
    found: Json = {}
    for resource in domain.resources:
        name = resource.entity
        envelope = {
            "type": "object",
            "required": ["type", "sentAt", "data"],
            "properties": {
                "type": {"const": f"{snake(name)}.changed"},
                "sentAt": {"type": "string", "format": "date-time"},
                "data": OPENAPI_3_1.to(name),
            },
        }
        found[f"{camel(name)}Changed"] = {
            "post": {
                "operationId": f"{camel(name)}Changed",
                "tags": [resource.tag],
                "summary": f"Sent whenever {a(name)} has changed.",
                "parameters": [_to("parameters", "Signature")],
                "requestBody": {"required": True, "content": {_JSON: {"schema": envelope}}},
                "responses": {"2XX": {"description": "Seen."}, "410": {"description": "Send no more."}},
            }
        }
    return found


def _components(domain: Domain, chance: Random) -> Json:
    named = {resource.entity: resource.entity for resource in domain.resources}
    keys = {f"{camel(name)}Id": _path_parameter(name) for name in named}
    return {
        "schemas": _schemas(domain, chance),
        "parameters": shared_parameters(chance) | keys,
        "headers": HEADERS,
        "responses": responses(),
        "requestBodies": {
            name: {
                "description": f"The {spoken(name)}.",
                "required": True,
                "content": {_JSON: {"schema": OPENAPI_3_1.to(name)}},
            }
            for name in named
        },
        "callbacks": {"State": CALLBACK},
        "pathItems": {"History": history()},
        "securitySchemes": SECURITY,
    }


def _schemas(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for name, entity in domain.entities.items():
        found[name] = OPENAPI_3_1.enumeration(entity) if entity.values else _described(entity, chance)
    return found | special()


def _described(entity: Entity, chance: Random) -> Json:
    return OPENAPI_3_1.members(entity, chance) | {"description": entity.description}


def _path_parameter(name: str) -> Json:
    schema = {"type": "string", "format": "uuid"}
    return {"name": f"{camel(name)}Id", "in": "path", "required": True, "schema": schema}


def _to(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
