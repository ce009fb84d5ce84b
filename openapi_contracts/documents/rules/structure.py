"""Validates the structure of a document against the official schema, in pieces to limit memory.

The engine collects all errors of a call, some kilobytes each, before it returns the first, and a document may have
hundreds of thousands. So the members of large mappings are validated a few hundred at a time, each piece in a small
document of its own; the rest of the document is validated without them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.metaschema import document_schema, violations

_PIECE = 200  # members of a mapping per piece
_LARGE = ("paths", "webhooks", "definitions", "components")
_INFO = {"title": "", "version": ""}


def violations_of(version: str, document: dict[str, Any]) -> Iterator[Problem]:
    """Yield the structural problems of a document of `version`, such as "3.0". A valid one takes only one pass."""
    schema = document_schema(version)
    if schema.is_valid(document):
        return
    rest, members = dict(document), []
    for field in _LARGE:
        if isinstance(value := document.get(field), dict):
            rest[field], found = _apart(field, value)
            members.extend(found)
    yield from violations(schema, rest)
    named = {"swagger": version} if version == "2.0" else {"openapi": f"{version}.0"}
    for path, mapping in members:
        entries = iter(mapping.items())
        while piece := dict(islice(entries, _PIECE)):
            yield from violations(schema, {**named, "info": _INFO, "paths": {}} | _within(path, piece))


def _apart(field: str, value: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[tuple[str, ...], dict[str, Any]]]]:
    """Separate the members of large mappings; return the remaining document, and each mapping with its path."""
    if field != "components":
        return {}, [((field,), value)]
    kinds = [(kind, each) for kind, each in value.items() if isinstance(each, dict) and not kind.startswith("x-")]
    return value | {kind: {} for kind, _ in kinds}, [((field, kind), each) for kind, each in kinds]


def _within(path: tuple[str, ...], piece: dict[str, Any]) -> dict[str, Any]:
    for step in reversed(path):
        piece = {step: piece}
    return piece
