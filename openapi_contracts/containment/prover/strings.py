"""Finds a string for which the literals of a goal hold, or proves that there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.atoms import DENIED, Atom, Literal
from openapi_contracts.containment.prover.formats import FORMATS
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Result, Unknown
from openapi_contracts.containment.steps import Steps, Undecided

_LONGEST_WORD = 1 << 26  # characters of the longest string that is built
_CHEAP = 4_096  # characters built per step, so that many long strings do not exhaust memory
_DISPUTED = "[^\\x20-\\x7e\\n]"  # characters that regular expression engines treat differently
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(slots=True)
class _StringConstraints:
    shortest: int = 0
    longest: int | None = None
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    formats: list[tuple[str, bool]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)


def solve(graph: Graph, leaves: Iterable[Literal], steps: Steps) -> Result:
    """Find a string for which all of `leaves` hold."""
    constraints = _collect(graph, leaves)
    if constraints.longest is not None and constraints.longest < constraints.shortest:
        return EMPTY
    if constraints.shortest > _LONGEST_WORD:
        return Unknown(f"a counterexample would need a string of at least {constraints.shortest} characters")
    if not constraints.formats:
        return _search(constraints, constraints.include, constraints.exclude, steps)
    return _with_formats(constraints, steps)


def _collect(graph: Graph, leaves: Iterable[Literal]) -> _StringConstraints:
    constraints = _StringConstraints()
    for literal in leaves:
        kind, payload, denied = graph.atoms[literal >> 2], graph.payloads[literal >> 2], bool(literal & DENIED)
        if kind is Atom.ENUM and isinstance(payload, frozenset):
            constraints.forbidden |= {value for value in payload if isinstance(value, str)}
        elif isinstance(payload, int) and kind in (Atom.MIN_LENGTH, Atom.MAX_LENGTH):
            if (kind is Atom.MIN_LENGTH) is denied:
                limit = payload - denied
                constraints.longest = limit if constraints.longest is None else min(limit, constraints.longest)
            else:
                constraints.shortest = max(constraints.shortest, payload + denied)
        elif isinstance(payload, str) and kind is Atom.PATTERN:
            (constraints.exclude if denied else constraints.include).append(payload)
        elif isinstance(payload, str) and kind is Atom.FORMAT:
            constraints.formats.append((payload, denied))
    return constraints


def _with_formats(constraints: _StringConstraints, steps: Steps) -> Result:
    """Find a string with the narrow approximations of formats, or a proof with the wide ones (see `formats`)."""
    sure = _search(constraints, *_approximated(constraints, sure=True), steps)
    if isinstance(sure, Found):
        return sure
    possible = _search(constraints, *_approximated(constraints, sure=False), steps)
    if isinstance(possible, Found):
        return Unknown("a format is only approximated", (possible.value,))
    return possible


def _approximated(constraints: _StringConstraints, *, sure: bool) -> tuple[list[str], list[str]]:
    include, exclude = list(constraints.include), list(constraints.exclude)
    for name, denied in constraints.formats:
        certain, conceivable = FORMATS[name]
        (exclude if denied else include).append(certain if sure is not denied else conceivable)
    return include, exclude


def _search(constraints: _StringConstraints, include: list[str], exclude: list[str], steps: Steps) -> Result:
    if not include and not exclude:
        return _free(constraints, steps)
    try:
        found = _word(constraints, include, exclude, steps)
        if found is not None and found.disputed:
            found = _word(constraints, include, [*exclude, _DISPUTED], steps) or found
    except patterns.Unsupported as error:
        return Unknown(f"pattern not supported: {error}")
    except Undecided as error:
        if steps.spent > steps.limit:
            raise  # the budget of the whole query is spent, so this result must not be cached
        return Unknown(error.reason)
    if found is None:
        return EMPTY
    steps.spend(len(found.text) // _CHEAP)
    return Found(found.text)


def _word(
    constraints: _StringConstraints, include: list[str], exclude: list[str], steps: Steps
) -> patterns.Word | None:
    return patterns.find(
        include=[patterns.compile(text) for text in include],
        exclude=[patterns.compile(text) for text in exclude],
        shortest=constraints.shortest,
        longest=constraints.longest,
        forbidden=frozenset(constraints.forbidden),
        steps=steps,
    )


def _free(constraints: _StringConstraints, steps: Steps) -> Result:
    length = constraints.shortest
    while constraints.longest is None or length <= constraints.longest:
        for word in _of_length(length):
            steps.spend(1 + length // _CHEAP)
            if word not in constraints.forbidden:
                return Found(word)
        length += 1
    return EMPTY


def _of_length(length: int) -> Iterator[str]:
    """Yield strings of one length that differ in the last character, letters and digits first."""
    if length == 0:
        yield ""
        return
    body = "a" * (length - 1)
    for letter in _LETTERS:
        yield body + letter
    for code in chain(range(0x20, 0xD800), range(0xE000, 0x110000), range(0x20)):
        yield body + chr(code)
