"""Constructors of terms, which simplify to a normal form in which a term has finitely many derivatives.

Associativity, commutativity and idempotence of union are enough for that (Brzozowski 1964, section 5; "similarity" in
Owens, Reppy and Turon 2009, section 4.1). The other simplifications keep counters symbolic and state spaces small; each
replaces a language by an equal one.
"""

from collections.abc import Iterable

from openapi_contracts.containment.patterns.characters import CharSet
from openapi_contracts.containment.patterns.shapes import as_repeat, is_included
from openapi_contracts.containment.patterns.terms import (
    ANYTHING,
    EPSILON,
    NOTHING,
    Alternation,
    CharClass,
    Complement,
    Concat,
    Epsilon,
    Intersection,
    Power,
    Term,
    interned,
)


def char_class(charset: CharSet) -> Term:
    """Return the language of single characters of a set."""
    return interned(CharClass, charset)


def concat(first: Term, second: Term) -> Term:
    """Return the concatenation of two languages."""
    spine = []
    while isinstance(first, Concat):
        spine.append(first.head)
        first = first.tail
    for head in (first, *reversed(spine)):
        second = _concatenated(head, second)
    return second


def _concatenated(head: Term, tail: Term) -> Term:
    if head is NOTHING or tail is NOTHING:
        return NOTHING
    if head is ANYTHING:
        tail = _with_minimal_counts(tail)
    if head is EPSILON or tail is EPSILON:
        return tail if head is EPSILON else head
    if tail is ANYTHING and isinstance(head, Power):
        head = repeat(head.item, head.low, head.low)  # further repetitions are part of ANYTHING
    if (tail is ANYTHING and head.nullable) or (head is ANYTHING and tail.nullable):
        return ANYTHING
    after, rest = (tail.head, tail.tail) if isinstance(tail, Concat) else (tail, EPSILON)
    item, low, high = as_repeat(head)
    next_item, next_low, next_high = as_repeat(after)
    if item is next_item:
        return concat(repeat(item, low + next_low, high + next_high), rest)
    return interned(Concat, head, tail)


def _with_minimal_counts(term: Term) -> Term:
    """Lower the counts at the beginning of a term to their minimum, which changes nothing after ANYTHING."""
    while True:
        after, rest = (term.head, term.tail) if isinstance(term, Concat) else (term, EPSILON)
        if not isinstance(after, Power) or after.low == after.high:
            return term
        if after.low:
            return concat(repeat(after.item, after.low, after.low), rest)
        term = rest


def repeat(item: Term, low: int, high: float) -> Term:
    """Return the language repeated `low` to `high` times."""
    if high == 0 or item is EPSILON or (item is NOTHING and not low):
        return EPSILON
    if item.nullable:
        low = 0
    if high == 1 and (low == 1 or item.nullable):
        return item
    if item is NOTHING:
        return NOTHING
    if isinstance(item, Power):
        # (x{a,b}){low,high} is x{a*low,b*high} if the counts have no gaps: k*b + 1 >= (k+1)*a from k = `low` on
        gapless = item.low - 1 <= low * (item.high - item.low) if low else item.low <= 1
        if gapless or low == high:
            return repeat(item.item, low * item.low, high * item.high)
    return interned(Power, item, low, high)


def complement(term: Term) -> Term:
    """Return the complement of a language."""
    if isinstance(term, Complement):
        return term.item
    if term is NOTHING or term is ANYTHING:
        return NOTHING if term is ANYTHING else ANYTHING
    return interned(Complement, term)


def union(terms: Iterable[Term]) -> Term:
    """Return the union of languages."""
    items, has_epsilon = _flattened_union(terms)
    if ANYTHING in items:
        return ANYTHING
    letters = [item for item in items if isinstance(item, CharClass)]
    if len(letters) > 1:
        items = {item: None for item in items if not isinstance(item, CharClass)}
        merged = letters[0].charset
        for other in letters[1:]:
            merged |= other.charset
        items[char_class(merged)] = None
    if len(items) > 1:
        items = _with_merged_counts(items)
        items = _without_subsumed(items)
    if ANYTHING in items or any(isinstance(item, Complement) and item.item in items for item in items):
        return ANYTHING
    whole = _single(Alternation, items, NOTHING)
    return repeat(whole, 0, 1) if has_epsilon and not whole.nullable else whole


def _flattened_union(terms: Iterable[Term]) -> tuple[dict[Term, None], bool]:
    """Flatten nested unions and options; also return whether the empty string is among the languages."""
    items: dict[Term, None] = {}
    has_epsilon = False
    pending = list(terms)
    while pending:
        term = pending.pop()
        if isinstance(term, Alternation):
            pending += term.items
        elif isinstance(term, Power) and term.low == 0 and term.high == 1:
            has_epsilon = True
            pending.append(term.item)
        elif isinstance(term, Epsilon):
            has_epsilon = True
        elif term is not NOTHING:
            items[term] = None
    return items, has_epsilon


def _with_merged_counts(items: dict[Term, None]) -> dict[Term, None]:
    """Merge repetitions of the same item before the same rest, where the counts leave no gap: `a{1,3}b|a{2,5}b`."""
    counts: dict[tuple[Term, Term], list[tuple[int, float]]] = {}
    for term in items:
        head, rest = (term.head, term.tail) if isinstance(term, Concat) else (term, EPSILON)
        item, low, high = as_repeat(head)
        counts.setdefault((item, rest), []).append((low, high))
    if len(counts) == len(items):
        return items
    found: dict[Term, None] = {}
    for (item, rest), ranges in counts.items():
        ranges.sort()
        low, high = ranges[0]
        for next_low, next_high in ranges[1:]:
            if next_low <= high + 1:
                high = max(high, next_high)
            else:
                found[concat(repeat(item, low, high), rest)] = None
                low, high = next_low, next_high
        found[concat(repeat(item, low, high), rest)] = None
    return found


def _without_subsumed(items: dict[Term, None]) -> dict[Term, None]:
    """Drop each intersection that is included in another item, since its operands include those of that item."""
    intersections = [(item, frozenset(item.items)) for item in items if isinstance(item, Intersection)]
    if not intersections:
        return items
    subsumed = {
        candidate
        for candidate, operands in intersections
        if any(operand in items for operand in operands)
        or any(other is not candidate and fewer < operands for other, fewer in intersections)
    }
    return {item: None for item in items if item not in subsumed}


def intersect(terms: Iterable[Term]) -> Term:
    """Return the intersection of languages."""
    items, denied = _flattened_intersection(terms)
    if NOTHING in items:
        return NOTHING
    if EPSILON in items:
        return (
            EPSILON if all(item.nullable for item in items) and not any(item.nullable for item in denied) else NOTHING
        )
    letters = [item for item in items if isinstance(item, CharClass)]
    if len(letters) > 1:
        items = {item: None for item in items if not isinstance(item, CharClass)}
        common = letters[0].charset
        for other in letters[1:]:
            common &= other.charset
        return intersect((char_class(common), *items, *map(complement, denied)))
    excluded = union(denied)
    if excluded is not NOTHING:
        if any(is_included(item, excluded) for item in items):
            return NOTHING
        items[complement(excluded)] = None
    return _single(Intersection, items, ANYTHING)


def _flattened_intersection(terms: Iterable[Term]) -> tuple[dict[Term, None], list[Term]]:
    """Flatten nested intersections; return the operands, and separately the languages of complements."""
    items: dict[Term, None] = {}
    denied: list[Term] = []
    pending = list(terms)
    while pending:
        term = pending.pop()
        if isinstance(term, Intersection):
            pending += term.items
        elif isinstance(term, Complement):
            denied.append(term.item)
        elif term is not ANYTHING:
            items[term] = None
    return items, denied


def _single(kind: type[Alternation] | type[Intersection], items: dict[Term, None], neutral: Term) -> Term:
    if len(items) < 2:
        return next(iter(items), neutral)
    return interned(kind, *sorted(items, key=lambda item: item.key))
