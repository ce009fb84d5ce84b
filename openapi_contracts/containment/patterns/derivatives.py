"""Derivatives of a language: what remains of it after a first character.

Two views of the same. `moves` may offer several ways for one character and keeps unions apart (partial derivatives,
Antimirov 1996), so a search need not make a language deterministic; `classes` partitions all characters (derivative
classes of Owens, Reppy and Turon 2009, section 4.2), as a complement needs. Both are computed when first asked for,
and raise Undecided where a single look at a term would cost too much.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from openapi_contracts.containment.patterns.algebra import both, either, join, negate, power
from openapi_contracts.containment.patterns.characters import ALL, CharSet
from openapi_contracts.containment.patterns.meaning import unfolded
from openapi_contracts.containment.patterns.terms import (
    ANYTHING,
    BLANK,
    NOTHING,
    Either,
    Intersection,
    Join,
    Letter,
    Loop,
    Negation,
    Power,
    Term,
)
from openapi_contracts.containment.steps import Undecided

Moves = tuple[tuple[CharSet, Term], ...]

_REMEMBERED = 1 << 15
_FEW = 256  # pairs that are faster tried than looked up
_PAIRS, _ACTIVE = 100_000, 300_000  # what one look at a term may cost: about a second


@lru_cache(maxsize=_REMEMBERED)
def moves(term: Term) -> Moves:
    """List what may be read first and what is left then; characters in no entry lead nowhere.

    Entries may overlap, and no two have the same characters: those are united, or long unions would be tried in vain.
    """
    _check(term.width, _ACTIVE)
    if isinstance(term, Intersection):
        return _together(term)
    if isinstance(term, Negation):
        return tuple((among, rest) for among, rest in classes(term) if rest is not NOTHING)
    return _grouped(_raw_moves(term))


@lru_cache(maxsize=_REMEMBERED)
def classes(term: Term) -> Moves:
    """Partition all characters by what is left once one of them is read; NOTHING has an entry too."""
    _check(term.width, _ACTIVE)
    if isinstance(term, Negation):
        return tuple((among, negate(rest)) for among, rest in classes(term.item))
    if isinstance(term, Intersection):
        found: Moves = ((ALL, ANYTHING),)
        for item in term.items:
            found = _product(found, classes(item))
        return _grouped_by_rest(found)
    if isinstance(term, Either):
        return _partition([move for item in term.items for move in _apart(item)])
    return _partition(_apart(term))


def _apart(term: Term) -> Moves:
    return classes(term) if isinstance(term, Intersection | Negation) else moves(term)


def _raw_moves(term: Term) -> Iterable[tuple[CharSet, Term]]:
    if isinstance(term, Letter):
        return ((term.among, BLANK),) if term.among else ()
    if isinstance(term, Join):
        return _through(term)
    if isinstance(term, Either):
        return [move for item in term.items for move in moves(item)]
    if isinstance(term, Power):
        # a nullable item has no lower bound left, so a first round that reads something loses no word
        again = power(term.item, max(term.low - 1, 0), term.high - 1)
        return [(among, join(rest, again)) for among, rest in moves(term.item)]
    return moves(unfolded(term)) if isinstance(term, Loop) else ()


def _through(term: Join) -> Iterable[tuple[CharSet, Term]]:
    found: list[tuple[CharSet, Term]] = []
    rest: Term = term
    while isinstance(rest, Join):
        tail = rest.tail
        found += [(among, join(left, tail)) for among, left in moves(rest.head)]
        if not rest.head.nullable:
            return found
        rest = tail
    return [*found, *moves(rest)]


def _together(term: Intersection) -> Moves:
    """Read with every item at once; only one of them keeps its alternatives, or they would multiply."""
    kept = next(item for item in term.items if not isinstance(item, Negation))
    found = moves(kept)
    for item in term.items:
        if item is not kept:
            found = _product(found, classes(item))
    return _grouped(found)


def _product(one: Moves, partition: Moves) -> Moves:
    found: list[tuple[CharSet, Term]] = []
    meeting = _meeting(partition) if len(one) * len(partition) > _FEW else None
    for among, left in one:
        others = meeting(among) if meeting else partition
        _check(len(found) + len(others), _PAIRS)
        found += [(common, both((left, right))) for part, right in others if (common := among & part)]
    return tuple(found)


def _meeting(partition: Moves) -> Callable[[CharSet], Moves]:
    """Look the parts of a partition up that a set meets, where trying each would take too long."""
    pieces = sorted((start, place) for place, (among, _) in enumerate(partition) for start, _ in among.intervals())
    starts = [start for start, _ in pieces]

    def met(among: CharSet) -> Moves:
        places: dict[int, None] = {}
        for start, end in among.intervals():
            first = max(bisect_right(starts, start) - 1, 0)
            places |= dict.fromkeys(place for _, place in pieces[first : bisect_left(starts, end)])
        return tuple(partition[place] for place in places)

    return met


def _check(work: int, most: int) -> None:
    if work > most:
        raise Undecided("a pattern has too many alternatives at once")


def _grouped(found: Iterable[tuple[CharSet, Term]]) -> Moves:
    ways: dict[CharSet, list[Term]] = {}
    for among, rest in found:
        if rest is not NOTHING and among:
            ways.setdefault(among, []).append(rest)
    return tuple((among, rests[0] if len(rests) == 1 else either(rests)) for among, rests in ways.items())


def _grouped_by_rest(found: Moves) -> Moves:
    ways: dict[Term, CharSet] = {}
    for among, rest in found:
        ways[rest] = ways[rest] | among if rest in ways else among
    return tuple((among, rest) for rest, among in ways.items())


def _partition(found: Iterable[tuple[CharSet, Term]]) -> Moves:
    """Cut the characters at every boundary, and unite what is left in each piece."""
    edges: dict[int, list[tuple[Term, int]]] = {}
    for among, rest in ((ALL, NOTHING), *found):
        for place, edge in enumerate(among.bounds):
            edges.setdefault(edge, []).append((rest, -1 if place % 2 else 1))
    active: dict[Term, int] = {}
    pieces: dict[frozenset[Term], list[int]] = {}
    places = sorted(edges)
    work = 0
    for place, end in zip(places, [*places[1:], places[-1]], strict=True):
        for rest, change in edges[place]:
            active[rest] = active.get(rest, 0) + change
            if not active[rest]:
                del active[rest]
        if active and place != end:
            work += len(active)
            _check(work, _ACTIVE)
            pieces.setdefault(frozenset(active), []).extend((place, end))
    return _grouped_by_rest(tuple((_smoothed(bounds), either(rests)) for rests, bounds in pieces.items()))


def _smoothed(bounds: list[int]) -> CharSet:
    """Join intervals that touch."""
    smooth: list[int] = []
    for place in range(0, len(bounds), 2):
        if smooth and smooth[-1] == bounds[place]:
            smooth[-1] = bounds[place + 1]
        else:
            smooth += bounds[place : place + 2]
    return CharSet(tuple(smooth))
