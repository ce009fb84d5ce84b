"""The shortest word of a language within a window of lengths, or the proof that there is none.

Breadth first, one layer a length. Until the shortest length allowed, a layer is all the terms that length reaches; when
one comes back the layers between repeat, and are taken many times at once. From then on a term seen is seen: no longer
way to it gives a shorter word. Among the shortest words the friendliest is found, unless layers were repeated for it:
a layer is ordered by its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openapi_contracts.containment.patterns.characters import ALL, CharSet
from openapi_contracts.containment.patterns.derivatives import moves
from openapi_contracts.containment.patterns.paths import Path, Turn, repeated, spelled
from openapi_contracts.containment.patterns.runs import Run, run
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import Term
from openapi_contracts.containment.steps import Steps, Undecided

Layer = dict[Term, tuple[int, Path]]
"""Terms reached with as many characters; the rank of the word that reaches each, and that word."""

LONGEST = 1 << 26
"""Characters of the longest word that is written out."""
_WORTH_PUMPING = 64  # characters; below that the friendliest word is worth the steps
_WIDTH = 8  # items of a union looked at for one step


@dataclass(frozen=True, slots=True)
class Window:
    """The lengths a word may have."""

    shortest: int = 0
    longest: float = UNBOUNDED


def shortest_word(term: Term, window: Window, alphabet: CharSet, steps: Steps) -> str | None:
    """Find the friendliest shortest word over an alphabet; raise Undecided when the steps are spent."""
    return None if window.longest < window.shortest else _WordSearch(alphabet, steps).word(term, window)


class _WordSearch:
    """One question's alphabet, budget and place."""

    def __init__(self, alphabet: CharSet, steps: Steps) -> None:
        self.alphabet = alphabet
        self.steps = steps
        self.length = 0

    def word(self, term: Term, window: Window) -> str | None:
        layer = self._grown(term, window)
        seen = set(layer)
        while layer and self.length <= window.longest:
            for one, (_, path) in layer.items():  # in the order of their words
                if one.nullable:
                    _check(self.length)
                    return spelled(path)
            layer = self._strode(layer, window.longest) or self._next(layer)
            layer = {one: reached for one, reached in layer.items() if one not in seen}
            seen.update(layer)
        return None

    def _grown(self, term: Term, window: Window) -> Layer:
        """Go on to the layer of the shortest length allowed."""
        layer: Layer = {term: (0, Path(None, ""))}
        passed: dict[frozenset[Term], int] = {}
        while layer and self.length < window.shortest:
            before = passed.setdefault(frozenset(layer), self.length)
            period = self.length - before
            if period and window.shortest - self.length >= max(period, _WORTH_PUMPING):
                layer = self._pumped(layer, period, (window.shortest - self.length) // period)
                passed.clear()
            else:
                layer = self._strode(layer, window.shortest) or self._next(layer)
        return layer

    def _strode(self, layer: Layer, until: float) -> Layer | None:
        """Take the run that starts here, if the layer is one term and one does."""
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

    def _next(self, layer: Layer) -> Layer:
        """Read one more character."""
        best: dict[Term, tuple[tuple[int, int, int], Path]] = {}
        for rank, path, among, rest in self._ways(layer):
            order = (rank, *among.friendliest)
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

    def _ways(self, layer: Layer) -> Iterator[tuple[int, Path, CharSet, Term]]:
        for term, (rank, path) in layer.items():
            self.steps.spend(1 + term.width // _WIDTH)
            ways = moves(term)
            self.steps.spend(len(ways))
            for among, rest in ways:
                common = among if self.alphabet is ALL else among & self.alphabet
                if common:
                    yield rank, path, common, rest

    def _pumped(self, layer: Layer, period: int, times: int) -> Layer:
        """Repeat, many times over, the layers that lead from a layer back to itself."""
        length = self.length
        roots = {term: Path(None, "") for term in layer}
        later: Layer = {term: (rank, roots[term]) for term, (rank, _) in layer.items()}
        while self.length < length + period:
            later = self._strode(later, length + period) or self._next(later)
        origins = {root: term for term, root in roots.items()}
        turn: Turn = {term: (origins[_root(path)], path) for term, (_, path) in later.items()}
        self.steps.spend(len(turn) * times.bit_length())
        self.length = length + period * times
        whole = repeated(turn, times)
        found: Layer = {}
        for term, (rank, _) in layer.items():
            origin, path = whole[term]
            found[term] = (rank, Path(layer[origin][1], path))
        return found


def _check(length: int) -> None:
    if length > LONGEST:
        raise Undecided(f"a word of more than {LONGEST} characters is not written out")


def _character(stride: Run) -> str:
    return chr(stride.among.friendliest[1])


def _root(path: Path) -> Path:
    while path.before is not None:
        path = path.before
    return path
