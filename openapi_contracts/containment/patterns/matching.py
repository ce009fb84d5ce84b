"""Whether a text is in a language: one derivative a character, each remembered like a state of an automaton."""

import re
from functools import lru_cache

from openapi_contracts.containment.patterns.characters import ALL
from openapi_contracts.containment.patterns.derivatives import classes
from openapi_contracts.containment.patterns.runs import run
from openapi_contracts.containment.patterns.terms import ANYTHING, NOTHING, Term
from openapi_contracts.containment.steps import Steps

_WORK = 500_000  # the widths of the states of one text: a few seconds at worst
_SAME = re.compile(r"(.)\1*", re.DOTALL)


def holds(term: Term, text: str) -> bool:
    """Say whether a text is in a language; raise Undecided where its unions grow too wide to go on.

    A character that comes many times in a row, as in the witnesses of long lengths, is taken in one stride.
    """
    work = Steps(_WORK)
    seen: set[Term] = set()
    place = 0
    while place < len(text) and term is not NOTHING and term is not ANYTHING:
        if term not in seen:
            seen.add(term)
            work.spend(term.width)
        after = _step(term, ord(text[place]))
        count = _same(text, place) if after is term else 1
        stride = None if after is term else run(term, ALL)
        if stride and ord(text[place]) in stride.among:
            count = min(_same(text, place), stride.steps)
            after = stride.after(count)
        term = after
        place += count
    return term.nullable


def _same(text: str, place: int) -> int:
    same = _SAME.match(text, place)
    return same.end() - place if same else 1


@lru_cache(maxsize=1 << 15)
def _step(term: Term, code: int) -> Term:
    return next((rest for among, rest in classes(term) if code in among), NOTHING)
