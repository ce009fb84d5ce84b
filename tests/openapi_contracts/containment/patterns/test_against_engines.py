"""Differential tests against `re` and jsonschema-rs: the same matches, and no string that a proof excludes."""

from hypothesis import given, reject, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, ValidationError

from openapi_contracts.containment import patterns
from openapi_contracts.containment.steps import Steps
from tests.openapi_contracts.containment.patterns import generated
from tests.openapi_contracts.containment.patterns.generated import agreed, all_texts, found_by_re

LIMIT = 20_000


def compiled(pattern: str) -> patterns.Pattern:
    """Compile a generated pattern; skip the few that are not supported."""
    try:
        return patterns.compile(pattern)
    except patterns.Unsupported:
        reject()


def validator(pattern: str) -> Draft202012Validator:
    """Return a validator; skip the patterns it rejects, such as a repeated look-around."""
    try:
        return Draft202012Validator({"pattern": pattern})
    except ValidationError:
        reject()


@settings(max_examples=400, deadline=None)
@given(st.one_of(generated.plain, generated.asserting), st.lists(generated.texts, max_size=12))
def test_a_pattern_matches_where_re_matches(pattern: str, texts: list[str]) -> None:
    ours = compiled(pattern)
    for text in texts:
        if agreed(pattern, text):
            assert ours.matches(text) == found_by_re(pattern, text), text


@settings(max_examples=200, deadline=None)
@given(
    include=st.lists(generated.asserting, min_size=1, max_size=2),
    exclude=st.lists(generated.asserting, max_size=2),
    shortest=st.integers(0, 3),
    span=st.integers(0, 3),
    forbidden=st.sets(generated.texts, max_size=3),
)
def test_a_string_is_found_if_and_only_if_one_exists(
    include: list[str], exclude: list[str], shortest: int, span: int, forbidden: set[str]
) -> None:
    def fits(text: str) -> bool:
        return (
            shortest <= len(text) <= shortest + span
            and text not in forbidden
            and all(agreed(pattern, text) for pattern in include + exclude)
            and all(found_by_re(pattern, text) for pattern in include)
            and not any(found_by_re(pattern, text) for pattern in exclude)
        )

    word = patterns.find(
        include=[compiled(pattern) for pattern in include],
        exclude=[compiled(pattern) for pattern in exclude],
        shortest=shortest,
        longest=shortest + span,
        forbidden=forbidden,
        steps=Steps(LIMIT),
    )
    if word is not None and all(agreed(pattern, word.text) for pattern in include + exclude):
        assert fits(word.text)
        assert word.disputed is not (word.text.isascii() and word.text.isprintable())
    longest = 4 if word is None else min(4, len(word.text) - 1)
    plainer = (text for text in all_texts(longest) if word is None or word.disputed or text.isprintable())
    assert not [text for text in plainer if (word is None or not word.disputed or text.isprintable()) and fits(text)]


@settings(max_examples=300, deadline=None)
@given(generated.asserting, generated.asserting)
def test_a_validator_confirms_the_strings_found(one: str, other: str) -> None:
    word = patterns.find(include=[compiled(one)], exclude=[compiled(other)], steps=Steps(LIMIT))
    if word is not None and not word.disputed:
        assert validator(one).is_valid(word.text)
        assert not validator(other).is_valid(word.text)
