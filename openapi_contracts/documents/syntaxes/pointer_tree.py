"""A tree of JSON Pointers to locate, which is walked along with a document."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openapi_contracts.documents.pointers import split


@dataclass(slots=True)
class PointerTree:
    """A value on the path of a pointer; `offset` is its position in the text, None until found."""

    offset: int | None = None
    inside: dict[str, "PointerTree"] = field(default_factory=dict)

    def path(self, pointer: str) -> list["PointerTree"]:
        """Add a JSON Pointer; return the values on its path, from the root."""
        path = [self]
        for step in split(pointer):
            path.append(path[-1].inside.setdefault(step, PointerTree()))
        return path

    def found(self, offset: int) -> None:
        """Record the offset, and clear those inside an earlier value of the same duplicate key."""
        for wanted in self.inside.values():
            wanted.clear()
        self.offset = offset

    def clear(self) -> None:
        """Clear the offsets of this value and all values inside it."""
        for wanted in self.all():
            wanted.offset = None

    def all(self) -> Iterator["PointerTree"]:
        """Yield this value and all values of the tree inside it."""
        waiting = [self]
        while waiting:
            wanted = waiting.pop()
            yield wanted
            waiting.extend(wanted.inside.values())


def nearest(path: list[PointerTree]) -> int:
    """Return the offset of the last value of `path` that the document has."""
    offset = 0
    for wanted in path:
        if wanted.offset is None:
            break
        offset = wanted.offset
    return offset
