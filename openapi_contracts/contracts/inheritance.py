"""Which component schemas extend another through `allOf`, by the pointers of the components.

A component that names another in `allOf` inherits from it (OAS 3.0.3, 4.7.24.2; OAS 2.0, 4.3.22). One that only
repeats another, with annotations beside, is an alias and inherits nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from openapi_contracts.contracts.source_document import UNIONS
from openapi_contracts.documents.pointers import escape

_MOST_NESTED = 50  # `allOf` inside `allOf` searched for one component
_ANNOTATIONS = frozenset(("title", "description", "example", "examples", "externalDocs", "deprecated", "nullable"))


class Inheritance:
    """The heirs of each component of one document, direct and indirect."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._children: dict[str, list[str]] = {}
        self._heirs: dict[str, tuple[str, ...]] = {}
        for pointer, raw in _components(document):
            for parent in dict.fromkeys(_parents(raw)):
                self._children.setdefault(parent, []).append(pointer)

    def heirs(self, pointer: str) -> tuple[str, ...]:
        """Return the pointers of the components that inherit from a component, in the order of the document."""
        if pointer not in self._heirs:
            found = dict.fromkeys(self._children.get(pointer, ()))
            pending = list(found)
            for child in pending:
                following = [one for one in self._children.get(child, ()) if one not in found]
                found.update(dict.fromkeys(following))
                pending += following
            found.pop(pointer, None)
            self._heirs[pointer] = tuple(found)
        return self._heirs[pointer]


def is_parent(raw: Any) -> bool:
    """Say whether a schema chooses among its heirs by a discriminator, and among no branches of its own."""
    return isinstance(raw, dict) and "discriminator" in raw and not any(union in raw for union in UNIONS)


def _components(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    shared = document.get("components")
    rooms = {
        "/definitions/": document.get("definitions") if "swagger" in document else None,
        "/components/schemas/": shared.get("schemas") if isinstance(shared, dict) else None,
    }
    for prefix, schemas in rooms.items():
        for name, raw in schemas.items() if isinstance(schemas, dict) else ():
            if isinstance(raw, dict) and isinstance(raw.get("allOf"), list):
                yield f"{prefix}{escape(name)}", raw


def _parents(raw: dict[str, Any]) -> Iterator[str]:
    first = raw["allOf"][0] if raw["allOf"] else None
    is_bare = isinstance(first, dict) and "$ref" in first and first.keys() <= {"$ref", *_ANNOTATIONS}
    if is_bare and len(raw["allOf"]) == 1 and raw.keys() <= {"allOf", *_ANNOTATIONS}:
        return
    pending = list(raw["allOf"])
    for part in pending:
        if not isinstance(part, dict):
            continue
        reference = part.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            yield unquote(reference[1:])
        if isinstance(part.get("allOf"), list) and len(pending) < _MOST_NESTED:
            pending += part["allOf"]
