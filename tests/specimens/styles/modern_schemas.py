"""Schemas of OpenAPI 3.1 that only JSON Schema 2020-12 can write: tuples, conditions, constants, patterns of names."""

from tests.specimens.dialects import OPENAPI_3_1
from tests.specimens.model import Json

_TEXT: Json = {"type": "string"}
_KINDS = ("collected", "departed", "arrived", "delayed", "delivered")

POSITION: Json = {
    "description": "Longitude and latitude, as in GeoJSON, and the height in metres where it is known.",
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
        {"type": "number"},
    ],
    "minItems": 2,
    "items": False,
    "examples": [[12.568, 55.676], [7.447, 46.948, 540]],
}
DIMENSIONS: Json = {
    "description": "Length, width and height, in centimetres.",
    "type": "array",
    "prefixItems": [{"type": "number", "exclusiveMinimum": 0}] * 3,
    "minItems": 3,
    "items": False,
}
CHARGE: Json = {
    "type": "object",
    "description": "An amount, with what it is for.",
    "required": ["amount", "currency"],
    "properties": {
        "amount": {"type": "string", "pattern": "^-?[0-9]{1,12}(\\.[0-9]{2})?$", "examples": ["1249.50"]},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "taxRate": {"type": ["number", "null"], "minimum": 0, "exclusiveMaximum": 100},
        "reason": {"type": ["string", "null"], "maxLength": 120},
    },
    "dependentRequired": {"taxRate": ["reason"]},
}
METADATA: Json = {
    "type": "object",
    "description": "Whatever the customer wants to find again; names that begin with `x-` are passed to partners.",
    "propertyNames": {"pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 40},
    "patternProperties": {"^x-": {"type": "string", "maxLength": 500}},
    "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    "maxProperties": 50,
}
PAYMENT_TERMS: Json = {
    "description": "Who pays, and how.",
    "oneOf": [
        {"$ref": "#/components/schemas/PaymentTerms/$defs/Prepaid"},
        {"$ref": "#/components/schemas/PaymentTerms/$defs/OnAccount"},
    ],
    "$defs": {
        "Prepaid": {
            "type": "object",
            "required": ["method", "paidBy"],
            "properties": {
                "method": {"const": "prepaid"},
                "paidBy": {"enum": ["shipper", "consignee", "third-party"]},
                "receipt": {"type": "string", "format": "uri"},
            },
            "unevaluatedProperties": False,
        },
        "OnAccount": {
            "type": "object",
            "required": ["method", "account"],
            "properties": {
                "method": {"const": "on-account"},
                "account": {"type": "string", "pattern": "^[0-9]{6,10}$"},
                "days": {"type": "integer", "enum": [14, 30, 60], "default": 30},
            },
            "unevaluatedProperties": False,
        },
    },
}
PROBLEM: Json = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": _TEXT | {"format": "uri-reference", "default": "about:blank"},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {"pointer": _TEXT | {"format": "json-pointer"}, "message": _TEXT},
            },
        },
    },
}
LABEL: Json = {
    "type": "object",
    "description": "A label to print.",
    "required": ["format", "content"],
    "properties": {
        "format": {"enum": ["pdf", "zpl"]},
        "content": _TEXT | {"contentEncoding": "base64", "contentMediaType": "application/pdf"},
    },
    "if": {"properties": {"format": {"const": "zpl"}}},
    "then": {"required": ["dpi"], "properties": {"dpi": {"type": "integer", "enum": [203, 300, 600]}}},
}


def event(kind: str, more: Json) -> Json:
    """Return one kind of event: what every event says, a constant, and what this kind adds; nothing else."""
    return {
        "allOf": [OPENAPI_3_1.to("EventBase")],
        "properties": {"kind": {"const": kind}, **more},
        "required": ["kind", *more],
        "unevaluatedProperties": False,
    }


def events() -> Json:
    """Return the events of a consignment, and the union of them."""
    more: dict[str, Json] = {
        "collected": {"signedBy": {"type": ["string", "null"]}},
        "departed": {"vehicle": {"type": "string", "format": "uuid"}},
        "arrived": {"terminal": {"type": "string", "format": "uuid"}},
        "delayed": {"minutes": {"type": "integer", "minimum": 1}, "cause": {"enum": ["weather", "traffic", "customs"]}},
        "delivered": {"signedBy": {"type": "string"}, "evidence": {"type": "string", "format": "uri"}},
    }
    base = {
        "type": "object",
        "description": "What every event says.",
        "required": ["id", "at"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "at": {"type": "string", "format": "date-time"},
            "position": {"anyOf": [OPENAPI_3_1.to("Position"), {"type": "null"}]},
            "remarks": {"type": "array", "items": _TEXT, "contains": {"minLength": 1}, "maxItems": 10},
        },
    }
    named = {f"{kind.title()}Event": event(kind, more[kind]) for kind in _KINDS}
    mapping = {kind: f"#/components/schemas/{kind.title()}Event" for kind in _KINDS}
    union = {
        "description": "Something that happened to a consignment.",
        "oneOf": [OPENAPI_3_1.to(name) for name in named],
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    return {"EventBase": base, **named, "TrackingEvent": union}


def special() -> Json:
    """Return all of them, by name."""
    return {
        "Position": POSITION,
        "Dimensions": DIMENSIONS,
        "Charge": CHARGE,
        "Metadata": METADATA,
        "PaymentTerms": PAYMENT_TERMS,
        "Problem": PROBLEM,
        "Label": LABEL,
        **events(),
    }
