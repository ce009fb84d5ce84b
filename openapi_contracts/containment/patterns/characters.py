"""Sets of characters: sorted intervals of Unicode scalar values. Surrogates are in no set.

A set is stored as its boundaries `(start, end, start, end, ...)` of half-open intervals. The module also ranks
characters for witnesses: regular expression engines disagree about line ends, control characters and most of Unicode.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache

LAST = 0x10FFFF
_SURROGATES = (0xD800, 0xE000)
# letters, digits, other printable ASCII, the tab, other scripts; last, characters that engines treat differently
_PREFERENCE = (
    *((ord(start), ord(last) + 1) for start, last in ("az", "09", "AZ", "--", "__", "..", "!~", "  ", "\t\t")),
    *((0xA1, 0x2000), (0x2070, 0xD800), (0xF900, 0xFDD0), (0x10000, 0x1FFFE), (0x2000, 0x2028), (0x202A, 0x2070)),
    *((0xE000, 0xF900), (0xFDD0, 0x10000), (0x1FFFE, LAST + 1)),
    *((0x80, 0x85), (0x86, 0xA1), (0x01, 0x09), (0x0E, 0x20), (0x7F, 0x80), (0x00, 0x01), (0x0B, 0x0D)),
    *((0x85, 0x86), (0x0D, 0x0E), (0x2028, 0x202A), (0x0A, 0x0B)),
)


class CharSet:
    """An immutable set of code points, compared by value."""

    def __init__(self, bounds: tuple[int, ...]) -> None:
        self.bounds = bounds
        self.key = hash(bounds)  # a hash of integers is the same in every process

    def __hash__(self) -> int:
        return self.key

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, CharSet) and self.bounds == other.bounds)

    def __bool__(self) -> bool:
        return bool(self.bounds)

    def __contains__(self, code: int) -> bool:
        return bisect_right(self.bounds, code) % 2 == 1

    def __len__(self) -> int:
        return sum(self.bounds[1::2]) - sum(self.bounds[::2])

    def __and__(self, other: "CharSet") -> "CharSet":
        return self if self is other else _intersection(self, other)

    def __or__(self, other: "CharSet") -> "CharSet":
        return _united((*self.intervals(), *other.intervals()))

    def __invert__(self) -> "CharSet":
        return _complement(self)

    def __le__(self, other: "CharSet") -> bool:
        return self & other == self

    def __repr__(self) -> str:
        return f"CharSet({' '.join(f'{start:X}-{end - 1:X}' for start, end in self.intervals())})"

    def intervals(self) -> Iterable[tuple[int, int]]:
        """Return the half-open intervals in ascending order."""
        return zip(self.bounds[::2], self.bounds[1::2], strict=True)

    @cached_property
    def preferred(self) -> tuple[int, int]:
        """The rank and code point of the member to use in a witness. Raises ValueError for an empty set."""
        for rank, (start, end) in enumerate(_PREFERENCE):
            place = bisect_right(self.bounds, start)
            after = self.bounds[place] if place < len(self.bounds) else end
            code = start if place % 2 else after
            if code < end:
                return rank, code
        raise ValueError("an empty set has no member")


def between(*ranges: tuple[int, int]) -> CharSet:
    """Return the set of closed ranges, which may overlap; surrogates are left out."""
    return _united((start, last + 1) for start, last in ranges) & ALL


def members(characters: str) -> CharSet:
    """Return the set of the characters of a string."""
    return between(*((ord(character), ord(character)) for character in characters))


def _united(intervals: Iterable[tuple[int, int]]) -> CharSet:
    bounds: list[int] = []
    for start, end in sorted(intervals):
        if bounds and start <= bounds[-1]:
            bounds[-1] = max(bounds[-1], end)
        else:
            bounds += (start, end)
    return CharSet(tuple(bounds))


@lru_cache(maxsize=1 << 14)
def _intersection(charset: CharSet, other: CharSet) -> CharSet:
    mine, theirs = charset.bounds, other.bounds
    found: list[int] = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        start, end = max(mine[i], theirs[j]), min(mine[i + 1], theirs[j + 1])
        if start < end:
            found += (start, end)
        if mine[i + 1] == end:
            i += 2
        else:
            j += 2
    return CharSet(tuple(found))


@lru_cache(maxsize=1 << 12)
def _complement(charset: CharSet) -> CharSet:
    edges = charset.bounds
    edges = edges[1:] if edges[:1] == (0,) else (0, *edges)
    edges = edges[:-1] if edges[-1:] == (LAST + 1,) else (*edges, LAST + 1)
    return CharSet(edges) & ALL


NONE = CharSet(())
ALL = CharSet((0, _SURROGATES[0], _SURROGATES[1], LAST + 1))
PRINTABLE = between((0x20, 0x7E))
DIGITS = members("0123456789")
WORD = between((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_ENDS = members("\n\r\u2028\u2029")
# ECMA-262 22.2.2.9: WhiteSpace (Space_Separator, tabs, no-break spaces) and LineTerminator
SPACES = members("\t\v\f \u00a0\u1680\u202f\u205f\u3000\ufeff") | between((0x2000, 0x200A)) | LINE_ENDS
