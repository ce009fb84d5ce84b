"""The wanted pointers as a tree, which is walked along with a document."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openapi_contracts.documents.pointers import split


@dataclass(slots=True)
class Wanted:
    """A value on the path to a wanted one; `offset` is its place, None until it is found."""

    offset: int | None = None
    inside: dict[str, "Wanted"] = field(default_factory=dict)

    def path(self, pointer: str) -> list["Wanted"]:
        """Add the values on the path of a JSON Pointer."""
        path = [self]
        for step in split(pointer):
            path.append(path[-1].inside.setdefault(step, Wanted()))
        return path

    def found(self, offset: int) -> None:
        """Record the place, and forget those inside an earlier value of the same key."""
        for wanted in self.inside.values():
            wanted.forget()
        self.offset = offset

    def forget(self) -> None:
        """Forget this place and all inside it."""
        for wanted in self.all():
            wanted.offset = None

    def all(self) -> Iterator["Wanted"]:
        """Return this value and all wanted values inside it."""
        waiting = [self]
        while waiting:
            wanted = waiting.pop()
            yield wanted
            waiting.extend(wanted.inside.values())


def nearest(path: list[Wanted]) -> int:
    """Find the offset of the last value of `path` that the document has."""
    offset = 0
    for wanted in path:
        if wanted.offset is None:
            break
        offset = wanted.offset
    return offset
