"""What the operations of the 3.2 specimen share: streams of events, media types, a whole query, security."""

from tests.specimens.dialects import OPENAPI_3_1
from tests.specimens.model import Json

_TEXT: Json = {"type": "string"}

PARAMETERS: Json = {
    "Selection": {
        "name": "selection",
        "in": "querystring",
        "description": "The whole query string, as one object.",
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "site": _TEXT | {"format": "uuid"},
                        "from": _TEXT | {"format": "date-time"},
                        "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
                        "archived": {"type": "boolean"},
                    },
                },
                "examples": {"one site": {"dataValue": {"limit": 20}, "serializedValue": "limit=20"}},
            }
        },
    },
    "Session": {"name": "grid_session", "in": "cookie", "style": "cookie", "schema": _TEXT | {"minLength": 20}},
}
MEDIA_TYPES: Json = {
    "Rows": {
        "schema": {
            "type": "object",
            "required": ["rows"],
            "properties": {
                "rows": {"type": "array", "items": {"type": "object"}},
                "truncated": {"type": "boolean"},
            },
        }
    },
    "Change": {"schema": OPENAPI_3_1.to("JsonPatch")},
}
MODELS: Json = {
    "JsonPatch": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["op", "path"],
            "properties": {
                "op": {"enum": ["add", "remove", "replace", "move", "copy", "test"]},
                "path": _TEXT | {"format": "json-pointer"},
                "from": _TEXT | {"format": "json-pointer"},
                "value": True,
            },
            "if": {"properties": {"op": {"enum": ["move", "copy"]}}},
            "then": {"required": ["from"]},
        },
    },
    "Problem": {
        "type": "object",
        "required": ["title"],
        "properties": {
            "type": _TEXT | {"format": "uri-reference"},
            "title": _TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": ["string", "null"]},
        },
    },
}
_FLOWS: Json = {
    "deviceAuthorization": {
        "deviceAuthorizationUrl": "https://login.gridwatch.example/device",
        "tokenUrl": "https://login.gridwatch.example/token",
        "scopes": {"grid:read": "Read.", "grid:write": "Change and command."},
    },
    "clientCredentials": {
        "tokenUrl": "https://login.gridwatch.example/token",
        "scopes": {"grid:read": "Read.", "grid:write": "Change and command."},
    },
}
SECURITY: Json = {
    "login": {
        "type": "oauth2",
        "flows": _FLOWS,
        "oauth2MetadataUrl": "https://login.gridwatch.example/.well-known/oauth-authorization-server",
    },
    "oldKey": {"type": "apiKey", "in": "query", "name": "key", "deprecated": True},
}


def problem(name: str) -> Json:
    """Return a refusal."""
    content = {"application/problem+json": {"schema": OPENAPI_3_1.to("Problem")}}
    return {"summary": name, "description": f"The request was not served: {name.lower()}.", "content": content}


def stream(data: Json) -> Json:
    """Return one event of a stream: server-sent events, whose data are JSON (OAS 3.2.0, 4.14.4)."""
    return {
        "type": "object",
        "required": ["data"],
        "properties": {
            "event": {"enum": ["created", "changed", "removed"]},
            "id": _TEXT,
            "retry": {"type": "integer", "minimum": 0},
            "data": _TEXT | {"contentMediaType": "application/json", "contentSchema": data},
        },
    }
