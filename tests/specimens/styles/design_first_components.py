"""What the operations of the 3.1 specimen share: parameters, headers, refusals, a callback, a path item, security."""

from random import Random

from tests.specimens.dialects import OPENAPI_3_1
from tests.specimens.model import Json

_TEXT: Json = {"type": "string"}
_TIME: Json = {"type": "string", "format": "date-time"}
_REFUSALS = {
    "Invalid": "The request breaks a rule.",
    "Unauthenticated": "There are no credentials, or they are not valid.",
    "Forbidden": "The credentials do not allow this.",
    "NotFound": "There is no such thing.",
    "Conflict": "The state does not allow this.",
    "Unexpected": "Something unexpected.",
}

HEADERS: Json = {
    "ETag": {"description": "Version of the object.", "required": True, "schema": {"type": "string"}},
    "Link": {"description": "Pages before and after (RFC 8288).", "schema": {"type": "string"}},
    "Remaining": {"description": "Requests left.", "schema": {"type": "integer", "minimum": 0}},
}
CALLBACK: Json = {
    "{$request.body#/callbackUrl}": {
        "post": {
            "summary": "The state has changed.",
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TrackingEvent"}}},
            },
            "responses": {"204": {"description": "Seen."}},
        }
    }
}
SECURITY: Json = {
    "oauth": {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "https://login.fjordline-freight.example/token",
                "scopes": {"freight.read": "Read everything.", "freight.write": "Book and change."},
            },
            "authorizationCode": {
                "authorizationUrl": "https://login.fjordline-freight.example/authorize",
                "tokenUrl": "https://login.fjordline-freight.example/token",
                "scopes": {"freight.read": "Read everything.", "freight.write": "Book and change."},
            },
        },
    },
    "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    "client": {"type": "mutualTLS", "description": "For terminals."},
}


def shared_parameters(chance: Random) -> Json:
    """Return the parameters that every list has, and those of writes."""
    window = {
        "type": "object",
        "properties": {"after": _TIME, "before": _TIME},
        "additionalProperties": False,
    }
    limit = {"type": "integer", "minimum": 1, "maximum": chance.choice((100, 200)), "default": 50}
    return {
        "Cursor": {"name": "cursor", "in": "query", "schema": _TEXT | {"minLength": 8}},
        "Limit": {"name": "limit", "in": "query", "schema": limit},
        "Created": {"name": "created", "in": "query", "style": "deepObject", "explode": True, "schema": window},
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "schema": _TEXT | {"minLength": 16, "maxLength": 64},
            "examples": {"uuid": {"value": "7c1f3a52-0d5e-4c8b-9a51-2f3d7c6b1e90"}},
        },
        "Signature": {
            "name": "X-Signature",
            "in": "header",
            "required": True,
            "schema": _TEXT | {"pattern": "^sha256=[0-9a-f]{64}$"},
        },
    }


def responses() -> Json:
    """Return the refusals that operations share."""
    content = {"application/problem+json": {"schema": OPENAPI_3_1.to("Problem")}}
    return {name: {"description": said, "content": content} for name, said in _REFUSALS.items()}


def history() -> Json:
    """Return the path item that shows what happened to an object, whatever it is."""
    change = {
        "type": "object",
        "required": ["at", "by", "path"],
        "properties": {
            "at": _TIME,
            "by": _TEXT,
            "path": _TEXT | {"format": "json-pointer"},
            "before": True,
            "after": True,
        },
    }
    answer = {
        "description": "Changes, the newest first.",
        "content": {"application/json": {"schema": {"type": "array", "items": change}}},
    }
    return {
        "summary": "What happened to it",
        "parameters": [{"name": "objectId", "in": "path", "required": True, "schema": _TEXT | {"format": "uuid"}}],
        "get": {"responses": {"200": answer, "404": {"$ref": "#/components/responses/NotFound"}}},
    }
