"""Membership of a string in a language: one derivative per character, memoized like the states of an automaton."""

import re
from functools import lru_cache

from openapi_contracts.containment.patterns.characters import ALL
from openapi_contracts.containment.patterns.derivatives import derivative_classes
from openapi_contracts.containment.patterns.runs import run
from openapi_contracts.containment.patterns.terms import ANYTHING, NOTHING, Term
from openapi_contracts.containment.steps import Steps

_WORK = 500_000  # sum of the widths of all terms reached for one string: a few seconds at most
_SAME = re.compile(r"(.)\1*", re.DOTALL)


def accepts(term: Term, text: str) -> bool:
    """Say whether a string is in a language. Raises Undecided where the derivatives grow too wide.

    A long run of the same character, as in witnesses for large lengths, is skipped in one step.
    """
    work = Steps(_WORK)
    seen: set[Term] = set()
    place = 0
    while place < len(text) and term is not NOTHING and term is not ANYTHING:
        if term not in seen:
            seen.add(term)
            work.spend(term.width)
        after = _step(term, ord(text[place]))
        count = _run_length(text, place) if after is term else 1
        stride = None if after is term else run(term, ALL)
        if stride and ord(text[place]) in stride.charset:
            count = min(_run_length(text, place), stride.steps)
            after = stride.after(count)
        term = after
        place += count
    return term.nullable


def _run_length(text: str, place: int) -> int:
    same = _SAME.match(text, place)
    return same.end() - place if same else 1


@lru_cache(maxsize=1 << 15)
def _step(term: Term, code: int) -> Term:
    return next((rest for charset, rest in derivative_classes(term) if code in charset), NOTHING)
