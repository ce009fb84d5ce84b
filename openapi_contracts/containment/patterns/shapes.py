"""What the shape of terms already shows, without a derivative: counts, and one language inside another."""

from openapi_contracts.containment.patterns.terms import ANYTHING, BLANK, Either, Join, Letter, Power, Term

_FAR = 16  # how far `below` looks along two concatenations, and into two unions


def counted(term: Term) -> tuple[Term, int, float]:
    """See any term as a repetition."""
    return (term.item, term.low, term.high) if isinstance(term, Power) else (term, 1, 1)


def below(less: Term, more: Term) -> bool:
    """Say that one language is inside the other where their shapes already show it; False says nothing."""
    if less is more or more is ANYTHING:
        return True
    if isinstance(more, Either):
        whole = less.items if isinstance(less, Either) else (less,)
        if len(whole) > _FAR or len(more.items) > _FAR:
            return set(whole) <= set(more.items)
        return all(any(_alongside(part, item) for item in more.items) for part in whole)
    return _alongside(less, more)


def _alongside(less: Term, more: Term) -> bool:
    for _ in range(_FAR):
        if less is more or more is ANYTHING:
            return True
        head, less = (less.head, less.tail) if isinstance(less, Join) else (less, BLANK)
        wide, more = (more.head, more.tail) if isinstance(more, Join) else (more, BLANK)
        item, low, high = counted(head)
        wide_item, wide_low, wide_high = counted(wide)
        inside = item is wide_item or (
            isinstance(item, Letter) and isinstance(wide_item, Letter) and item.among <= wide_item.among
        )
        if not (inside and wide_low <= low and high <= wide_high):
            return False
    return False
