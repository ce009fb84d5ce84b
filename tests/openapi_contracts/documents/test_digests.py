"""Digests: which documents have the same content digest."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openapi_contracts.documents.digests import content_digest, sha256_hex


def nested(levels: int, leaf: object) -> object:
    for _ in range(levels):
        leaf = {"a": leaf, "b": [1]}
    return leaf


def test_the_digest_of_bytes_is_their_sha256() -> None:
    assert sha256_hex(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_the_order_of_keys_does_not_change_the_digest() -> None:
    assert content_digest({"a": 1, "b": {"c": 2, "d": 3}}) == content_digest({"b": {"d": 3, "c": 2}, "a": 1})


@pytest.mark.parametrize(
    "other", [{"a": [2, 1]}, {"a": [1, 2], "x-note": ""}, {"a": ["1", 2]}, {"a": [True, 2]}, {"a": [1.5, 2]}]
)
def test_any_other_difference_changes_the_digest(other: Any) -> None:
    assert content_digest({"a": [1, 2]}) != content_digest(other)


@pytest.mark.parametrize(
    ("integral", "integer"),
    [
        *[(1.0, 1), (-0.0, 0), (0.0, 0), (-3.0, -3), (1e5, 100_000), (1e16, 10**16), (-(2.0**63), -(2**63))],
        (1.2345678901234568e17, 123456789012345680),
        (2.0**64 - 2048, 2**64 - 2048),
    ],
)
def test_equal_numbers_have_equal_digests(integral: Any, integer: Any) -> None:
    assert content_digest({"a": [integral, "x"]}) == content_digest({"a": [integer, "x"]})
    assert content_digest({"a": integral}) == content_digest({"a": integer})


def test_different_numbers_beyond_64_bits_have_different_digests() -> None:
    assert len({content_digest({"a": number}) for number in (1e20, 1e21, 1.5e300, 2.0**64)}) == 4


@pytest.mark.parametrize("text", ["1.0", "[1.0,", ':1.0,"', "1e+16"])
def test_a_string_that_looks_like_a_number_stays_a_string(text: str) -> None:
    assert content_digest({"a": text, "b": 2.0}) == content_digest({"a": text, "b": 2})
    assert content_digest({"a": text}) != content_digest({"a": text.replace(".0", "")[:-1]})


@pytest.mark.parametrize("levels", [200, 253, 254, 255, 256])
def test_the_deepest_document_has_a_digest(levels: int) -> None:
    assert content_digest(nested(levels, 1.0)) == content_digest(nested(levels, 1))
    assert content_digest(nested(levels, 1)) != content_digest(nested(levels, 2))


def test_the_digest_is_the_same_in_every_process() -> None:
    program = (
        "from openapi_contracts.documents.digests import content_digest; print(content_digest({'b': 1.0, 'a': ['é']}))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[3],
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == content_digest({"a": ["é"], "b": 1})


numbers = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)


@given(numbers, numbers)
def test_two_numbers_have_equal_digests_if_and_only_if_they_are_equal(one: Any, other: Any) -> None:
    assert (content_digest({"n": one}) == content_digest({"n": other})) == (one == other)
    if isinstance(one, int) and float(one) == one:
        assert content_digest({"n": float(one)}) == content_digest({"n": one})
