"""Inspects the structure of terms, without derivatives: counts, and inclusion where the structure shows it."""

from openapi_contracts.containment.patterns.terms import (
    ANYTHING,
    EPSILON,
    Alternation,
    CharClass,
    Concat,
    Power,
    Term,
)

_FAR = 16  # operands that `is_included` compares of two concatenations or unions


def as_repeat(term: Term) -> tuple[Term, int, float]:
    """Return a term as a repetition: its item, and its minimum and maximum count."""
    return (term.item, term.low, term.high) if isinstance(term, Power) else (term, 1, 1)


def is_included(sub: Term, sup: Term) -> bool:
    """Say whether the structure shows that `sub` is included in `sup`; False means unknown."""
    if sub is sup or sup is ANYTHING:
        return True
    if isinstance(sup, Alternation):
        whole = sub.items if isinstance(sub, Alternation) else (sub,)
        if len(whole) > _FAR or len(sup.items) > _FAR:
            return set(whole) <= set(sup.items)
        return all(any(_is_included_stepwise(part, item) for item in sup.items) for part in whole)
    return _is_included_stepwise(sub, sup)


def _is_included_stepwise(sub: Term, sup: Term) -> bool:
    for _ in range(_FAR):
        if sub is sup or sup is ANYTHING:
            return True
        head, sub = (sub.head, sub.tail) if isinstance(sub, Concat) else (sub, EPSILON)
        sup_head, sup = (sup.head, sup.tail) if isinstance(sup, Concat) else (sup, EPSILON)
        item, low, high = as_repeat(head)
        sup_item, sup_low, sup_high = as_repeat(sup_head)
        inside = item is sup_item or (
            isinstance(item, CharClass) and isinstance(sup_item, CharClass) and item.charset <= sup_item.charset
        )
        if not (inside and sup_low <= low and high <= sup_high):
            return False
    return False
