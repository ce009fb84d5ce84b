"""What stands where in an OpenAPI document, as a table, and a way to rewrite every object of a kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_CONTENT = {"schema": "schema", "content": "media{}"}
# kind -> member -> kind of what stands there, by name {} or in a row []
GRAMMAR: dict[str, dict[str, str]] = {
    "document": {
        "paths": "item{}",
        "webhooks": "item{}",
        "components": "components",
        "definitions": "schema{}",
        "parameters": "parameter{}",
        "responses": "response{}",
    },
    "components": {
        "schemas": "schema{}",
        "parameters": "parameter{}",
        "responses": "response{}",
        "requestBodies": "body{}",
        "headers": "header{}",
        "callbacks": "callback{}",
        "pathItems": "item{}",
        "mediaTypes": "media{}",
    },
    "item": dict.fromkeys(METHODS, "operation") | {"parameters": "parameter[]", "additionalOperations": "operation{}"},
    "operation": {
        "parameters": "parameter[]",
        "requestBody": "body",
        "responses": "response{}",
        "callbacks": "callback{}",
    },
    "parameter": _CONTENT,
    "header": _CONTENT,
    "body": {"content": "media{}"},
    "media": {"schema": "schema", "itemSchema": "schema", "encoding": "encoding{}"},
    "encoding": {"headers": "header{}"},
    "response": _CONTENT | {"headers": "header{}"},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), "schema{}"),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema[]"),
        **dict.fromkeys(("items", "additionalProperties", "not", "contains", "propertyNames"), "schema"),
        **dict.fromkeys(("if", "then", "else", "unevaluatedItems", "unevaluatedProperties"), "schema"),
    },
}
_EXTENSIBLE = ("item", "response")  # maps of these may hold extensions


@dataclass(frozen=True, slots=True)
class At:
    """Where an object stands: its kind, the steps that lead to it, and the object around it as it was before."""

    kind: str
    steps: tuple[str | int, ...]
    parent: Any


Rewrite: TypeAlias = Callable[[dict[str, Any], At], Any]


def rewritten(document: Any, rewrite: Rewrite) -> Any:
    """Return a document with every object of a known kind rewritten, what is inside it first.

    Each object is given as a copy of its own. The document stays as it is, and shares with the answer what no
    rewriting touched.
    """
    return _rewritten(document, rewrite, At("document", (), None))


def _rewritten(value: Any, rewrite: Rewrite, at: At) -> Any:
    if not isinstance(value, dict):
        return value
    members = dict.fromkeys(value, "item") if at.kind == "callback" else GRAMMAR[at.kind]
    copy = dict(value)
    for key in value:
        if key in members:
            copy[key] = _member(value, key, members[key], rewrite, at)
    return rewrite(copy, at)


def _member(parent: dict[str, Any], key: str, kind: str, rewrite: Rewrite, at: At) -> Any:
    child, inner = parent[key], kind.removesuffix("{}").removesuffix("[]")

    def inside(value: Any, *steps: str | int) -> Any:
        return _rewritten(value, rewrite, At(inner, (*at.steps, key, *steps), parent))

    if kind == inner:
        return inside(child)
    if kind.endswith("[]"):
        return [inside(one, index) for index, one in enumerate(child)] if isinstance(child, list) else child
    if not isinstance(child, dict):
        return child
    kept = [name for name in child if inner in _EXTENSIBLE and name.startswith("x-")]
    return {name: one if name in kept else inside(one, name) for name, one in child.items()}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """List every mapping of a document, whatever it is."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            yield one
            pending += one.values()
        elif isinstance(one, list):
            pending += one


def references(document: Any) -> list[str]:
    """List every reference in the document that leads into it."""
    found = (one.get("$ref") for one in objects(document))
    return [one for one in found if isinstance(one, str) and one.startswith("#/")]
