"""Where in a document its values stand: from JSON Pointers to lines and columns."""

from collections.abc import Iterable

from openapi_contracts.documents.reading import Syntax
from openapi_contracts.documents.syntaxes import json_positions, yaml_positions
from openapi_contracts.documents.syntaxes.places import TextPlace, places
from openapi_contracts.documents.syntaxes.wanted import Wanted, nearest

__all__ = ["TextPlace", "locate"]


def locate(content: bytes, syntax: Syntax, pointers: Iterable[str]) -> dict[str, TextPlace]:
    """Find each JSON Pointer in a document that `reading.read` has read.

    A member of a mapping stands where its key begins, an item of a list where it begins itself, and what is
    reached through a YAML alias where the alias is. A pointer to nothing gets the place of its nearest
    ancestor.
    """
    text = content.decode("utf-8-sig")
    wanted = Wanted()
    paths = {pointer: wanted.path(pointer) for pointer in pointers}
    if syntax is Syntax.JSON:
        json_positions.find(text, wanted)
    else:
        yaml_positions.find(text, wanted)
    offsets = {pointer: nearest(path) for pointer, path in paths.items()}
    where = places(text, offsets.values())
    return {pointer: where[offset] for pointer, offset in offsets.items()}
