"""Skips long runs of a counter, so that `[a-z]{5000}` does not take five thousand steps.

A run of k characters is skipped if each of them does the same: every operand of an intersection stays unchanged or
counts down, only one set of characters avoids an empty derivative, and either all or none of the languages passed
contain the empty string. So a search that skips runs misses no string.
"""

from dataclasses import dataclass

from openapi_contracts.containment.patterns.algebra import complement, concat, intersect, repeat, union
from openapi_contracts.containment.patterns.characters import CharSet
from openapi_contracts.containment.patterns.derivatives import derivative_classes
from openapi_contracts.containment.patterns.shapes import as_repeat
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import (
    EPSILON,
    NOTHING,
    Alternation,
    CharClass,
    Complement,
    Concat,
    Intersection,
    Power,
    Term,
)

_WORTH_IT = 8  # steps; finding a run costs about two
_MOST_WAYS = 8  # alternatives inspected before giving up


@dataclass(frozen=True, slots=True)
class Run:
    """The only characters with a non-empty derivative, and for how many steps they only change counters."""

    term: Term
    charset: CharSet
    steps: int

    def after(self, steps: int) -> Term:
        """Return the derivative by `steps` such characters, at most `self.steps`."""
        return _after(self.term, steps, self.charset)


def run(term: Term, alphabet: CharSet) -> Run | None:
    """Return the run that starts at a term, if it is long enough to be worth skipping."""
    items = term.items if isinstance(term, Intersection) else (term,)
    if not any(_may_count(item) for item in items):
        return None
    common_sets = [alphabet]
    for item in items:
        alive = [charset for charset, rest in derivative_classes(item) if rest is not NOTHING]
        common_sets = [common for common_set in common_sets for charset in alive if (common := common_set & charset)]
        if len(common_sets) > _MOST_WAYS:
            return None
    if len(common_sets) != 1:
        return None
    steps = min(_steps_in_shape(item, common_sets[0]) for item in items)
    return Run(term, common_sets[0], int(steps)) if _WORTH_IT <= steps < UNBOUNDED else None


def _may_count(item: Term) -> bool:
    """Say whether a term may start with a long counter; inspects only its beginning."""
    inner = item.item if isinstance(item, Complement) else item
    head = inner.head if isinstance(inner, Concat) else inner
    if isinstance(head, Alternation):
        return len(head.items) <= _MOST_WAYS and any(_may_count(part) for part in head.items)
    return isinstance(head, Power) and (head.low >= _WORTH_IT or _WORTH_IT <= head.high < UNBOUNDED)


def _steps_in_shape(item: Term, charset: CharSet) -> float:
    """Return for how many of these characters a term stays unchanged or only counts down."""
    if isinstance(item, Complement):
        return _steps_in_shape(item.item, charset)
    if isinstance(item, Alternation):
        return min(_steps_in_shape(part, charset) for part in item.items)
    head, low, high = _counter(item)
    if isinstance(head, CharClass) and charset <= head.charset:
        if low:
            return low
        if high < UNBOUNDED and not isinstance(item, Concat):
            return high - 1
    stays = any(rest is item and charset <= members for members, rest in derivative_classes(item))
    return UNBOUNDED if stays else 0


def _after(item: Term, steps: int, charset: CharSet) -> Term:
    if isinstance(item, Intersection):
        return intersect(_after(part, steps, charset) for part in item.items)
    if isinstance(item, Complement):
        return complement(_after(item.item, steps, charset))
    if isinstance(item, Alternation):
        return union(_after(part, steps, charset) for part in item.items)
    head, low, high = _counter(item)
    if not isinstance(head, CharClass) or not charset <= head.charset or (not low and high == UNBOUNDED):
        return item
    tail = item.tail if isinstance(item, Concat) else EPSILON
    return concat(repeat(head, max(low - steps, 0), high - steps), tail)


def _counter(item: Term) -> tuple[Term, int, float]:
    return as_repeat(item.head if isinstance(item, Concat) else item)
