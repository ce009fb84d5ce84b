"""Questions about patterns: whether a word exists, and which."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from openapi_contracts.containment.patterns.algebra import both, either, join, letter, negate
from openapi_contracts.containment.patterns.characters import ALL, PRINTABLE, CharSet, between, members
from openapi_contracts.containment.patterns.derivatives import classes
from openapi_contracts.containment.patterns.matching import holds
from openapi_contracts.containment.patterns.meaning import language
from openapi_contracts.containment.patterns.parser import parse
from openapi_contracts.containment.patterns.search import Window, shortest_word
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import ANYTHING, BLANK, NOTHING, Term
from openapi_contracts.containment.steps import Steps, Undecided

_LETTERS = 8  # of forbidden words, read and written for one step
_RETRY = 1_000  # steps that a friendlier word may cost beyond ten times those of the first
# what engines agree on, best first: printable ASCII, then the tab and a newline that is not the last character
_AGREED = (
    (ANYTHING, PRINTABLE),
    (negate(join(ANYTHING, letter(members("\n")))), PRINTABLE | members("\t\n")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A witness; `risky` when it needs characters that validators disagree about: any but printable ASCII."""

    text: str
    risky: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as JSON Schema reads it: ECMA-262 with Unicode, found anywhere in a text of Unicode scalar values."""

    source: str
    term: Term = field(repr=False, compare=False)

    def matches(self, text: str) -> bool:
        """Say whether the pattern is found in a text; a surrogate matches nothing.

        Takes time linear in the text, but for counters inside counters: Undecided where those come to too much.
        """
        return holds(self.term, text)


@lru_cache(maxsize=4096)
def compile(pattern: str) -> Pattern:
    """Read a pattern; raise Unsupported, with a printable reason, where its language cannot be told exactly."""
    return Pattern(pattern, language(parse(pattern)))


def find(
    *,
    include: Sequence[Pattern] = (),
    exclude: Sequence[Pattern] = (),
    shortest: int = 0,
    longest: int | None = None,
    forbidden: Collection[str] = (),
    steps: Steps,
) -> Word | None:
    """Find a shortest word that all of `include` and none of `exclude` match, in code points; None is a proof.

    A word of printable ASCII is taken before a shorter one with other characters, then one with tabs and newlines that
    does not end with a newline. The same question has the same answer in every process. Raises Undecided when the steps
    are spent.
    """
    goal = both((*(one.term for one in include), negate(either(one.term for one in exclude))))
    window = Window(shortest, UNBOUNDED if longest is None else longest)
    before = steps.spent
    text = _allowed(goal, window, ALL, forbidden, steps)
    if text is None or _printable(text):
        return None if text is None else Word(text, risky=False)
    friendly = _friendlier(goal, window, forbidden, (steps.spent - before) * 10 + _RETRY, steps)
    return Word(text, risky=True) if friendly is None else Word(friendly, risky=not _printable(friendly))


def is_empty(pattern: Pattern, *, steps: Steps) -> bool:
    """Say whether no text at all matches."""
    return shortest_word(pattern.term, Window(), ALL, steps) is None


def includes(sub: Pattern, sup: Pattern, *, steps: Steps) -> bool:
    """Say whether every text that `sub` matches is matched by `sup`."""
    return shortest_word(both((sub.term, negate(sup.term))), Window(), ALL, steps) is None


def words(pattern: Pattern, *, most: int = 64, steps: Steps) -> frozenset[str] | None:
    """List the texts that match if there are no more than `most`: such a pattern is an enum. None: there are more."""
    found: set[str] = set()
    layer = {"": pattern.term}
    while layer and len(found) + len(layer) <= most:
        found |= {word for word, term in layer.items() if term.nullable}
        following: dict[str, Term] = {}
        for word, term in layer.items():
            for among, rest in _alive(term, steps):
                if len(among) + len(following) > most:
                    return None
                following |= {word + chr(code): rest for start, end in among.intervals() for code in range(start, end)}
        layer = following
    return None if layer else frozenset(found)


def _alive(term: Term, steps: Steps) -> list[tuple[CharSet, Term]]:
    steps.spend()
    rests = [(among, rest) for among, rest in classes(term) if rest is not NOTHING]
    return [(among, rest) for among, rest in rests if shortest_word(rest, Window(), ALL, steps) is not None]


def _allowed(goal: Term, window: Window, alphabet: CharSet, forbidden: Collection[str], steps: Steps) -> str | None:
    text = shortest_word(goal, window, alphabet, steps)
    if text is None or text not in forbidden:
        return text
    steps.spend(sum(map(len, forbidden)) // _LETTERS)
    banned = either(_literal(word) for word in forbidden if _fits(word, goal, window))
    return shortest_word(both((goal, negate(banned))), window, alphabet, steps)


def _friendlier(goal: Term, window: Window, forbidden: Collection[str], most: int, steps: Steps) -> str | None:
    """Look for another word, without spending what the prover needs for other questions."""
    for ending, alphabet in _AGREED:
        allowance = Steps(min(most, (steps.limit - steps.spent) // 2))
        try:
            found = _allowed(both((goal, ending)), window, alphabet, forbidden, allowance)
        except Undecided:
            found = None
        steps.spend(min(allowance.spent, allowance.limit))
        if found is not None:
            return found
    return None


def _printable(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _fits(word: str, goal: Term, window: Window) -> bool:
    return window.shortest <= len(word) <= window.longest and holds(goal, word)


def _literal(text: str) -> Term:
    term = BLANK
    for character in reversed(text):
        term = join(letter(between((ord(character), ord(character)))), term)
    return term
