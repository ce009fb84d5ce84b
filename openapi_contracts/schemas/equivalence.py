"""Schemas that differ although the serialized text does not: numbers that become strings, a value that becomes a list.

Values outside JSON carry no types: `5` in a query is an integer, a string and a list of one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts import SchemaAt
from openapi_contracts.contracts.keywords import NULLABLE
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.serialization import written_forms
from openapi_contracts.serialization.written_forms import Form
from openapi_contracts.vocabulary import Side

SCALARS = frozenset(("string", "number", "integer", "boolean"))
ANYTHING = SCALARS | {"array", "object"}
_COMPOSED = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "enum", "const", "$ref", "$dynamicRef"))
_OF_TEXT = frozenset(("pattern", "format", "minLength", "maxLength", "contentEncoding", "contentMediaType"))
_OF_BYTES = frozenset(("format", "contentEncoding", "contentMediaType"))
_OF_OBJECTS = frozenset(("properties", "items", "additionalProperties"))
_OF_LISTS = frozenset(("minItems", "maxItems", "prefixItems", "contains", "unevaluatedItems"))


def as_text(
    values: SchemaValues,
    sender: tuple[Side, SchemaAt | None],
    receiver: tuple[Side, SchemaAt | None],
    written: frozenset[str] = SCALARS,
) -> bool:
    """Say whether the receiver accepts any string and the sender has other types, which `written` serializes as text.

    The types are read from `type` alone: a composed schema is left to the prover.
    """
    sent, taken = types(values, *sender), _object(values, *receiver)
    if sent is None or not sent <= written:
        return False
    if taken is None or "string" not in listed(taken) or (_COMPOSED | _OF_TEXT) & taken.keys():
        return False
    return bool(sent - set(listed(taken)))


def as_list(
    values: SchemaValues,
    sender: tuple[Side, SchemaAt | None],
    receiver: tuple[Side, SchemaAt | None],
    forms: tuple[Form, Form],
    location: str,
) -> SchemaAt | None:
    """Return the schema of the items where the receiver parses one value of the sender as a list of one."""
    sent, taken = types(values, *sender), _object(values, *receiver)
    at = receiver[1]
    if sent is None or taken is None or at is None or not sent <= SCALARS or listed(taken) != ["array"]:
        return None
    if (_COMPOSED | _OF_LISTS) & taken.keys() or not isinstance(taken.get("items"), dict):
        return None
    splits = "string" in sent and not _keeps_commas(forms[1])
    if splits or written_forms.written(forms[0], location, "", "v") != written_forms.written(
        forms[1], location, "", ["v"]
    ):
        return None
    stands = values.resolved(*receiver)
    pointer = f"{stands.pointer}/items" if stands else f"{at.pointer}/items"
    return replace(at, pointer=pointer, schema=taken["items"], properties_at=())


def types(values: SchemaValues, side: Side, at: SchemaAt | None) -> set[str] | None:
    """Return the types of `type`; None where it is absent."""
    schema = _object(values, side, at)
    return set(listed(schema)) or None if schema is not None else None


def _object(values: SchemaValues, side: Side, at: SchemaAt | None) -> dict[str, Any] | None:
    node = values.resolved(side, at)
    return node.raw if node is not None else None


def listed(schema: Mapping[str, Any]) -> list[str]:
    """List the types a schema names itself, `null` for `nullable` of OpenAPI 3.0 included."""
    named = schema.get("type")
    found = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return [one for one in found if isinstance(one, str)] + ["null"] * any(schema.get(one) is True for one in NULLABLE)


def _keeps_commas(form: Form) -> bool:
    return isinstance(form, Styled) and form.style is Style.FORM and form.explode


def called(values: SchemaValues, side: Side, at: SchemaAt | None) -> str:
    """Name the types of a schema for people."""
    return " or ".join(sorted(types(values, side, at) or ("anything",)))


def bytes_in(values: SchemaValues, side: Side, at: SchemaAt | None) -> str | None:
    """Say how bytes are written where a schema describes nothing else: as they are, or in base64; None elsewhere.

    `format: binary`, an empty schema and `type: file` of OpenAPI 2.0 say the same (OAS 3.1.0, 4.8.14.3).
    """
    if at is None or at.schema is True:
        return "bytes"
    schema = _object(values, side, at)
    if schema is None or schema.get("type", "string") not in ("string", "file", ["string"]):
        return None
    if schema.keys() & ((_COMPOSED | _OF_LISTS | _OF_TEXT | _OF_OBJECTS) - _OF_BYTES):
        return None
    if schema.get("contentEncoding", "binary") == "base64" or schema.get("format") in ("byte", "base64"):
        return "base64"
    is_plain = schema.get("contentEncoding", "binary") == "binary" and schema.get("format", "binary") == "binary"
    return "bytes" if is_plain else None


def has_reference(schema: Any) -> bool:
    """Say whether a schema has a `$ref` at any depth."""
    pending = [schema]
    for value in pending:
        if isinstance(value, Mapping):
            if "$ref" in value:
                return True
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return False
