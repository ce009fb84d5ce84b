"""A cursor over a document that follows its references, with the interface of `jsonschema_path.SchemaPath`.

It implements the part of SchemaPath that openapi-spec-validator's keyword validators use. SchemaPath itself is
unsuitable: it resolves each step from the root, fetches other documents, and does not know the place of a reference's
target.
"""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.documents.rules.references import References
from openapi_contracts.documents.rules.survey import Parts
from openapi_contracts.documents.syntaxes.parsed import pointer

_DATA = frozenset({"default"})  # its value is data, and never a reference


class DocumentCursor:
    """A value of a document and its place. A child that is a reference is replaced by the target.

    A broken reference becomes an empty mapping, which violates no rule; `items` and iteration skip it.
    """

    __slots__ = ("broken", "node", "parts", "references")

    def __init__(self, references: References, node: Any, parts: Parts) -> None:
        self.references = references
        self.node = node
        self.parts = parts
        self.broken = False
        if type(node) is dict and "$ref" in node and references.follows(node):
            target = references.target(node)
            self.broken = target is None
            self.node, self.parts = (target.node, target.parts) if target else ({}, parts)

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the value, after following references."""
        return pointer(self.parts)

    def __truediv__(self, key: str | int) -> "DocumentCursor":
        if key not in _DATA:
            return DocumentCursor(self.references, self.node[key], (*self.parts, str(key)))
        data = DocumentCursor(self.references, None, (*self.parts, str(key)))
        data.node = self.node[key]
        return data

    def __contains__(self, key: str | int) -> bool:
        return isinstance(self.node, dict) and key in self.node

    def __getitem__(self, key: str) -> Any:
        value = self.node[key]
        return self / key if isinstance(value, dict | list) else value

    def __iter__(self) -> Iterator["DocumentCursor"]:
        return (child for _, child in self.items())

    def keys(self) -> Any:
        """Return the keys of a mapping or the indexes of a list. Raises KeyError otherwise, as SchemaPath does."""
        if isinstance(self.node, dict):
            return self.node.keys()
        if isinstance(self.node, list):
            return range(len(self.node))
        raise KeyError

    def items(self) -> Iterator[tuple[str | int, "DocumentCursor"]]:
        """Yield the keys or indexes with their children, without broken references."""
        references, parts, node = self.references, self.parts, self.node
        for key in self.keys():
            child = DocumentCursor(references, node[key], (*parts, str(key)))
            if not child.broken:
                yield key, child

    def read_value(self) -> Any:
        """Return the value."""
        return self.node

    def read_str(self) -> str:
        """Return the value. Raises TypeError if it is not a string."""
        if not isinstance(self.node, str):
            raise TypeError
        return self.node
