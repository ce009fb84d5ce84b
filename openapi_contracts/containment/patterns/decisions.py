"""Decisions about patterns: membership, emptiness, inclusion, and the shortest string for several patterns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from openapi_contracts.containment.patterns.algebra import char_class, complement, concat, intersect, union
from openapi_contracts.containment.patterns.characters import ALL, PRINTABLE, CharSet, between, members
from openapi_contracts.containment.patterns.derivatives import derivative_classes
from openapi_contracts.containment.patterns.languages import language
from openapi_contracts.containment.patterns.matching import accepts
from openapi_contracts.containment.patterns.parser import parse
from openapi_contracts.containment.patterns.search import Window, shortest_word
from openapi_contracts.containment.patterns.syntax import UNBOUNDED
from openapi_contracts.containment.patterns.terms import ANYTHING, EPSILON, NOTHING, Term
from openapi_contracts.containment.steps import Steps, Undecided

_LETTERS = 8  # characters of forbidden strings per step
_RETRY = 1_000  # steps allowed for a preferred string, beyond ten times those of the first string
# alphabets on which engines agree, best first: printable ASCII; with tabs, and newlines except at the end
_PREFERRED_ALPHABETS = (
    (ANYTHING, PRINTABLE),
    (complement(concat(ANYTHING, char_class(members("\n")))), PRINTABLE | members("\t\n")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A string. `disputed`: it has characters other than printable ASCII, which engines treat differently."""

    text: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of JSON Schema: ECMA-262 in Unicode mode, matched anywhere in a string."""

    source: str
    term: Term = field(repr=False, compare=False)

    def matches(self, text: str) -> bool:
        """Say whether the pattern matches somewhere in a string; a surrogate matches nothing.

        The time is linear in the length of the string, except for nested counters. Raises Undecided where those cost
        too much.
        """
        return accepts(self.term, text)


@lru_cache(maxsize=4096)
def compile(pattern: str) -> Pattern:
    """Parse a pattern. Raises Unsupported, with a reason for users, where its language cannot be determined exactly."""
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
    """Find a shortest string that all of `include` match and none of `exclude`; None is a proof that there is none.

    The length is `shortest` to `longest` code points, and the string is not in `forbidden`. A string of printable ASCII
    is preferred to a shorter one with other characters; next, one with tabs and newlines that does not end with a
    newline. The result is the same in every process. Raises Undecided when the steps are spent.
    """
    goal = intersect((*(pattern.term for pattern in include), complement(union(pattern.term for pattern in exclude))))
    window = Window(shortest, UNBOUNDED if longest is None else longest)
    before = steps.spent
    text = _shortest_allowed(goal, window, ALL, forbidden, steps)
    if text is None or _printable(text):
        return None if text is None else Word(text, disputed=False)
    friendly = _preferred_word(goal, window, forbidden, (steps.spent - before) * 10 + _RETRY, steps)
    return Word(text, disputed=True) if friendly is None else Word(friendly, disputed=not _printable(friendly))


def is_empty(pattern: Pattern, *, steps: Steps) -> bool:
    """Say whether no string matches the pattern. Raises Undecided."""
    return shortest_word(pattern.term, Window(), ALL, steps) is None


def includes(sub: Pattern, sup: Pattern, *, steps: Steps) -> bool:
    """Say whether `sup` matches every string that `sub` matches. Raises Undecided."""
    return shortest_word(intersect((sub.term, complement(sup.term))), Window(), ALL, steps) is None


def words(pattern: Pattern, *, most: int = 64, steps: Steps) -> frozenset[str] | None:
    """Return all strings that match, or None if there are more than `most`. Raises Undecided."""
    found: set[str] = set()
    layer = {"": pattern.term}
    while layer and len(found) + len(layer) <= most:
        found |= {word for word, term in layer.items() if term.nullable}
        following: dict[str, Term] = {}
        for word, term in layer.items():
            for charset, rest in _live_derivatives(term, steps):
                if len(charset) + len(following) > most:
                    return None
                following |= {
                    word + chr(code): rest for start, end in charset.intervals() for code in range(start, end)
                }
        layer = following
    return None if layer else frozenset(found)


def _live_derivatives(term: Term, steps: Steps) -> list[tuple[CharSet, Term]]:
    steps.spend()
    rests = [(charset, rest) for charset, rest in derivative_classes(term) if rest is not NOTHING]
    return [(charset, rest) for charset, rest in rests if shortest_word(rest, Window(), ALL, steps) is not None]


def _shortest_allowed(
    goal: Term, window: Window, alphabet: CharSet, forbidden: Collection[str], steps: Steps
) -> str | None:
    text = shortest_word(goal, window, alphabet, steps)
    if text is None or text not in forbidden:
        return text
    steps.spend(sum(map(len, forbidden)) // _LETTERS)
    banned = union(_literal_language(word) for word in forbidden if _fits(word, goal, window))
    return shortest_word(intersect((goal, complement(banned))), window, alphabet, steps)


def _preferred_word(goal: Term, window: Window, forbidden: Collection[str], most: int, steps: Steps) -> str | None:
    """Look for a string of a preferred alphabet, with an allowance that leaves steps for the rest of the query."""
    for ending, alphabet in _PREFERRED_ALPHABETS:
        allowance = Steps(min(most, (steps.limit - steps.spent) // 2))
        try:
            found = _shortest_allowed(intersect((goal, ending)), window, alphabet, forbidden, allowance)
        except Undecided:
            found = None
        steps.spend(min(allowance.spent, allowance.limit))
        if found is not None:
            return found
    return None


def _printable(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _fits(word: str, goal: Term, window: Window) -> bool:
    return window.shortest <= len(word) <= window.longest and accepts(goal, word)


def _literal_language(text: str) -> Term:
    term = EPSILON
    for character in reversed(text):
        term = concat(char_class(between((ord(character), ord(character)))), term)
    return term
