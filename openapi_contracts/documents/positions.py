"""Converts JSON Pointers to lines and columns of a document."""

from collections.abc import Iterable

from openapi_contracts.documents.reading import Syntax
from openapi_contracts.documents.syntaxes import json_positions, yaml_positions
from openapi_contracts.documents.syntaxes.places import TextPlace, places
from openapi_contracts.documents.syntaxes.pointer_tree import PointerTree, nearest

__all__ = ["TextPlace", "locate"]


def locate(content: bytes, syntax: Syntax, pointers: Iterable[str]) -> dict[str, TextPlace]:
    """Return the place of each JSON Pointer in a document that `reading.read` accepts.

    The place of a member is the start of its key, that of a list item its start, and that of a value inside a YAML
    alias the start of the alias. A pointer to a value that does not exist gets the place of its nearest ancestor.
    """
    text = content.decode("utf-8-sig")
    wanted = PointerTree()
    paths = {pointer: wanted.path(pointer) for pointer in pointers}
    if syntax is Syntax.JSON:
        json_positions.find(text, wanted)
    else:
        yaml_positions.find(text, wanted)
    offsets = {pointer: nearest(path) for pointer, path in paths.items()}
    where = places(text, offsets.values())
    return {pointer: where[offset] for pointer, offset in offsets.items()}
