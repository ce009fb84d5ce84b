"""Finds the references of a document and the identifiers of its schemas; skips data that only looks like them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

Parts = tuple[str, ...]

# Keywords whose values are data, so that a `$ref` in them is no reference (OAS 3.0.3, 4.7.24).
_DATA = frozenset({"default", "example", "enum", "const", "value"})
# Keywords whose keys are names that authors choose, so that a key spelled like a keyword is not one.
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
_EXTENSIBLE = frozenset({"paths", "responses"})  # also allow extensions, whose keys begin with `x-` (OAS 3.0.3, 4.9)


@dataclass(frozen=True, slots=True)
class Target:
    """The final target of a reference: a value and its place in the document."""

    node: Any
    parts: Parts


@dataclass(frozen=True, slots=True)
class Visit:
    """A value, its place, and the meaning of its keys."""

    node: Any
    parts: Parts
    names: str  # if the keys of `node` are names: the keyword above it, else ""
    base: str  # URI of the enclosing schema resource (JSON Schema 2020-12 core, 8.2.1)


@dataclass(slots=True)
class Survey:
    """The references, anchors and embedded resources of a document."""

    references: list[Visit] = field(default_factory=list)
    dynamic: list[Visit] = field(default_factory=list)
    anchors: dict[tuple[str, str], Target] = field(default_factory=dict)
    resources: dict[str, Target] = field(default_factory=dict)


def survey(document: Any, *, identifiers: bool) -> Survey:
    """Find all references and, if `identifiers`, all names of schemas, in document order."""
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
    """Yield the children of a value that may contain references."""
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
    """Resolve `text` against `base`; return the URI without fragment, and the fragment (RFC 3986, 5.2)."""
    try:
        address, fragment = urldefrag(urljoin(base, text))
    except ValueError:  # such as an unmatched bracket in a host
        return text, ""
    return address, fragment
