"""Names places and values in sentences for people."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.documents.pointers import split
from openapi_contracts.findings import SchemaQuestion

LONGEST = 60  # characters of a value in a sentence
MOST_LISTED = 5  # values named one by one
_COMPONENTS = ("/components/schemas/", "/definitions/")
_NAMED = {"properties": "{}", "patternProperties": "<{}>", "dependentSchemas": "<with {}>"}
_KINDS = ("string", "integer", "boolean", "array", "object", "null")
_BRANCHES = ("allOf", "anyOf", "oneOf", "prefixItems")
_SUFFIX = {"items": "[]", "prefixItems": "[]", "additionalProperties": ".*", "contains": "[]"}


class PlaceNames:
    """Names the places of two documents: a component by its name, any other place by its message."""

    def __init__(self, schema_questions: Sequence[SchemaQuestion]) -> None:
        self._roots: dict[str, str] = {}
        for one in schema_questions:
            for at in (one.old, one.new):
                if at is not None:
                    self._roots.setdefault(at.pointer, message_part(one))
                    for name, pointer in at.properties_at:
                        self._roots.setdefault(pointer, f"the form field `{name}`")

    def of(self, pointer: str) -> str:
        """Return the name of the schema at a pointer, such as "`address.street` of `Pet`"."""
        root, rest = self._root(pointer)
        path = _path(rest)
        return f"`{path}` of {root}" if path else root

    def _root(self, pointer: str) -> tuple[str, list[str]]:
        for prefix in _COMPONENTS:
            if pointer.startswith(prefix):
                name, *rest = split(pointer[len(prefix) - 1 :])
                return f"`{name}`", rest
        cut = pointer
        while cut and cut not in self._roots:
            cut = cut.rpartition("/")[0]
        return self._roots.get(cut, f"the schema at {pointer}"), split(pointer[len(cut) :]) if cut else []


def message_part(question: SchemaQuestion) -> str:
    """Name the part of a message that a schema describes."""
    kind, *rest = question.part
    if kind == "parameter" and len(rest) == 2:
        found = question.shown.operation.parameters.get(ParameterKey(*rest))
        name = found.name if isinstance(found, Parameter) else rest[1].strip("{}")
        return f"the {rest[0]} parameter `{name}`"
    if kind == "header" and len(rest) == 2:
        return f"the header `{rest[1]}` of the {rest[0]} response"
    return f"the {rest[0]} response" if kind == "response" and rest else "the request body"


def _path(tokens: list[str]) -> str:
    """Name a path: properties by name, items as `[]`; branches are omitted."""
    path, index = "", 0
    while index < len(tokens):
        keyword = tokens[index]
        if keyword in _NAMED and index + 1 < len(tokens):
            name = _NAMED[keyword].format(tokens[index + 1])
            path += f".{name}" if path else name
        path += _SUFFIX.get(keyword, "")
        index += 2 if keyword in _NAMED or keyword in _BRANCHES else 1
    return path.removeprefix(".")


def value_text(value: Any) -> str:
    """Write a value, truncated."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        text = "a value"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def listed(values: Sequence[Any]) -> str:
    """List values, truncated after the first few."""
    names = [value_text(value) for value in values[:MOST_LISTED]]
    more = len(values) - len(names)
    *first, last = [*names, *([f"{more} more"] if more else [])] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def kinds(found: frozenset[str]) -> str:
    """Name the types a schema allows."""
    names: list[str] = [name for name in _KINDS if name in found]
    if "fraction" in found:
        names = ["number", *[name for name in names if name != "integer"]]
    return "any type" if len(names) == 6 else " or ".join(names) or "no type"


def summary(schema: Any) -> str:
    """Summarize a schema in a few words."""
    if not isinstance(schema, Mapping):
        return "nothing" if schema is False else "anything"
    reference = schema.get("$ref")
    if isinstance(reference, str):
        return f"`{reference.rpartition('/')[2]}`"
    if "const" in schema:
        return value_text(schema["const"])
    named = schema.get("type")
    if isinstance(named, list):
        return " or ".join(map(str, named))
    return (
        str(named)
        if named
        else next((f"`{word}`" for word in ("anyOf", "oneOf", "allOf") if word in schema), "a schema")
    )


def wanted(schema: Any) -> str:
    """Say what a value must be, as in "a string or an array"."""
    if not isinstance(schema, Mapping) or "$ref" in schema or "const" in schema:
        return summary(schema)
    if "enum" in schema:
        values = schema["enum"]
        return value_text(values[0]) if len(values) == 1 else f"one of {listed(values)}"
    named = schema.get("type", ())
    kinds = [named] if isinstance(named, str) else named
    word = next((word for word in ("anyOf", "oneOf", "allOf") if word in schema), None)
    return " or ".join(map(_noun, kinds)) or (f"a value of its `{word}`" if word else "a value of its schema")


def _noun(kind: str) -> str:
    return kind if kind == "null" else f"{'an' if kind[0] in 'aio' else 'a'} {kind}"
