"""Schemas that a document names by `$id` and `$anchor` (JSON Schema core 2020-12, 8.2), by reference.

A reference leads to a schema only where one schema of the document can be meant, whatever the base URI.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from openapi_contracts.documents.pointers import escape, resolve

_DATA = frozenset(("enum", "const", "default", "example", "examples"))  # hold values, whatever they look like
_ANCHORS = ("$anchor", "$dynamicAnchor")


class NamedSchemas:
    """The schemas of one document by their names; the document is searched once, when a name is asked for first."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._anchors: dict[str, list[str]] | None = None
        self._resources: dict[str, list[str]] = {}

    def pointer(self, reference: str) -> str | None:
        """Return the JSON Pointer of the only schema that a reference can mean; None if there is none, or several."""
        if self._anchors is None:
            self._anchors = {}
            for pointer, schema in self._named():
                for keyword in _ANCHORS:
                    if isinstance(schema.get(keyword), str):
                        self._anchors.setdefault(schema[keyword], []).append(pointer)
                if isinstance(schema.get("$id"), str):
                    self._resources.setdefault(schema["$id"].rstrip("#"), []).append(pointer)
        address, _, fragment = reference.partition("#")
        fragment = unquote(fragment)
        roots = self._roots(address)
        if fragment and not fragment.startswith("/"):
            found = [one for one in self._anchors.get(fragment, ()) if _is_below(one, roots)]
        else:
            found = [root + fragment for root in roots if self._exists(root + fragment)]
        return found[0] if len(found) == 1 else None

    def _roots(self, address: str) -> list[str]:
        """Return the resources that an address can mean: its own, or all where it is left out."""
        every = [pointer for pointers in self._resources.values() for pointer in pointers]
        if not address:
            return ["", *every]
        return [
            pointer
            for name, pointers in self._resources.items()
            for pointer in pointers
            if name == address or name.endswith(f"/{address.removeprefix('./').lstrip('/')}")
        ]

    def _exists(self, pointer: str) -> bool:
        try:
            resolve(self._document, pointer)
        except KeyError:
            return False
        return True

    def _named(self) -> Iterator[tuple[str, dict[str, Any]]]:
        pending: list[tuple[str, Any]] = [("", self._document)]
        while pending:
            pointer, value = pending.pop()
            if isinstance(value, list):
                pending += [(f"{pointer}/{index}", item) for index, item in enumerate(value)]
            elif isinstance(value, dict):
                if "$id" in value or any(keyword in value for keyword in _ANCHORS):
                    yield pointer, value
                pending += [(f"{pointer}/{escape(key)}", item) for key, item in value.items() if key not in _DATA]


def _is_below(pointer: str, roots: list[str]) -> bool:
    return any(pointer == root or pointer.startswith(f"{root}/") for root in roots)
