"""Schemas as text carries their values: what is written the same, what the sender may write, and what is understood.

Text has no types: `5` is an integer, a string, and in a form a list of one. What is understood is never more than a
receiver that knows its own schema reads; no more is certain.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from openapi_contracts.contracts.carriage import Mode
from openapi_contracts.serialization.coercion import kinds
from openapi_contracts.serialization.parsing import plain, text

Schema: TypeAlias = dict[str, Any]

SCALARS = ["string", "number", "boolean"]  # null has no text of its own
_WRITTEN: Mapping[str, str] = {  # patterns of the texts that values of a type are written as
    "integer": "-?(0|[1-9][0-9]*)",
    "number": "-?(0|[1-9][0-9]*)([.][0-9]+)?",
    "boolean": "true|false",
}
_NUMBERS = frozenset(("integer", "number"))
_BOUNDS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
_OF_TEXT = frozenset(("pattern", "minLength", "maxLength"))
_OF_LISTS = frozenset(("prefixItems", "contains", "unevaluatedItems"))
_COMPOSED = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "$ref"))
_OF_SCALARS = _BOUNDS | _OF_TEXT
_LISTED = (Mode.FIELD, Mode.PART, Mode.XML)  # where a list is written item by item, so one of one as its item
_PARTS = (Mode.PART, Mode.PART_ITEM)
_BINARY, _BASE64 = ("binary", "file"), ("byte", "base64")
_BYTES = frozenset(("type", "format", "contentMediaType", "contentEncoding"))
_CONTAINERS = frozenset(("array", "object", "null"))
_MOST_DIGITS = 20
_MOST_VALUES = 200  # of an enumeration


def alike(schema: Schema, mode: Mode, _: str) -> Schema:
    """Return a part of a multipart body so that all that say it is binary are equal, and all that say it is base64."""
    if mode in _PARTS and schema.keys() <= _BYTES and kinds(schema) == ["string"]:
        if schema.get("contentEncoding") == "base64" or schema.get("format") in _BASE64:
            return {"type": "string", "format": "byte"}
        if schema.get("format") in _BINARY:
            return {}
    return schema


def sent(schema: Schema, mode: Mode, _: str) -> Schema:
    """Return the schema of what a sender writes: no null, no empty list, and only text where nothing is said."""
    for keyword in ("anyOf", "oneOf"):
        if any(branch != {"type": "null"} for branch in schema.get(keyword, ())):
            schema[keyword] = [branch != {"type": "null"} and branch for branch in schema[keyword]]
    named = [kind for kind in kinds(schema) if kind != "null"] or kinds(schema)
    if named:
        schema["type"] = named[0] if len(named) == 1 else named
    if any(value is not None for value in schema.get("enum", ())):
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    if mode in _LISTED and "array" in named:
        schema["minItems"] = max(1, schema.get("minItems", 0))
        if mode is not Mode.XML and "items" not in schema and "prefixItems" not in schema:
            schema["items"] = {"type": [*SCALARS]}
    if not schema and mode in (*_OF_ONE_TEXT, Mode.XML):
        schema["type"] = [*SCALARS, *(("array", "object") if mode is Mode.XML else ())]
    return schema


_OF_ONE_TEXT = (Mode.TEXT, Mode.FIELD, Mode.STYLED, Mode.ITEM, Mode.PART, Mode.PART_ITEM)


def received(is_wrapped: Callable[[str], bool]) -> Callable[[Schema, Mode, str], Schema]:
    """Return what makes the schema of what a receiver understands; `is_wrapped` knows the wrapped arrays of XML."""

    def understood(schema: Schema, mode: Mode, place: str) -> Schema:
        if mode in (Mode.FORM, Mode.PARTS) or _COMPOSED & schema.keys():
            return schema
        wide = _enumerated(schema) if "enum" in schema or "const" in schema else _typed(schema)
        if mode in _LISTED and not (mode is Mode.XML and is_wrapped(place)):
            return _with_lists(schema, wide)
        return wide

    return understood


def _enumerated(schema: Schema) -> Schema:
    """Add the values that have the text of an enumerated one."""
    values = schema.get("enum", [schema.get("const")])
    if _OF_SCALARS & schema.keys() or len(values) > _MOST_VALUES or ("const" in schema and "enum" in schema):
        return schema
    named = kinds(schema)
    own = [one for one in values if not named or named_by(one) & set(named)]
    read = [reading for one in own if not isinstance(one, list | dict) for reading in plain(text(one))]
    rest = {key: value for key, value in schema.items() if key not in ("enum", "const", "type")}
    return {**rest, "enum": [*own, *(one for one in read if not _is_in(one, own))]}


def _is_in(value: Any, listed: list[Any]) -> bool:
    return any(value == one and type(value) is type(one) for one in listed)


def named_by(value: Any) -> set[str]:
    """Return the types of a value."""
    by_type = {str: {"string"}, bool: {"boolean"}, int: {"integer", "number"}, float: {"number"}, type(None): {"null"}}
    return by_type.get(type(value), {"array"} if isinstance(value, list) else {"object"})


def _typed(schema: Schema) -> Schema:
    """Add the values of other types that have the text of one of the schema's own."""
    named = kinds(schema)
    if "string" in named:
        return _of_strings(schema, named)
    written = [_WRITTEN[one] for one in named if one in _WRITTEN and not (one in _NUMBERS and _BOUNDS & schema.keys())]
    if not written or _OF_TEXT & schema.keys():
        return schema
    return {**schema, "type": [*named, "string"], "pattern": f"^({'|'.join(written)})$"}


def _of_strings(schema: Schema, named: list[str]) -> Schema:
    said = _OF_TEXT & schema.keys()
    if not said or (said == {"minLength"} and schema["minLength"] <= 1):
        return {**schema, "type": list(dict.fromkeys([*named, "number", "boolean"]))}
    longest = schema.get("maxLength", 0)
    if said != {"maxLength"} or not 1 <= longest <= _MOST_DIGITS or _NUMBERS & set(named) or _BOUNDS & schema.keys():
        return schema
    bounds = {"minimum": 1 - 10 ** (longest - 1), "maximum": 10**longest - 1}
    return {**schema, "type": [*named, "integer"], **bounds}


def _with_lists(schema: Schema, wide: Schema) -> Schema:
    """Add a single value for a list of one, and a list of one for a single value."""
    named = kinds(schema)
    if named and not _CONTAINERS & set(named):
        listed = {"type": "array", "items": dict(wide), "minItems": 1, "maxItems": 1}
        if "enum" in wide or "const" in wide:
            return wide
        return {**wide, **listed, "type": [*kinds(wide), "array"]}
    if "array" not in named or set(named) - {"array", "null"} or _OF_LISTS & schema.keys() or "enum" in schema:
        return wide
    if schema.get("minItems", 0) > 1 or schema.get("maxItems", 1) < 1:
        return wide
    items = schema.get("items", True)
    items = {"type": [*SCALARS]} if items in (True, {}) else items
    if not isinstance(items, dict) or (_COMPOSED | {"enum", "const"}) & items.keys() or not kinds(items):
        return wide
    if _CONTAINERS & set(kinds(items)):
        return wide
    single = _typed(items)
    told = {key: value for key, value in single.items() if key in _OF_SCALARS}
    return {**wide, **told, "type": [*named, *kinds(single)]}
