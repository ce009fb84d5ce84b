"""The pointers somebody asks the places of, as a tree to walk along with a document."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openapi_contracts.documents.pointers import split


@dataclass(slots=True)
class Wanted:
    """A value on the way to a wanted one; `offset` is where it was found, None before."""

    offset: int | None = None
    inside: dict[str, "Wanted"] = field(default_factory=dict)

    def path(self, pointer: str) -> list["Wanted"]:
        """Add what a JSON Pointer leads through, from the root on."""
        path = [self]
        for step in split(pointer):
            path.append(path[-1].inside.setdefault(step, Wanted()))
        return path

    def found(self, offset: int) -> None:
        """Note the place; what was found inside before was of an earlier value of the same key."""
        for wanted in self.inside.values():
            wanted.forget()
        self.offset = offset

    def forget(self) -> None:
        """Find this and all inside anew."""
        for wanted in self.all():
            wanted.offset = None

    def all(self) -> Iterator["Wanted"]:
        """Return this and all inside."""
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
