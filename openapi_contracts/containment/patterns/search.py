"""Finds the shortest string of a language within a range of lengths, or proves that there is none.

The search is breadth-first. A layer has the terms reached by strings of one length, ordered by these strings, so that
the result is the preferred string of its length. Below the minimum length, layers may recur; the search then repeats
the cycle of layers many times in one step (pumping), after which the result need not be the preferred string. From the
minimum length on, each term is visited once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openapi_contracts.containment.patterns.characters import ALL, CharSet
from openapi_contracts.containment.patterns.derivatives import partial_derivatives
from openapi_contracts.containment.patterns.paths import Cycle, Path, repeat_cycle, spell
from openapi_contracts.containment.patterns.runs import Run, run
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import Term
from openapi_contracts.containment.steps import Steps, Undecided

Layer = dict[Term, tuple[int, Path]]
"""The terms reached by strings of one length, each with the rank of its string, and the string."""

LONGEST = 1 << 26
"""Characters of the longest string that is built."""
_WORTH_PUMPING = 64  # characters; for fewer, the preferred string is worth the steps
_WIDTH = 8  # operands of a union inspected per step


@dataclass(frozen=True, slots=True)
class Window:
    """The lengths that the string may have, in characters."""

    shortest: int = 0
    longest: float = UNBOUNDED


def shortest_word(term: Term, window: Window, alphabet: CharSet, steps: Steps) -> str | None:
    """Return the preferred shortest string over an alphabet, or None. Raises Undecided when the steps are spent."""
    return None if window.longest < window.shortest else _WordSearch(alphabet, steps).word(term, window)


class _WordSearch:
    """One search: its alphabet, its steps, and the length of the current layer."""

    def __init__(self, alphabet: CharSet, steps: Steps) -> None:
        self.alphabet = alphabet
        self.steps = steps
        self.length = 0

    def word(self, term: Term, window: Window) -> str | None:
        layer = self._at_shortest_length(term, window)
        seen = set(layer)
        while layer and self.length <= window.longest:
            for reached_term, (_, path) in layer.items():  # in the order of their strings
                if reached_term.nullable:
                    _check(self.length)
                    return spell(path)
            layer = self._after_run(layer, window.longest) or self._next_layer(layer)
            layer = {reached_term: reached for reached_term, reached in layer.items() if reached_term not in seen}
            seen.update(layer)
        return None

    def _at_shortest_length(self, term: Term, window: Window) -> Layer:
        """Return the layer of the minimum length."""
        layer: Layer = {term: (0, Path(None, ""))}
        passed: dict[frozenset[Term], int] = {}
        while layer and self.length < window.shortest:
            before = passed.setdefault(frozenset(layer), self.length)
            period = self.length - before
            if period and window.shortest - self.length >= max(period, _WORTH_PUMPING):
                layer = self._pumped(layer, period, (window.shortest - self.length) // period)
                passed.clear()
            else:
                layer = self._after_run(layer, window.shortest) or self._next_layer(layer)
        return layer

    def _after_run(self, layer: Layer, until: float) -> Layer | None:
        """Skip the run that starts at a layer of a single term; None if there is none."""
        if len(layer) > 1:
            return None
        ((term, (rank, path)),) = layer.items()
        stride = run(term, self.alphabet)
        if stride is None or until - self.length < 1:
            return None
        count = int(min(stride.steps, until - self.length))
        self.steps.spend()
        self.length += count
        _check(self.length)
        return {stride.after(count): (rank, Path(path, _character(stride) * count))}

    def _next_layer(self, layer: Layer) -> Layer:
        """Return the layer of strings that are one character longer."""
        best: dict[Term, tuple[tuple[int, int, int], Path]] = {}
        for rank, path, charset, rest in self._transitions(layer):
            order = (rank, *charset.preferred)
            if rest not in best or order < best[rest][0]:
                best[rest] = (order, path)
        self.length += 1
        found: Layer = {}
        last, rank = None, -1
        for rest, (order, path) in sorted(best.items(), key=lambda entry: (entry[1][0], entry[0].key)):
            rank += order != last
            last = order
            found[rest] = (rank, Path(path, chr(order[2])))
        return found

    def _transitions(self, layer: Layer) -> Iterator[tuple[int, Path, CharSet, Term]]:
        for term, (rank, path) in layer.items():
            self.steps.spend(1 + term.width // _WIDTH)
            derivatives = partial_derivatives(term)
            self.steps.spend(len(derivatives))
            for charset, rest in derivatives:
                common = charset if self.alphabet is ALL else charset & self.alphabet
                if common:
                    yield rank, path, common, rest

    def _pumped(self, layer: Layer, period: int, times: int) -> Layer:
        """Repeat the cycle of layers that starts and ends with this layer `times` times."""
        length = self.length
        roots = {term: Path(None, "") for term in layer}
        later: Layer = {term: (rank, roots[term]) for term, (rank, _) in layer.items()}
        while self.length < length + period:
            later = self._after_run(later, length + period) or self._next_layer(later)
        origins = {root: term for term, root in roots.items()}
        cycle: Cycle = {term: (origins[_root(path)], path) for term, (_, path) in later.items()}
        self.steps.spend(len(cycle) * times.bit_length())
        self.length = length + period * times
        whole = repeat_cycle(cycle, times)
        found: Layer = {}
        for term, (rank, _) in layer.items():
            origin, path = whole[term]
            found[term] = (rank, Path(layer[origin][1], path))
        return found


def _check(length: int) -> None:
    if length > LONGEST:
        raise Undecided(f"a counterexample would need a string of more than {LONGEST} characters")


def _character(stride: Run) -> str:
    return chr(stride.charset.preferred[1])


def _root(path: Path) -> Path:
    while path.before is not None:
        path = path.before
    return path
