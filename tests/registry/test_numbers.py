"""Numbers are read, ordered and selected as Semantic Versioning 2.0.0 says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from semver import Version as SemanticVersion

from registry.numbers import FIRST, LARGEST, LATEST, Number, Selector, parse, parse_selector

PARTS = st.one_of(st.integers(0, 12), st.integers(0, LARGEST))
IDENTIFIERS = st.one_of(
    PARTS.map(str),
    st.text("-09azAZ", min_size=1, max_size=4).filter(lambda text: not (text.isdigit() and text[0] == "0")),
)
PRERELEASES = st.lists(IDENTIFIERS, min_size=1, max_size=4).map(".".join)
NUMBERS = st.builds(Number, PARTS, PARTS, PARTS, st.none() | PRERELEASES)
# Close to each other, so that their pre-releases decide.
NEIGHBOURS = st.builds(Number, st.just(1), st.just(0), st.integers(0, 1), st.none() | PRERELEASES)


@given(st.tuples(NUMBERS, NUMBERS) | st.tuples(NEIGHBOURS, NEIGHBOURS))
def test_precedence_orders_numbers_as_semver_does(pair: tuple[Number, Number]) -> None:
    one, other = pair
    expected = SemanticVersion.parse(str(one)).compare(SemanticVersion.parse(str(other)))
    ours, theirs = one.precedence.encode(), other.precedence.encode()
    assert (ours > theirs) - (ours < theirs) == expected
    assert one.follows(other) is (expected > 0)


@given(NUMBERS)
def test_a_number_is_read_as_it_is_written(number: Number) -> None:
    assert parse(str(number)) == number
    assert parse_selector(str(number)) == Selector(exact=number)


@given(st.text() | st.from_regex(r"\d+\.\d+\.\d+(-[\w.-]*)?\n?"))
def test_whatever_is_read_can_be_written_and_read_again(text: str) -> None:
    number = parse(text)
    assert number is None or parse(str(number)) == number
    parse_selector(text)


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3\n", " 1.2.3",
     "1.2.٣", "1.2.3-²", "1000000000.0.0", "0.0.1000000000", "1.0.0-" + "a" * 95, "9" * 5000 + ".0.0"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse(text) is None
    assert parse_selector(text) is None or text in {"1", "1.2"}


def test_build_metadata_is_left_out_of_a_number_and_refused_in_a_selector() -> None:
    assert parse("1.2.3-rc.1+build.5") == Number(1, 2, 3, "rc.1")
    assert parse_selector("1.2.3+build.5") is None


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("latest", LATEST),
        ("0", Selector(major=0)),
        ("1", Selector(major=1)),
        ("999999999", Selector(major=LARGEST)),
        ("1.4", Selector(major=1, minor=4)),
        ("1.4.0", Selector(exact=Number(1, 4, 0))),
        ("2.0.0-rc.1", Selector(exact=Number(2, 0, 0, "rc.1"))),
    ],
)
def test_a_selector_is_read(text: str, selector: Selector) -> None:
    assert parse_selector(text) == selector


@pytest.mark.parametrize(
    "text", ["", "Latest", "01", "1.", ".1", "1.x", "-1", "+1", "²", "٣", "1000000000", "9" * 9999]
)
def test_what_is_no_selector_is_none(text: str) -> None:
    assert parse_selector(text) is None


@pytest.mark.parametrize(
    ("number", "following"),
    [(FIRST, "1.1.0"), (Number(1, 9, 3), "1.10.0"), (Number(2, 0, 0, "rc.1"), "2.0.0")],
)
def test_the_next_minor_follows(number: Number, following: str) -> None:
    assert str(number.next_minor()) == following
    assert number.next_minor().follows(number)


@pytest.mark.parametrize(
    ("number", "following"),
    [(FIRST, "1.0.1"), (Number(1, 9, 3), "1.9.4"), (Number(2, 0, 0, "rc.1"), "2.0.0")],
)
def test_the_next_patch_follows(number: Number, following: str) -> None:
    assert str(number.next_patch()) == following
    assert number.next_patch().follows(number)


@pytest.mark.parametrize(
    ("number", "release", "announced"),
    [("1.1.0", "1.1.0", True), ("1.1.0-rc.1", "1.1.0", True), ("1.0.9", "1.1.0", False), ("2.0.0-a", "1.9.9", True)],
)
def test_a_number_announces_a_release_or_one_after_it(number: str, release: str, announced: bool) -> None:
    parsed, other = parse(number), parse(release)
    assert parsed is not None
    assert other is not None
    assert parsed.announces(other) is announced
