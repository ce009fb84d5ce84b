"""Finds the references of a document and the identifiers of its schemas, and skips data that looks like them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

Parts = tuple[str, ...]

# Where a `$ref` is part of a message, not a reference (OAS 3.0.3 4.7.24, JSON Schema 2020-12 validation 6.1, 9).
_DATA = frozenset({"default", "example", "enum", "const", "value"})
# Where keys are names that people choose, so that a key spelled like a keyword is none.
_NAMES = frozenset(
    [
        "$defs",
        "additionalOperations",
        "callbacks",
        "content",
        "definitions",
        "dependencies",
        "dependentSchemas",
        "encoding",
        "examples",
        "headers",
        "links",
        "mediaTypes",
        "parameters",
        "pathItems",
        "paths",
        "patternProperties",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "securityDefinitions",
        "securitySchemes",
        "variables",
        "webhooks",
    ]
)
_EXTENSIBLE = frozenset({"paths", "responses"})  # names, and yet `x-` keys are extensions (OAS 3.0.3 4.9)


@dataclass(frozen=True, slots=True)
class Target:
    """The final target of a reference: a value and its place in the document."""

    node: Any
    parts: Parts


@dataclass(frozen=True, slots=True)
class Visit:
    """A value, its place, and what its keys mean there."""

    node: Any
    parts: Parts
    names: str  # the keyword whose names are the keys of `node`, or ""
    base: str  # `$id` of the nearest enclosing schema resource (JSON Schema 2020-12 core 8.2.1)


@dataclass(slots=True)
class Survey:
    """The references, anchors and embedded resources of a document."""

    references: list[Visit] = field(default_factory=list)
    dynamic: list[Visit] = field(default_factory=list)
    anchors: dict[tuple[str, str], Target] = field(default_factory=dict)
    resources: dict[str, Target] = field(default_factory=dict)


def survey(document: Any, *, identifiers: bool) -> Survey:
    """Find all references in document order, each mapping visited as often as it is written."""
    found = Survey()
    stack = [Visit(document, (), "", "")]
    while stack:
        visit = stack.pop()
        if isinstance(visit.node, dict) and not visit.names:
            if identifiers and not visit.node.keys().isdisjoint(("$id", "$self", "$anchor", "$dynamicAnchor")):
                visit = _identify(visit, found)
            if "$ref" in visit.node:
                found.references.append(visit)
            if identifiers and "$dynamicRef" in visit.node:
                found.dynamic.append(visit)
        stack.extend(reversed(list(_children(visit))))
    return found


def _children(visit: Visit) -> Iterator[Visit]:
    """Visit the parts of a value that can hold references."""
    node, parts, names, base = visit.node, visit.parts, visit.names, visit.base
    if isinstance(node, list):
        for index, value in enumerate(node):
            if isinstance(value, dict | list):
                yield Visit(value, (*parts, str(index)), "", base)
        return
    for key, value in node.items() if isinstance(node, dict) else ():
        if not isinstance(value, dict | list):
            continue
        if names:
            if names not in _EXTENSIBLE or not key.startswith("x-"):
                yield Visit(value, (*parts, key), "", base)
        elif not (key in _DATA or key.startswith("x-") or (key == "examples" and isinstance(value, list))):
            yield Visit(value, (*parts, key), key if key in _NAMES and isinstance(value, dict) else "", base)


def _identify(visit: Visit, found: Survey) -> Visit:
    """Record the identifiers of a schema: `$id` (or `$self`, OAS 3.2 4.1.2.1), `$anchor`, `$dynamicAnchor`."""
    here = Target(visit.node, visit.parts)
    name = visit.node.get("$self" if not visit.parts else "$id")
    base = visit.base
    if isinstance(name, str) and not name.startswith("#"):
        base = address_of(base, name)[0]
        found.resources.setdefault(base, here)
    for keyword in ("$anchor", "$dynamicAnchor"):
        if isinstance(anchor := visit.node.get(keyword), str):
            found.anchors.setdefault((base, anchor), here)
            found.anchors.setdefault(("", anchor), here)
    return Visit(visit.node, visit.parts, visit.names, base)


def address_of(base: str, text: str) -> tuple[str, str]:
    """Split `text`, read relative to `base`, into an address and a fragment (RFC 3986, 5.2)."""
    try:
        address, fragment = urldefrag(urljoin(base, text))
    except ValueError:  # such as an unbalanced bracket in a host
        return text, ""
    return address, fragment
