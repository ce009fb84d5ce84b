"""Strings during a search: linked lists of pieces with shared prefixes, concatenated once at the end."""

from dataclasses import dataclass
from typing import Alternation

from openapi_contracts.containment.patterns.terms import Term


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A string as its prefix `before` and its last `piece`; a piece may itself be a path, shared by many."""

    before: Alternation["Path", None]
    piece: Alternation[str, "Path"]


Cycle = dict[Term, tuple[Term, Path]]
"""For each term, the term at the start of a cycle of layers, and the string read from there."""


def spell(path: Path | None, known: dict[Path, str] | None = None) -> str:
    """Return the string of a path; `known` caches the strings of pieces."""
    known = {} if known is None else known
    pieces: list[str] = []
    while path is not None:
        piece = path.piece
        if isinstance(piece, Path):
            if piece not in known:
                known[piece] = spell(piece, known)
            piece = known[piece]
        pieces.append(piece)
        path = path.before
    return "".join(reversed(pieces))


def repeat_cycle(cycle: Cycle, times: int) -> Cycle:
    """Compose a cycle with itself `times` times, by squaring: a million times take twenty compositions."""
    whole: Cycle | None = None
    while times:
        if times & 1:
            whole = cycle if whole is None else _composed(whole, cycle)
        cycle = _composed(cycle, cycle)
        times >>= 1
    return whole or {}


def _composed(first: Cycle, second: Cycle) -> Cycle:
    found: Cycle = {}
    for term, (middle, late) in second.items():
        origin, early = first[middle]
        found[term] = (origin, Path(Path(None, early), late))
    return found
