"""Builds terms in a normal form, up to which a term has finitely many derivatives (Brzozowski 1964, section 5).

The laws beyond associativity, commutativity and idempotence keep counters symbolic and state spaces small; each one is
an equality of languages. "Similarity" of Owens, Reppy and Turon (2009), section 4.1, is the least of them.
"""

from collections.abc import Iterable

from openapi_contracts.containment.patterns.characters import CharSet
from openapi_contracts.containment.patterns.shapes import below, counted
from openapi_contracts.containment.patterns.terms import (
    ANYTHING,
    BLANK,
    NOTHING,
    Blank,
    Either,
    Intersection,
    Join,
    Letter,
    Negation,
    Power,
    Term,
    made,
)


def letter(among: CharSet) -> Term:
    """One character of a set."""
    return made(Letter, among)


def join(first: Term, second: Term) -> Term:
    """Concatenate two languages."""
    spine = []
    while isinstance(first, Join):
        spine.append(first.head)
        first = first.tail
    for head in (first, *reversed(spine)):
        second = _joined(head, second)
    return second


def _joined(head: Term, tail: Term) -> Term:
    if head is NOTHING or tail is NOTHING:
        return NOTHING
    if head is ANYTHING:
        tail = _least(tail)
    if head is BLANK or tail is BLANK:
        return tail if head is BLANK else head
    if tail is ANYTHING and isinstance(head, Power):
        head = power(head.item, head.low, head.low)  # what comes on top of the lower bound may be anything too
    if (tail is ANYTHING and head.nullable) or (head is ANYTHING and tail.nullable):
        return ANYTHING
    after, rest = (tail.head, tail.tail) if isinstance(tail, Join) else (tail, BLANK)
    item, low, high = counted(head)
    next_item, next_low, next_high = counted(after)
    if item is next_item:
        return join(power(item, low + next_low, high + next_high), rest)
    return made(Join, head, tail)


def _least(term: Term) -> Term:
    """Repeat a beginning as few times as it may: after anything, what comes on top of that may be anything too."""
    while True:
        after, rest = (term.head, term.tail) if isinstance(term, Join) else (term, BLANK)
        if not isinstance(after, Power) or after.low == after.high:
            return term
        if after.low:
            return join(power(after.item, after.low, after.low), rest)
        term = rest


def power(item: Term, low: int, high: float) -> Term:
    """Repeat a language `low` to `high` times."""
    if high == 0 or item is BLANK or (item is NOTHING and not low):
        return BLANK
    if item.nullable:
        low = 0
    if high == 1 and (low == 1 or item.nullable):
        return item
    if item is NOTHING:
        return NOTHING
    if isinstance(item, Power):
        # without gaps exactly when k*high + 1 reaches (k+1)*low for each k from `low` on; the first k decides
        gapless = item.low - 1 <= low * (item.high - item.low) if low else item.low <= 1
        if gapless or low == high:
            return power(item.item, low * item.low, high * item.high)
    return made(Power, item, low, high)


def negate(term: Term) -> Term:
    """Complement a language."""
    if isinstance(term, Negation):
        return term.item
    if term is NOTHING or term is ANYTHING:
        return NOTHING if term is ANYTHING else ANYTHING
    return made(Negation, term)


def either(terms: Iterable[Term]) -> Term:
    """Unite languages."""
    items, blank = _united(terms)
    if ANYTHING in items:
        return ANYTHING
    among = [item for item in items if isinstance(item, Letter)]
    if len(among) > 1:
        items = {item: None for item in items if not isinstance(item, Letter)}
        union = among[0].among
        for other in among[1:]:
            union |= other.among
        items[letter(union)] = None
    if len(items) > 1:
        items = _widened(items)
        items = _unabsorbed(items)
    if ANYTHING in items or any(isinstance(item, Negation) and item.item in items for item in items):
        return ANYTHING
    whole = _single(Either, items, NOTHING)
    return power(whole, 0, 1) if blank and not whole.nullable else whole


def _united(terms: Iterable[Term]) -> tuple[dict[Term, None], bool]:
    """Flatten unions and options; say whether the empty word was among them."""
    items: dict[Term, None] = {}
    blank = False
    waiting = list(terms)
    while waiting:
        term = waiting.pop()
        if isinstance(term, Either):
            waiting += term.items
        elif isinstance(term, Power) and term.low == 0 and term.high == 1:
            blank = True
            waiting.append(term.item)
        elif isinstance(term, Blank):
            blank = True
        elif term is not NOTHING:
            items[term] = None
    return items, blank


def _widened(items: dict[Term, None]) -> dict[Term, None]:
    """Make `xR{1,3} | xR{2,5}` one: counts of the same item before the same rest, where they leave no gap."""
    counts: dict[tuple[Term, Term], list[tuple[int, float]]] = {}
    for term in items:
        head, rest = (term.head, term.tail) if isinstance(term, Join) else (term, BLANK)
        item, low, high = counted(head)
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
                found[join(power(item, low, high), rest)] = None
                low, high = next_low, next_high
        found[join(power(item, low, high), rest)] = None
    return found


def _unabsorbed(items: dict[Term, None]) -> dict[Term, None]:
    """Drop each intersection that has more conditions than another item has."""
    strict = [(item, frozenset(item.items)) for item in items if isinstance(item, Intersection)]
    if not strict:
        return items
    dropped = {
        one
        for one, conditions in strict
        if any(item in items for item in conditions)
        or any(other is not one and fewer < conditions for other, fewer in strict)
    }
    return {item: None for item in items if item not in dropped}


def both(terms: Iterable[Term]) -> Term:
    """Intersect languages."""
    items, denied = _intersected(terms)
    if NOTHING in items:
        return NOTHING
    if BLANK in items:
        return BLANK if all(item.nullable for item in items) and not any(item.nullable for item in denied) else NOTHING
    among = [item for item in items if isinstance(item, Letter)]
    if len(among) > 1:
        items = {item: None for item in items if not isinstance(item, Letter)}
        common = among[0].among
        for other in among[1:]:
            common &= other.among
        return both((letter(common), *items, *map(negate, denied)))
    refused = either(denied)
    if refused is not NOTHING:
        if any(below(item, refused) for item in items):
            return NOTHING
        items[negate(refused)] = None
    return _single(Intersection, items, ANYTHING)


def _intersected(terms: Iterable[Term]) -> tuple[dict[Term, None], list[Term]]:
    """Flatten intersections, and set what is refused apart."""
    items: dict[Term, None] = {}
    denied: list[Term] = []
    waiting = list(terms)
    while waiting:
        term = waiting.pop()
        if isinstance(term, Intersection):
            waiting += term.items
        elif isinstance(term, Negation):
            denied.append(term.item)
        elif term is not ANYTHING:
            items[term] = None
    return items, denied


def _single(kind: type[Either] | type[Intersection], items: dict[Term, None], neutral: Term) -> Term:
    if len(items) < 2:
        return next(iter(items), neutral)
    return made(kind, *sorted(items, key=lambda item: item.key))
