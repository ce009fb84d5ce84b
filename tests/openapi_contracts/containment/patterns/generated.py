"""Generates patterns in the syntax common to Python's `re` and ECMA-262, and matches them with `re`."""

import re
from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

ALPHABET = "ab0 -\n"
"""The characters of the generated texts: word characters of each class, two others, and a line end."""

_CHARACTERS = st.sampled_from(
    [
        "a",
        "b",
        "0",
        " ",
        "-",
        ".",
        r"\w",
        r"\W",
        r"\d",
        r"\D",
        r"\s",
        r"\S",
        "[ab]",
        "[^a]",
        "[a-b0]",
        r"[^\w]",
        r"[\s-]",
    ]
)
_REPEATED = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "{1,2}?"])
ASSERTIONS = ("^", "$", r"\b", r"\B", "(?=", "(?!", "(?<=", "(?<!")


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, _REPEATED).map(lambda parts: f"(?:{parts[0]}){parts[1]}"),
    )


def _grown_with_assertions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _grown(inner),
        inner.map(lambda part: f"(?={part})"),
        inner.map(lambda part: f"(?!{part})"),
        inner.map(lambda part: f"^{part}$"),
    )


plain = st.recursive(_CHARACTERS, _grown, max_leaves=6)
"""Patterns without assertions."""

asserting = st.recursive(
    st.one_of(_CHARACTERS, st.sampled_from(["^", "$", r"\b", r"\B", "(?<=a)", "(?<![b-])", r"(?<=\s)"])),
    _grown_with_assertions,
    max_leaves=7,
)
"""Patterns with assertions anywhere."""

texts = st.text(ALPHABET, max_size=7)


_LINE_ENDS = r"\n\r\u2028\u2029"
_SPACES = r"\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff" + _LINE_ENDS
_AS_RE_WRITES = (
    ("$", r"\Z"),
    (".", f"[^{_LINE_ENDS}]"),
    (r"[\s-]", f"[{_SPACES}-]"),
    (r"\s", f"[{_SPACES}]"),
    (r"\S", f"[^{_SPACES}]"),
)


def found_by_re(pattern: str, text: str) -> bool:
    """Search as ECMA-262 does: `$` is the very end, `.` stops at four line ends, only spaces go beyond ASCII."""
    for ours, theirs in _AS_RE_WRITES:
        pattern = pattern.replace(ours, theirs)
    return re.search(pattern, text, re.ASCII) is not None


def agreed(pattern: str, text: str) -> bool:
    """Say whether `re` matches as ECMA-262 does: before Python 3.14, `\\B` never matched the empty string."""
    return bool(text) or r"\B" not in pattern


def all_texts(longest: int) -> Iterator[str]:
    """Yield every string over the alphabet, the shortest first."""
    for length in range(longest + 1):
        yield from map("".join, product(ALPHABET, repeat=length))
