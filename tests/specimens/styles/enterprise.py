"""OpenAPI 2.0 as Java and .NET shops write it: hierarchies by `discriminator` and `allOf`, everything shared."""

from random import Random

from tests.specimens.dialects import SWAGGER
from tests.specimens.model import Domain, Entity, Json, Resource
from tests.specimens.styles.enterprise_operations import collection, forms, item
from tests.specimens.words import pascal, spoken

_HOST = "api.northharbour-insurance.example"
_ERRORS = {
    "BadRequest": ("400", "The request is malformed or violates a rule of validation.", "ValidationError"),
    "Unauthorized": ("401", "The token is missing, expired, or was revoked.", "ApiError"),
    "Forbidden": ("403", "The user lacks the role that the operation asks for.", "ApiError"),
    "NotFound": ("404", "There is no such object, or the user may not see it.", "ApiError"),
    "Conflict": ("409", "Somebody else has changed the object in the meantime.", "ApiError"),
    "InternalError": ("500", "Something went wrong on the server; the trace id helps support.", "ApiError"),
}


def document(domain: Domain, chance: Random) -> Json:
    """Write a domain as one document."""
    return {
        "swagger": "2.0",
        "info": {
            "title": "North Harbour Insurance Core API",
            "description": "Policies, claims and payments of North Harbour Insurance, for channels and partners.\n\n"
            "All amounts are gross. Times are in UTC. Every list is paged.",
            "version": "1.0.0",
            "termsOfService": f"https://{_HOST}/terms",
            "contact": {"name": "API team", "email": "api@northharbour-insurance.example"},
            "x-api-id": "3f0b6c7e-52a4-4e43-9f55-6d3b8f7f1b0a",
            "x-audience": "company-internal",
        },
        "host": _HOST,
        "basePath": "/core/v1",
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "tags": [{"name": name, "description": said} for name, said in domain.tags.items()],
        "securityDefinitions": _security(domain),
        "security": [{"corporateLogin": ["read"]}],
        "parameters": _parameters(chance),
        "responses": {
            name: {"description": said, "schema": SWAGGER.to(model), "x-status-code": status}
            for name, (status, said, model) in _ERRORS.items()
        },
        "paths": _paths(domain, chance),
        "definitions": _definitions(domain, chance),
    }


def _security(domain: Domain) -> Json:
    scopes = {f"{tag}:{right}": f"May {right} {tag}." for tag in domain.tags for right in ("read", "write")}
    return {
        "corporateLogin": {
            "type": "oauth2",
            "flow": "accessCode",
            "authorizationUrl": "https://login.northharbour-insurance.example/authorize",
            "tokenUrl": "https://login.northharbour-insurance.example/token",
            "scopes": {"read": "May read everything that is not confidential.", **scopes},
        },
        "partnerKey": {"type": "apiKey", "in": "header", "name": "X-Partner-Key"},
        "batchUser": {"type": "basic", "description": "For the batch systems of the mainframe."},
    }


def _parameters(chance: Random) -> Json:
    most = chance.choice((100, 200, 500))
    bounds = {"type": "integer", "format": "int32"}
    return {
        "page": {
            "name": "page", "in": "query", "description": "Number of the page, from zero.",
            **bounds, "minimum": 0, "default": 0,
        },
        "size": {
            "name": "size", "in": "query", "description": f"Objects on a page, at most {most}.",
            **bounds, "minimum": 1, "maximum": most, "default": 20,
        },
        "correlationId": {
            "name": "X-Correlation-Id", "in": "header", "type": "string", "format": "uuid",
            "description": "Is written to every log on the way.",
        },
        "ifMatch": {
            "name": "If-Match", "in": "header", "type": "string", "required": True,
            "description": "Revision that the client has seen.",
        },
    }  # fmt: skip


def _paths(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for resource in domain.resources:
        found |= collection(domain, resource, chance) | item(domain, resource) | forms(domain, resource, chance)
    return found


def _definitions(domain: Domain, chance: Random) -> Json:
    found = {name: _definition(domain, entity, chance) for name, entity in domain.entities.items()}
    pages = {f"{pascal(one.segment)}Page": _page(one) for one in domain.resources}
    return found | pages | _models()


def _definition(domain: Domain, entity: Entity, chance: Random) -> Json:
    if entity.values:
        named = {"x-ms-enum": {"name": entity.name, "modelAsString": False}}
        return SWAGGER.enumeration(entity) | named
    own = SWAGGER.members(entity, chance)
    if entity.base:
        return {
            "description": entity.description,
            "allOf": [SWAGGER.to(entity.base), own],
            "x-discriminator-value": entity.name,
        }
    root = {"discriminator": "objectType"} if domain.heirs(entity.name) else {}
    return {"description": entity.description, **own, **root}


def _page(resource: Resource) -> Json:
    count = {"type": "integer", "format": "int64"}
    return {
        "type": "object",
        "description": f"One page of {spoken(resource.segment)}.",
        "required": ["content", "page", "totalElements"],
        "properties": {
            "content": {"type": "array", "items": SWAGGER.to(resource.entity)},
            "page": SWAGGER.to("PageInfo"),
            "totalElements": count | {"description": "Objects on all pages together."},
            "totalPages": count,
        },
    }


def _models() -> Json:
    text = {"type": "string"}
    error = {
        "type": "object",
        "description": "What went wrong.",
        "required": ["code", "message"],
        "properties": {
            "code": text | {"description": "Stable code of the error.", "example": "CLM-0042"},
            "message": text | {"description": "A sentence for people."},
            "traceId": text | {"description": "Give this to support."},
            "timestamp": text | {"format": "date-time"},
        },
    }
    field_error = {
        "type": "object",
        "required": ["field", "reason"],
        "properties": {"field": text, "reason": text, "rejectedValue": {"description": "The value that was sent."}},
    }
    details = {"type": "object", "properties": {"fieldErrors": {"type": "array", "items": SWAGGER.to("FieldError")}}}
    return {
        "ApiError": error,
        "FieldError": field_error,
        "ValidationError": {"allOf": [SWAGGER.to("ApiError"), details], "description": "What is wrong with a request."},
        "PageInfo": {
            "type": "object",
            "required": ["number", "size"],
            "properties": {
                "number": {"type": "integer", "format": "int32", "minimum": 0},
                "size": {"type": "integer", "format": "int32", "minimum": 1},
                "last": {"type": "boolean"},
            },
        },
        "ActionRequest": {
            "type": "object",
            "required": ["reason"],
            "properties": {
                "reason": text | {"minLength": 3, "maxLength": 500, "description": "Why; kept in the history."},
                "effectiveOn": text | {"format": "date"},
            },
        },
    }
