"""Converts offsets in a text to lines and columns."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A line and a column, both counted from 1, columns in characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


def places(text: str, offsets: Iterable[int]) -> dict[int, TextPlace]:
    """Return the place of each offset, in one pass over `text`."""
    found: dict[int, TextPlace] = {}
    line, start, seen = 1, 0, 0
    for offset in sorted(set(offsets)):
        line += text.count("\n", seen, offset)
        start = max(start, text.rfind("\n", seen, offset) + 1)
        found[offset] = TextPlace(line, offset - start + 1)
        seen = offset
    return found


def place(text: str, offset: int) -> TextPlace:
    """Return the place of an offset."""
    return places(text, (offset,))[offset]
