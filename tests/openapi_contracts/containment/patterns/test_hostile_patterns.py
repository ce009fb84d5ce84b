"""Patterns that are made to be slow: each query ends within its steps, with an answer or undecided."""

import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from openapi_contracts.containment import patterns
from openapi_contracts.containment.patterns import Pattern, Unsupported
from openapi_contracts.containment.steps import Steps, Undecided
from tests.depth import share

WORDS = "|".join(f"w{number}" for number in range(10_000))
HUGE_CLASS = "[" + "".join(chr(0x100 + 3 * number) for number in range(15_000)) + "]"
OPTIONAL = "".join(f"{chr(0x100 + number)}?" for number in range(5_000))
LOOKS = "".join(f"(?=.*{letter})" for letter in "abcdefghijklmnopqrstuvwxyz")

DECIDED = [
    ("^(a+)+$", "^a+$", True),
    ("^(a|a)*b$", "^a*b$", True),
    ("^(a{0,1000}){0,1000}$", "^a{0,1000000}$", True),
    ("^a{0,1000000}$", "^(a{0,1000}){0,1000}$", True),
    (f"^({WORDS})$", "^w[0-9]+$", True),
    ("^w[0-9]{1,4}$", f"^({WORDS})$", False),
    (f"^({WORDS})$", f"^({WORDS}|x)$", True),
    (WORDS, "w", True),
    (f"^{HUGE_CLASS}+$", f"^({HUGE_CLASS}|x)+$", True),
    ("^" + "(" * 30 + "a" + ")*" * 30 + "$", "^a*$", True),
    ("^.*.*.*.*.*.*.*x$", "^.*.*.*.*.*.*y.*x$", False),
    ("^(a|b)*a(a|b){200}$", "^(a|b)*$", True),
]

ENDED = [
    ("^(a{2,1000}b?){2,1000}$", "^[ab]{4,1001000}$"),
    ("^[ab]*$", "^(a{0,1000}b?){0,1000}$"),
    ("^(a|b)*a(a|b){30}$", "^(b|a)*a(b|a){30}c?$"),
    (f"^{LOOKS}", "^(a|b)"),
    ("^[a-z]{30}$", f"^{LOOKS}"),
    (f"^{OPTIONAL}$", f"^{OPTIONAL}a?$"),
    ("^" + "a?b?" * 3000 + "$", "^" + "b?a?" * 3000 + "$"),
    ("^" + "abc" * 15_000 + "$", "^[abc]*$"),
    ("^(" + "|".join(f"[^{chr(0x100 + n)}]." for n in range(5_000)) + ")$", "^..?$"),
]


@pytest.mark.parametrize(("sub", "sup", "inside"), DECIDED, ids=[sub[:20] for sub, _, _ in DECIDED])
def test_a_pattern_with_catastrophic_backtracking_is_decided(sub: str, sup: str, inside: bool) -> None:
    assert patterns.includes(patterns.compile(sub), patterns.compile(sup), steps=Steps(20_000)) is inside


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("sub", "sup"), ENDED, ids=[sub[:20] for sub, _ in ENDED])
def test_every_query_ends(sub: str, sup: str) -> None:
    with suppress(Undecided):
        patterns.includes(patterns.compile(sub), patterns.compile(sup), steps=Steps(share(20_000)))


@pytest.mark.parametrize(("pattern", "text"), [("^(a+)+$", "a" * 1_000_000 + "b"), ("^(a|aa)*$", "ab" * 100_000)])
def test_matching_takes_linear_time(pattern: str, text: str) -> None:
    assert not patterns.compile(pattern).matches(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("pattern", ["^(a{1,1000}b?){1,1000}$", "^" + "a?b?" * 3000 + "$"])
def test_matching_is_undecided_where_nested_counters_cost_too_much(pattern: str) -> None:
    with pytest.raises(Undecided):
        patterns.compile(pattern).matches("ab" * 100 + "a" * 3000)


def test_listing_strings_respects_the_budget() -> None:
    with pytest.raises(Undecided):
        patterns.words(patterns.compile("^a{1000000}$"), steps=Steps(1000))
    assert patterns.words(patterns.compile("^.{0,10000}$"), steps=Steps(1000)) is None


@pytest.mark.parametrize(
    "shape",
    [
        lambda depth: "^" + "(b?" * depth + "a" + "c)*" * depth + "$",
        lambda depth: "^" + "(b|c" * depth + "a" + "|d){2,5}" * depth + "$",
        lambda depth: "^" + "(?!b" * depth + "a" + ")" * depth,
        lambda depth: "^" + "(?:(?!b)c" * depth + "a" + ")*" * depth + "$",
    ],
)
def test_the_deepest_allowed_nesting_does_not_overflow_the_stack(shape: Callable[[int], str]) -> None:
    limit = sys.getrecursionlimit()
    deep: list[Pattern] = [patterns.compile(shape(depth)) for depth in (29, 28)]
    sys.setrecursionlimit(_depth() + 500)
    try:
        with suppress(Undecided):
            patterns.includes(*deep, steps=Steps(500))
    finally:
        sys.setrecursionlimit(limit)
    with pytest.raises(Unsupported, match="nested deeper"):
        patterns.compile(shape(32))


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
