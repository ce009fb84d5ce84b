"""Where a change stands in words that outlast edits elsewhere: elements of lists by what they are, not by number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openapi_contracts.documents.pointers import split

_IDENTIFYING = ("$ref", "title", "name", "url", "operationId")  # members that tell an element from its neighbours
_MOST_NAMES = 20  # properties of an element that are looked at
_COMPONENTS = {  # since OpenAPI 3.0, and in 2.0: the steps down to the name of a component
    "components": 3,
    "definitions": 2,
    "parameters": 2,
    "responses": 2,
    "securityDefinitions": 2,
}


def is_in_component(pointer: str) -> bool:
    """Say whether a place is in a component, or is one."""
    steps = split(pointer)
    return bool(steps) and len(steps) >= _COMPONENTS.get(steps[0], len(steps) + 1)


def is_in_schema_component(pointer: str) -> bool:
    """Say whether a place is in a component that is a schema."""
    return pointer.startswith(("/components/schemas/", "/definitions/"))


def lasting(document: Any, pointer: str) -> tuple[str, ...]:
    """Return the steps of a place, with each element of a list by what it is."""
    return tuple(_steps(document, pointer))


def elements(document: Any, pointer: str) -> tuple[str, ...]:
    """Return what the elements of lists are that a place is in."""
    return tuple(step[1:] for step in _steps(document, pointer) if step.startswith("\0"))


def _steps(document: Any, pointer: str) -> Iterator[str]:
    value = document
    for step in split(pointer):
        if isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
            yield f"\0{_identity(value)}"
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            yield step


def _identity(element: Any) -> str:
    """Name an element of a list: by a member that identifies it, else by its type and its properties."""
    if not isinstance(element, Mapping):
        return str(element)[:80]
    known = next((f"{key} {element[key]}" for key in _IDENTIFYING if isinstance(element.get(key), str)), None)
    if known is not None:
        return f"{element['in']} {known}" if isinstance(element.get("in"), str) else known
    properties = element.get("properties")
    names: Sequence[str] = sorted(map(str, properties if isinstance(properties, Mapping) else element))
    return " ".join([str(element.get("type", "")), *names[:_MOST_NAMES]])
