"""Finding strings: the shortest, the preferred, within a range of lengths, and very long ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from openapi_contracts.containment import patterns
from openapi_contracts.containment.patterns import Word
from openapi_contracts.containment.steps import Steps, Undecided

ROOT = Path(__file__).resolve().parents[4]


def found(
    *include: str, without: tuple[str, ...] = (), shortest: int = 0, longest: int | None = None, forbidden: str = ""
) -> Word | None:
    return patterns.find(
        include=[patterns.compile(pattern) for pattern in include],
        exclude=[patterns.compile(pattern) for pattern in without],
        shortest=shortest,
        longest=longest,
        forbidden=forbidden.split(),
        steps=Steps(20_000),
    )


def test_without_conditions_the_empty_string_is_found() -> None:
    assert found() == Word("", disputed=False)


@pytest.mark.parametrize(
    ("pattern", "word"),
    {
        "x": "x",
        "^.$": "a",
        r"^\w{3}$": "aaa",
        r"^\d{4}-\d{2}$": "0000-00",
        "^[A-Z0-9]$": "0",
        "^[^a-zA-Z0-9]$": "-",
        r"^\W\s$": "- ",
        "^(zebra|apple)$": "apple",
        "^(?=.*[A-Z])(?=.*[0-9]).{8,}$": "aaaaaa0A",
        "^(?!abc)abc?[a-c]": "aba",
    }.items(),
)
def test_the_preferred_shortest_string_is_found(pattern: str, word: str) -> None:
    assert found(pattern) == Word(word, disputed=False)


def test_all_conditions_are_satisfied_together() -> None:
    assert found("^[a-z]+$", "b", without=("^b", "b$")) == Word("aba", disputed=False)
    assert found("^a*$", "^b*$", shortest=1) is None
    assert found("^a+$", shortest=2, longest=2) == Word("aa", disputed=False)
    assert found("^a+$", shortest=3, longest=2) is None
    assert found("^a{5}$", longest=4) is None


def test_a_forbidden_string_is_not_returned() -> None:
    assert found("^[ab]$", forbidden="a c") == Word("b", disputed=False)
    assert found("^[ab]$", forbidden="a b") is None
    assert found("^[a\n]{1,2}$", forbidden="a aa", without=("^a$",)) == Word("\na", disputed=True)


def test_a_printable_string_is_preferred_to_a_shorter_disputed_one() -> None:
    assert found("^(\t|aaa)$") == Word("aaa", disputed=False)


@pytest.mark.parametrize(
    ("pattern", "without", "word"),
    [
        ("^x", "^.+$", "x\na"),  # not "x\r", nor "x\n" whose end Python's `$` would not see
        ("^x\n?$", "^x$", "x\n"),
        ("^[^ -~]$", "^$", "\t"),
        (r"^\W$", r"^[\0-\x7f]$", "\u00a1"),
        (r"^\s$", "^[ \t\n]$", "\u1680"),
    ],
)
def test_a_string_that_engines_may_read_differently_is_flagged_as_disputed(
    pattern: str, without: str, word: str
) -> None:
    assert found(pattern, without=(without,)) == Word(word, disputed=True)


@pytest.mark.parametrize(
    ("include", "without", "shortest", "longest"),
    [
        (["^[a-z]+$"], [], 10_485_760, 10_485_760),
        (["^([a-z]-?)+$"], [], 5_000_001, None),
        (["^(ab|cde)+$"], ["^(ab)+$"], 1_000_000, 1_000_000),
        (["^([a-z]+(-[0-9])?)+$"], ["aaaa"], 1_000_000, 1_000_000),
        (["^a{1000000,}$"], ["^a{0,1000001}$"], 1_000_002, None),
        (["^.{0,10485760}$"], ["^.{0,10485759}$"], 10_485_760, 10_485_760),
        (["^[a-z]{5000,10000}-[0-9]{3,}$"], [], 6000, 6000),
    ],
)
def test_long_strings_take_few_steps(
    include: list[str], without: list[str], shortest: int, longest: int | None
) -> None:
    word = found(*include, without=tuple(without), shortest=shortest, longest=longest)
    assert word is not None
    assert len(word.text) == shortest
    assert all(patterns.compile(pattern).matches(word.text) for pattern in include)
    assert not any(patterns.compile(pattern).matches(word.text) for pattern in without)


def test_lengths_that_no_string_has_are_proved_impossible() -> None:
    assert found("^(aa)+$", "^(aaa)+$", "^(a{5})+$", shortest=1_000_001, longest=1_000_019) is None
    assert found("^(aa)+$", "^(aaa)+$", "^(a{5})+$", shortest=1_000_001, longest=1_000_020) is not None


def test_a_string_too_long_to_build_is_undecided() -> None:
    with pytest.raises(Undecided, match="would need a string"):
        found("^([a-z]-?)+$", shortest=1 << 40)


def test_a_spent_budget_is_undecided() -> None:
    with pytest.raises(Undecided, match="took more than 5 steps"):
        patterns.find(include=[patterns.compile("abc.*def")], steps=Steps(5))


@pytest.mark.parametrize(
    ("pattern", "words"),
    {
        "^(red|green|blu?e?)$": {"red", "green", "bl", "blu", "ble", "blue"},
        "^[a-c]{1,2}$": {"a", "b", "c", *(one + two for one in "abc" for two in "abc")},
        "^$": {""},
        "^(?!a)[ab]$": {"b"},
        "[]": set(),
        "^[a-h][1-8]$": {one + two for one in "abcdefgh" for two in "12345678"},
        "^[a-h][1-9]$": None,
        "^a*$": None,
        "red": None,
    }.items(),
)
def test_the_strings_of_a_finite_language_are_listed(pattern: str, words: set[str] | None) -> None:
    assert patterns.words(patterns.compile(pattern), steps=Steps(20_000)) == words


def test_an_empty_language_is_proved_empty() -> None:
    assert patterns.is_empty(patterns.compile("a^"), steps=Steps(100))
    assert not patterns.is_empty(patterns.compile("a"), steps=Steps(100))


def test_a_query_has_the_same_answer_and_cost_in_every_process() -> None:
    question = (
        "from openapi_contracts.containment import patterns\n"
        "from openapi_contracts.containment.steps import Steps\nsteps = Steps(20000)\n"
        "read = [patterns.compile(text) for text in ({})]\n"
        r"print(patterns.find(include=[patterns.compile(r'^((?!ab|cd)\w|x\b){{3,}}$')],"
        r" exclude=[patterns.compile('^(a|b|x)+$')], steps=steps), steps.spent)"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", question.format(before)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, before in (("1", "'x',"), ("2", "'^(b|x|a)', '(cd|ab)+'"))
    }
    assert len(answers) == 1
