"""Words during a search: linked pieces with shared prefixes, spelled out once at the end."""

from dataclasses import dataclass
from typing import Union

from openapi_contracts.containment.patterns.terms import Term


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """What was read before, and the piece read last; a piece may be a path of its own, shared by many."""

    before: Union["Path", None]
    piece: Union[str, "Path"]


Turn = dict[Term, tuple[Term, Path]]
"""For each term, the term that a turn of a cycle came from, and what it read."""


def spelled(path: Path | None, known: dict[Path, str] | None = None) -> str:
    """Spell a path out; `known` holds the pieces spelled already."""
    known = {} if known is None else known
    pieces: list[str] = []
    while path is not None:
        piece = path.piece
        if isinstance(piece, Path):
            if piece not in known:
                known[piece] = spelled(piece, known)
            piece = known[piece]
        pieces.append(piece)
        path = path.before
    return "".join(reversed(pieces))


def repeated(turn: Turn, times: int) -> Turn:
    """Take a turn many times over, by squaring: a million turns take twenty steps."""
    whole: Turn | None = None
    while times:
        if times & 1:
            whole = turn if whole is None else _composed(whole, turn)
        turn = _composed(turn, turn)
        times >>= 1
    return whole or {}


def _composed(first: Turn, second: Turn) -> Turn:
    found: Turn = {}
    for term, (middle, late) in second.items():
        origin, early = first[middle]
        found[term] = (origin, Path(Path(None, early), late))
    return found
