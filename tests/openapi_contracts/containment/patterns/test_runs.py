"""Skipping runs of counters and pumping cycles give the same results as single steps."""

import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openapi_contracts.containment import patterns
from openapi_contracts.containment.patterns import runs, search
from openapi_contracts.containment.steps import Steps

_COUNTED = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "ab", "aab"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=2).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "{3}", "{2,5}", "{4,}", "{0,6}"])).map(
            lambda it: f"(?:{it[0]}){it[1]}"
        ),
    ),
    max_leaves=5,
)


@pytest.fixture
def every_short_cut_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_WORTH_IT", 1)
    monkeypatch.setattr(search, "_WORTH_PUMPING", 1)


@pytest.mark.usefixtures("every_short_cut_is_taken")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_COUNTED, min_size=1, max_size=2), st.lists(_COUNTED, max_size=2), st.integers(0, 8), st.integers(0, 1))
def test_a_string_of_every_length_is_found_if_one_exists(
    include: list[str], exclude: list[str], length: int, span: int
) -> None:
    yes, no = ([f"^(?:{pattern})$" for pattern in some] for some in (include, exclude))
    word = patterns.find(
        include=[patterns.compile(pattern) for pattern in yes],
        exclude=[patterns.compile(pattern) for pattern in no],
        shortest=length,
        longest=length + span,
        steps=Steps(20_000),
    )
    fitting = [
        text
        for size in range(length, length + span + 1)
        for text in map("".join, product("ab", repeat=size))
        if all(re.search(pattern, text) for pattern in yes) and not any(re.search(pattern, text) for pattern in no)
    ]
    if word is None:
        assert not fitting
    else:
        assert word.text in fitting
        assert len(word.text) == len(fitting[0])


@pytest.mark.usefixtures("every_short_cut_is_taken")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_COUNTED, st.lists(st.text("ab", max_size=14), max_size=10))
def test_matching_with_skipped_runs_agrees_with_re(pattern: str, texts: list[str]) -> None:
    for text in texts:
        assert patterns.compile(f"^(?:{pattern})$").matches(text) == bool(re.fullmatch(pattern, text))
