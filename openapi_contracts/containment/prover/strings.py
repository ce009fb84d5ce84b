"""Strings in a goal: a window of lengths, patterns, formats and excluded words, decided by one search for a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal
from openapi_contracts.containment.prover.formats import FORMATS
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Result, Unknown
from openapi_contracts.containment.steps import Steps, Undecided

_LONGEST_WORD = 1 << 26  # characters: what is built in memory to be confirmed
_CHEAP = 4_096  # characters written for one step: so that many long strings do not fill the memory
_DISPUTED = "[^\\x20-\\x7e\\n]"  # engines disagree on all but these; they agree that `.` is no line feed
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(slots=True)
class _Words:
    shortest: int = 0
    longest: int | None = None
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    formats: list[tuple[str, bool]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)


def solve(graph: Graph, leaves: Iterable[Literal], steps: Steps) -> Result:
    """Find a string for which the leaves hold."""
    words = _collect(graph, leaves)
    if words.longest is not None and words.longest < words.shortest:
        return EMPTY
    if words.shortest > _LONGEST_WORD:
        return Unknown(f"a string of at least {words.shortest} characters is not written out")
    if not words.formats:
        return _search(words, words.include, words.exclude, steps)
    return _with_formats(words, steps)


def _collect(graph: Graph, leaves: Iterable[Literal]) -> _Words:
    words = _Words()
    for literal in leaves:
        kind, payload, denied = graph.atoms[literal >> 2], graph.payloads[literal >> 2], bool(literal & DENIED)
        if kind is Atom.VALUES and isinstance(payload, frozenset):
            words.forbidden |= {value for value in payload if isinstance(value, str)}
        elif isinstance(payload, int) and kind in (Atom.LONGER, Atom.SHORTER):
            if (kind is Atom.LONGER) is denied:
                limit = payload - denied
                words.longest = limit if words.longest is None else min(limit, words.longest)
            else:
                words.shortest = max(words.shortest, payload + denied)
        elif isinstance(payload, str) and kind is Atom.PATTERN:
            (words.exclude if denied else words.include).append(payload)
        elif isinstance(payload, str) and kind is Atom.FORMAT:
            words.formats.append((payload, denied))
    return words


def _with_formats(words: _Words, steps: Steps) -> Result:
    """Search what is certainly of a format for a word, and what is possibly of it for the proof that there is none."""
    sure = _search(words, *_approximated(words, sure=True), steps)
    if isinstance(sure, Found):
        return sure
    possible = _search(words, *_approximated(words, sure=False), steps)
    if isinstance(possible, Found):
        return Unknown("a format is not modelled exactly", (possible.value,))
    return possible


def _approximated(words: _Words, *, sure: bool) -> tuple[list[str], list[str]]:
    include, exclude = list(words.include), list(words.exclude)
    for name, denied in words.formats:
        certain, conceivable = FORMATS[name]
        (exclude if denied else include).append(certain if sure is not denied else conceivable)
    return include, exclude


def _search(words: _Words, include: list[str], exclude: list[str], steps: Steps) -> Result:
    if not include and not exclude:
        return _free(words, steps)
    try:
        found = _word(words, include, exclude, steps)
        if found is not None and found.risky:
            found = _word(words, include, [*exclude, _DISPUTED], steps) or found
    except patterns.Unsupported as error:
        return Unknown(f"pattern not supported: {error}")
    except Undecided as error:
        if steps.spent > steps.limit:
            raise  # the whole question is over: nothing is to be remembered of it
        return Unknown(error.reason)
    if found is None:
        return EMPTY
    steps.spend(len(found.text) // _CHEAP)
    return Found(found.text)


def _word(words: _Words, include: list[str], exclude: list[str], steps: Steps) -> patterns.Word | None:
    return patterns.find(
        include=[patterns.compile(text) for text in include],
        exclude=[patterns.compile(text) for text in exclude],
        shortest=words.shortest,
        longest=words.longest,
        forbidden=frozenset(words.forbidden),
        steps=steps,
    )


def _free(words: _Words, steps: Steps) -> Result:
    length = words.shortest
    while words.longest is None or length <= words.longest:
        for word in _of_length(length):
            steps.spend(1 + length // _CHEAP)
            if word not in words.forbidden:
                return Found(word)
        length += 1
    return EMPTY


def _of_length(length: int) -> Iterator[str]:
    """Write words of one length that differ in the last letter: every character there is, the plain ones first."""
    if length == 0:
        yield ""
        return
    body = "a" * (length - 1)
    for letter in _LETTERS:
        yield body + letter
    for code in chain(range(0x20, 0xD800), range(0xE000, 0x110000), range(0x20)):
        yield body + chr(code)
