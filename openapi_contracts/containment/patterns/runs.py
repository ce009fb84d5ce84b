"""Takes long runs of a counter in one stride, so that `[a-z]{5000}` is not five thousand steps.

A stride of k characters is taken where each of the k steps could only do the same: every item of an intersection either
stays as it is or counts down, one class of characters alone keeps all of them alive, and the empty word is in all or
none of the languages passed. So a search that strides misses no word.
"""

from dataclasses import dataclass

from openapi_contracts.containment.patterns.algebra import both, either, join, negate, power
from openapi_contracts.containment.patterns.characters import CharSet
from openapi_contracts.containment.patterns.derivatives import classes
from openapi_contracts.containment.patterns.shapes import counted
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import (
    BLANK,
    NOTHING,
    Either,
    Intersection,
    Join,
    Letter,
    Negation,
    Power,
    Term,
)

_WORTH_IT = 8  # steps; finding a run costs about as much as two of them
_MOST_WAYS = 8  # looked at before a run is given up


@dataclass(frozen=True, slots=True)
class Run:
    """The only characters that lead on from a term, and for how many steps they do nothing but count."""

    term: Term
    among: CharSet
    steps: int

    def after(self, steps: int) -> Term:
        """Give what is left after that many steps, at most `self.steps`."""
        return _after(self.term, steps, self.among)


def run(term: Term, alphabet: CharSet) -> Run | None:
    """Find the run that starts at a term, if one worth a stride does."""
    items = term.items if isinstance(term, Intersection) else (term,)
    if not any(_counts(item) for item in items):
        return None
    ways = [alphabet]
    for item in items:
        alive = [among for among, rest in classes(item) if rest is not NOTHING]
        ways = [common for way in ways for among in alive if (common := way & among)]
        if len(ways) > _MOST_WAYS:
            return None
    if len(ways) != 1:
        return None
    steps = min(_glide(item, ways[0]) for item in items)
    return Run(term, ways[0], int(steps)) if _WORTH_IT <= steps < UNBOUNDED else None


def _counts(item: Term) -> bool:
    """Look at an item's beginning only: whether it may count for long."""
    inner = item.item if isinstance(item, Negation) else item
    head = inner.head if isinstance(inner, Join) else inner
    if isinstance(head, Either):
        return len(head.items) <= _MOST_WAYS and any(_counts(one) for one in head.items)
    return isinstance(head, Power) and (head.low >= _WORTH_IT or _WORTH_IT <= head.high < UNBOUNDED)


def _glide(item: Term, among: CharSet) -> float:
    """Count the steps on these characters during which an item keeps its shape."""
    if isinstance(item, Negation):
        return _glide(item.item, among)
    if isinstance(item, Either):
        return min(_glide(one, among) for one in item.items)
    head, low, high = _counter(item)
    if isinstance(head, Letter) and among <= head.among:
        if low:
            return low
        if high < UNBOUNDED and not isinstance(item, Join):
            return high - 1
    stays = any(rest is item and among <= members for members, rest in classes(item))
    return UNBOUNDED if stays else 0


def _after(item: Term, steps: int, among: CharSet) -> Term:
    if isinstance(item, Intersection):
        return both(_after(one, steps, among) for one in item.items)
    if isinstance(item, Negation):
        return negate(_after(item.item, steps, among))
    if isinstance(item, Either):
        return either(_after(one, steps, among) for one in item.items)
    head, low, high = _counter(item)
    if not isinstance(head, Letter) or not among <= head.among or (not low and high == UNBOUNDED):
        return item
    tail = item.tail if isinstance(item, Join) else BLANK
    return join(power(head, max(low - steps, 0), high - steps), tail)


def _counter(item: Term) -> tuple[Term, int, float]:
    return counted(item.head if isinstance(item, Join) else item)
