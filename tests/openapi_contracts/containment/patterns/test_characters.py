"""Sets of characters behave as sets, over every Unicode scalar value."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openapi_contracts.containment.patterns import properties
from openapi_contracts.containment.patterns.characters import ALL, LAST, NONE, PRINTABLE, CharSet, between, members

CODES = st.integers(0, 40) | st.integers(0xD7F0, 0xE010) | st.integers(LAST - 5, LAST)
SETS = st.lists(st.tuples(CODES, st.integers(0, 12)).map(lambda pair: (pair[0], min(sum(pair), LAST))), max_size=5)
PLACES = [*range(60), *range(0xD7F0, 0xE020), *range(LAST - 20, LAST + 1)]


def listed(among: CharSet) -> set[int]:
    return {code for code in PLACES if code in among}


def scalars(ranges: list[tuple[int, int]]) -> set[int]:
    codes = {code for start, last in ranges for code in range(start, last + 1)}
    return {code for code in codes if not 0xD800 <= code < 0xE000}


@given(SETS, SETS)
def test_operations_agree_with_those_of_python_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    first, second = between(*one), between(*other)
    mine, theirs = scalars(one), scalars(other)
    assert listed(first) == mine
    assert listed(first & second) == mine & theirs
    assert listed(first | second) == mine | theirs
    assert listed(~first) == scalars([(code, code) for code in PLACES]) - mine
    assert (first <= second) is (mine <= theirs)
    assert len(first) == len(mine)
    assert bool(first) is bool(mine)


@given(SETS)
def test_equal_sets_are_equal_and_have_equal_hashes(ranges: list[tuple[int, int]]) -> None:
    one, other = between(*ranges), between(*reversed(ranges))
    assert one == other
    assert hash(one) == hash(other)
    assert ~~one == one
    assert one | ~one == ALL
    assert one & ~one == NONE


@given(SETS.filter(lambda ranges: bool(between(*ranges))))
def test_every_set_has_a_preferred_member(ranges: list[tuple[int, int]]) -> None:
    among = between(*ranges)
    code = among.preferred[1]
    assert code in among
    assert code in PRINTABLE or not among & PRINTABLE


def test_letters_are_preferred_to_digits_and_digits_to_signs() -> None:
    signs = ["b", "0", "A", "-", "_", ".", "!", " ", "\t", "\u00e9", "\x01", "\r", "\u2028", "\n"]
    for place, sign in enumerate(signs):
        assert chr(members("".join(signs[place:])).preferred[1]) == sign


def test_an_empty_set_has_no_preferred_member() -> None:
    with pytest.raises(ValueError, match="no member"):
        _ = NONE.preferred


@pytest.mark.parametrize("name", ["L", "Lu", "Nd", "P", "Zs", "Cc", "Cn", "So"])
def test_a_general_category_is_that_of_unicode(name: str) -> None:
    among = properties.named(name)
    assert among is not None
    for code in [*range(0x250), *range(0x2000, 0x2100), 0x1F600, LAST]:
        assert (code in among) is unicodedata.category(chr(code)).startswith(name)


def test_long_names_of_categories_are_supported_and_scripts_are_not() -> None:
    assert properties.named("Uppercase_Letter") == properties.named("gc=Lu") == properties.named("Lu")
    assert properties.named("Script=Latin") is None
    assert properties.named("Latin") is None
    assert properties.named("") is None
