"""Corrects the official schemas where they differ from the text of the specification that they describe."""

from collections.abc import Callable, Mapping
from typing import Any

_IS_REFERENCE = {"type": "object", "required": ["$ref"], "properties": {"$ref": {"type": "string"}}}


def corrected(version: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the official schema of a version, corrected; the argument is changed."""
    if version in _CORRECTIONS:
        _CORRECTIONS[version](schema)
    return schema


def ignoring_references(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that accepts every reference, whatever stands beside `$ref` (OAS 3.0.4, 4.7.23)."""
    return {"if": _IS_REFERENCE, "then": {}, "else": schema}


def _correct_20(schema: dict[str, Any]) -> None:
    """Fields beside `$ref` are ignored (2.0, Reference Object)."""
    definitions = schema["definitions"]
    definitions["schema"] = ignoring_references(definitions["schema"])
    definitions["jsonReference"].pop("additionalProperties")


def _correct_31(schema: dict[str, Any]) -> None:
    """The field of a link is `server`, its parameters may be any value, and `$ref` is a field of a path item."""
    definitions = schema["$defs"]
    link = definitions["link"]["properties"]
    link["server"] = link.pop("body")
    link["parameters"] = {"type": "object"}
    definitions["path-item"]["properties"]["$ref"] = {"type": "string", "format": "uri-reference"}
    definitions["path-item-or-reference"] = {"$ref": "#/$defs/path-item"}
    definitions["reference"].pop("unevaluatedProperties")
    definitions["examples"]["not"] = {"required": ["example", "examples"]}


def _correct_32(schema: dict[str, Any]) -> None:
    """The parameters of a link may be any value (OAS 3.2.0, 4.20.1)."""
    schema["$defs"]["link"]["properties"]["parameters"] = {"type": "object"}


_CORRECTIONS: Mapping[str, Callable[[dict[str, Any]], None]] = {
    "2.0": _correct_20,
    "3.1": _correct_31,
    "3.2": _correct_32,
}
