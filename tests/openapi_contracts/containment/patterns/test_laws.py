"""Algebraic laws of languages, checked by inclusion in both directions."""

import pytest
from hypothesis import given, settings

from openapi_contracts.containment import patterns
from openapi_contracts.containment.steps import Steps
from tests.openapi_contracts.containment.patterns.generated import all_texts, plain

EQUAL = [
    ("^(a|b)*$", "^[ab]*$"),
    ("^(a*)*$", "^a*$"),
    ("^(a+)+$", "^a+$"),
    ("^(a|aa)+$", "^a+$"),
    ("^(a?b?)*$", "^(a|b)*$"),
    ("^(a*b)*a*$", "^[ab]*$"),
    ("^(ab)*a$", "^a(ba)*$"),
    ("^(aa){2,5}$", "^(a{2}){2,5}$"),
    ("^(a{2,3}){2}$", "^a{4,6}$"),
    ("^(a{2,3}){1,2}$", "^(a{2,3}|a{4,6})$"),
    ("^(a{0,10}){0,10}$", "^a{0,100}$"),
    ("^a{1,3}a{2,4}$", "^a{3,7}$"),
    ("^a{0,5}$|^a{3,}$", "^a*$"),
    ("a{0,1000}b", "b"),
    ("", "^.*"),
    ("^(?!.*foo).*$", "^((?!foo).)*$"),
    (r"\bfoo\b", r"(^|\W)foo(\W|$)"),
    (r"(?<!\w)a", r"(^|\W)a"),
    ("^(?=.{3}$)[ab]*$", "^[ab]{3}$"),
    (r"^[^\d]$", r"^\D$"),
    (r"^(\p{Lu}|\p{Ll}|\p{Lt})$", r"^\p{LC}$"),
]

STRICTLY_INSIDE = [
    ("^[a-z]{1,64}$", "^[a-z]{1,255}$"),
    ("^(a{3}){1,2}$", "^a{3,6}$"),
    ("^abc$", "abc"),
    ("^a$", "a|b"),
    ("^(?=.*[0-9])[a-z0-9]+$", "^[a-z0-9]+$"),
    ("^[0-9a-f]{8}-[0-9a-f]{4}$", "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}$"),
    ("^a{0,9999999}$", "^a{0,10000000}$"),
    ("^x[a-z]{0,1000000}-$", "^[a-z]{0,2000000}[-_]$"),
    (r"^\d+$", r"^\p{Nd}+$"),
]


def inside(sub: str, sup: str) -> bool:
    return patterns.includes(patterns.compile(sub), patterns.compile(sup), steps=Steps(20_000))


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_languages_include_each_other(one: str, other: str) -> None:
    assert inside(one, other)
    assert inside(other, one)


@pytest.mark.parametrize(("less", "more"), STRICTLY_INSIDE)
def test_a_narrower_language_is_included_in_a_wider_one_and_not_conversely(less: str, more: str) -> None:
    assert inside(less, more)
    assert not inside(more, less)


@settings(max_examples=100, deadline=None)
@given(plain, plain)
def test_a_union_includes_both_operands_and_nothing_else(one: str, other: str) -> None:
    union = f"^(?:{one}|{other})$"
    first, second, both = (patterns.compile(text) for text in (f"^(?:{one})$", f"^(?:{other})$", union))
    assert patterns.includes(first, both, steps=Steps(20_000))
    assert patterns.includes(second, both, steps=Steps(20_000))
    assert patterns.find(include=[both], exclude=[first, second], steps=Steps(20_000)) is None


@settings(max_examples=100, deadline=None)
@given(plain, plain)
def test_inclusion_agrees_with_enumeration_of_short_strings(one: str, other: str) -> None:
    less, more = patterns.compile(f"^(?:{one})$"), patterns.compile(f"^(?:{other})$")
    if patterns.includes(less, more, steps=Steps(20_000)):
        assert not [text for text in all_texts(3) if less.matches(text) and not more.matches(text)]
    else:
        word = patterns.find(include=[less], exclude=[more], steps=Steps(20_000))
        assert word is not None
        assert less.matches(word.text)
        assert not more.matches(word.text)


@settings(max_examples=100, deadline=None)
@given(plain)
def test_a_language_and_its_complement_are_disjoint_and_cover_all_strings(pattern: str) -> None:
    inner, outer = patterns.compile(f"^(?:{pattern})$"), patterns.compile(f"^(?!(?:{pattern})$)")
    assert patterns.find(include=[inner, outer], steps=Steps(20_000)) is None
    assert patterns.find(exclude=[inner, outer], steps=Steps(20_000)) is None
