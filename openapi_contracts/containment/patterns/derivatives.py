"""Derivatives of a language: the language of the remaining strings after a first character.

`partial_derivatives` may return several languages for a character, whose union is the derivative (Antimirov 1996); a
search with them need not build a deterministic automaton. `derivative_classes` partitions all characters by their
derivative (Owens, Reppy and Turon 2009, section 4.2), as complements need. Both are memoized, and raise Undecided where
the derivatives of one term would cost too much.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from openapi_contracts.containment.patterns.algebra import complement, concat, intersect, repeat, union
from openapi_contracts.containment.patterns.characters import ALL, CharSet
from openapi_contracts.containment.patterns.languages import unroll
from openapi_contracts.containment.patterns.terms import (
    ANYTHING,
    EPSILON,
    NOTHING,
    Alternation,
    CharClass,
    Complement,
    Concat,
    Intersection,
    Loop,
    Power,
    Term,
)
from openapi_contracts.containment.steps import Undecided

Derivatives = tuple[tuple[CharSet, Term], ...]

_REMEMBERED = 1 << 15
_FEW = 256  # up to this many pairs, intersecting all is faster than an index
_PAIRS, _ACTIVE = 100_000, 300_000  # bounds of the work for one term: about a second


@lru_cache(maxsize=_REMEMBERED)
def partial_derivatives(term: Term) -> Derivatives:
    """Return pairs of a character set and the language after one of its characters; others have an empty derivative.

    The sets may overlap but all differ: languages of equal sets are united, which keeps the number of pairs small.
    """
    _check(term.width, _ACTIVE)
    if isinstance(term, Intersection):
        return _intersection_derivatives(term)
    if isinstance(term, Complement):
        return tuple((charset, rest) for charset, rest in derivative_classes(term) if rest is not NOTHING)
    return _grouped(_ungrouped_derivatives(term))


@lru_cache(maxsize=_REMEMBERED)
def derivative_classes(term: Term) -> Derivatives:
    """Partition all characters by their derivative; the characters whose derivative is empty have an entry too."""
    _check(term.width, _ACTIVE)
    if isinstance(term, Complement):
        return tuple((charset, complement(rest)) for charset, rest in derivative_classes(term.item))
    if isinstance(term, Intersection):
        found: Derivatives = ((ALL, ANYTHING),)
        for item in term.items:
            found = _product(found, derivative_classes(item))
        return _grouped_by_rest(found)
    if isinstance(term, Alternation):
        return _partition([derivative for item in term.items for derivative in _unmerged_derivatives(item)])
    return _partition(_unmerged_derivatives(term))


def _unmerged_derivatives(term: Term) -> Derivatives:
    return derivative_classes(term) if isinstance(term, Intersection | Complement) else partial_derivatives(term)


def _ungrouped_derivatives(term: Term) -> Iterable[tuple[CharSet, Term]]:
    if isinstance(term, CharClass):
        return ((term.charset, EPSILON),) if term.charset else ()
    if isinstance(term, Concat):
        return _concat_derivatives(term)
    if isinstance(term, Alternation):
        return [derivative for item in term.items for derivative in partial_derivatives(item)]
    if isinstance(term, Power):
        # a nullable item has the lower bound 0, so requiring a non-empty first round loses no string
        again = repeat(term.item, max(term.low - 1, 0), term.high - 1)
        return [(charset, concat(rest, again)) for charset, rest in partial_derivatives(term.item)]
    return partial_derivatives(unroll(term)) if isinstance(term, Loop) else ()


def _concat_derivatives(term: Concat) -> Iterable[tuple[CharSet, Term]]:
    found: list[tuple[CharSet, Term]] = []
    rest: Term = term
    while isinstance(rest, Concat):
        tail = rest.tail
        found += [(charset, concat(left, tail)) for charset, left in partial_derivatives(rest.head)]
        if not rest.head.nullable:
            return found
        rest = tail
    return [*found, *partial_derivatives(rest)]


def _intersection_derivatives(term: Intersection) -> Derivatives:
    """Combine the derivatives of all operands; only one is nondeterministic, or the alternatives would multiply."""
    kept = next(item for item in term.items if not isinstance(item, Complement))
    found = partial_derivatives(kept)
    for item in term.items:
        if item is not kept:
            found = _product(found, derivative_classes(item))
    return _grouped(found)


def _product(derivatives: Derivatives, partition: Derivatives) -> Derivatives:
    found: list[tuple[CharSet, Term]] = []
    overlapping = _overlap_finder(partition) if len(derivatives) * len(partition) > _FEW else None
    for charset, left in derivatives:
        others = overlapping(charset) if overlapping else partition
        _check(len(found) + len(others), _PAIRS)
        found += [(common, intersect((left, right))) for part, right in others if (common := charset & part)]
    return tuple(found)


def _overlap_finder(partition: Derivatives) -> Callable[[CharSet], Derivatives]:
    """Return a function that finds the parts of a partition overlapping a set, by binary search."""
    pieces = sorted((start, place) for place, (charset, _) in enumerate(partition) for start, _ in charset.intervals())
    starts = [start for start, _ in pieces]

    def overlapping_parts(charset: CharSet) -> Derivatives:
        places: dict[int, None] = {}
        for start, end in charset.intervals():
            first = max(bisect_right(starts, start) - 1, 0)
            places |= dict.fromkeys(place for _, place in pieces[first : bisect_left(starts, end)])
        return tuple(partition[place] for place in places)

    return overlapping_parts


def _check(work: int, most: int) -> None:
    if work > most:
        raise Undecided("a pattern has too many alternatives")


def _grouped(found: Iterable[tuple[CharSet, Term]]) -> Derivatives:
    groups: dict[CharSet, list[Term]] = {}
    for charset, rest in found:
        if rest is not NOTHING and charset:
            groups.setdefault(charset, []).append(rest)
    return tuple((charset, rests[0] if len(rests) == 1 else union(rests)) for charset, rests in groups.items())


def _grouped_by_rest(found: Derivatives) -> Derivatives:
    groups: dict[Term, CharSet] = {}
    for charset, rest in found:
        groups[rest] = groups[rest] | charset if rest in groups else charset
    return tuple((charset, rest) for rest, charset in groups.items())


def _partition(found: Iterable[tuple[CharSet, Term]]) -> Derivatives:
    """Cut the characters at every boundary, and unite the derivatives of each piece."""
    edges: dict[int, list[tuple[Term, int]]] = {}
    for charset, rest in ((ALL, NOTHING), *found):
        for place, edge in enumerate(charset.bounds):
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
    return _grouped_by_rest(tuple((_smoothed(bounds), union(rests)) for rests, bounds in pieces.items()))


def _smoothed(bounds: list[int]) -> CharSet:
    """Merge adjacent intervals."""
    smooth: list[int] = []
    for place in range(0, len(bounds), 2):
        if smooth and smooth[-1] == bounds[place]:
            smooth[-1] = bounds[place + 1]
        else:
            smooth += bounds[place : place + 2]
    return CharSet(tuple(smooth))
