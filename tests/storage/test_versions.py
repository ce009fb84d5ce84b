"""Versions keep their bytes and problems, sort as semver does, and are found by what selects them."""

import os
import random
from typing import Any

import pytest
from semver import Version as SemanticVersion

from openapi_contracts.documents.problems import Problem
from openapi_contracts.vocabulary import Bump, Verdict
from registry.errors import CursorInvalid
from registry.numbers import LATEST, Selector, parse_selector
from storage import SqlStorage
from tests.storage.samples import document, number, publish, version

TRICKY = [
    "0.0.0", "0.9.0", "0.10.0",
    "1.0.0-0", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-A", "1.0.0-a", "1.0.0-a-b",
    "1.0.0-a.b", "1.0.0-a.1", "1.0.0-a.-", "1.0.0--", "1.0.0--1", "1.0.0-1a", "1.0.0-alpha", "1.0.0-alpha.1",
    "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0-rc.1.0", "1.0.0", "1.0.1-x",
    "1.0.9", "1.0.10", "1.2.0", "1.10.0", "2.0.0-rc.1", "10.0.0", "999999999.999999999.999999999",
]  # fmt: skip


def test_a_version_is_read_as_it_was_added(storage: SqlStorage) -> None:
    whole = version(
        "petstore",
        "1.0.0-rc.1",
        b"\0\xff",
        verdict=Verdict.BREAKING,
        bump=Bump.MAJOR,
        baseline=number("0.9.0-rc.1"),
        info_version="1",
        operation_count=2**40,
    )
    with storage.writing() as store:
        publish(store, "petstore")
        store.add_version(whole, document(b"\0\xff"))
    with storage.reading() as store:
        assert store.version("petstore", number("1.0.0-rc.1")) == whole
        assert store.version("petstore", number("1.0.0")) is None
        assert store.version("other", number("1.0.0-rc.1")) is None


@pytest.mark.parametrize("content", [b"", b"{}", os.urandom(3_000_000), b"a" * 3_000_000], ids=len)
def test_the_exact_bytes_come_back(storage: SqlStorage, content: bytes) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0", "1.0.1", content=content)
    with storage.reading() as store:
        assert store.content("petstore", number("1.0.1")) == content
        assert store.content("petstore", number("1.0.2")) is None


def test_problems_come_back_in_order(storage: SqlStorage) -> None:
    problems = (Problem("b", "a\0\ud800 “x”", "/paths", 1, 2), Problem("a", "whole"))
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0")
        store.add_version(version("petstore", "1.1.0"), document(b"{}", *problems))
        assert store.problems("petstore", number("1.1.0")) == problems
        assert store.problems("petstore", number("1.0.0")) == ()
        assert store.problems("petstore", number("9.0.0")) == ()


def test_versions_are_listed_as_semver_orders_them_page_by_page(storage: SqlStorage) -> None:
    shuffled = random.Random(3).sample(TRICKY, len(TRICKY))
    found: list[str] = []
    with storage.writing() as store:
        publish(store, "petstore", *shuffled)
        publish(store, "other", "1.0.0")
        after: tuple[str, ...] | None = None
        while not found or after:
            page = store.versions("petstore", limit=3, after=after)
            found += [str(item.number) for item in page.items]
            after = page.after
    assert found == sorted(TRICKY, key=SemanticVersion.parse, reverse=True)


def test_a_cursor_that_is_no_number_is_refused(storage: SqlStorage) -> None:
    misfits: list[Any] = [(), ("",), ("1.0",), ("1.0.0", "x"), (1,)]
    with storage.reading() as store:
        for after in misfits:
            with pytest.raises(CursorInvalid):
                store.versions("petstore", limit=1, after=after)


@pytest.mark.parametrize(
    ("selector", "picked"),
    [
        ("latest", "10.0.0"),
        ("1", "1.10.0"),
        ("1.0", "1.0.10"),
        ("1.2", None),
        ("1.1", "1.1.0-b"),
        ("11", "11.0.0-a"),
        ("2", None),
        ("1.0.9", "1.0.9"),
        ("11.0.0-a", "11.0.0-a"),
        ("1.0.8", None),
    ],
)
def test_a_selector_picks_the_highest_release_and_a_prerelease_only_without_one(
    storage: SqlStorage, selector: str, picked: str | None
) -> None:
    parsed = parse_selector(selector)
    assert parsed is not None
    with storage.writing() as store:
        publish(store, "petstore", "1.0.9", "1.0.10", "1.1.0-a", "1.1.0-b", "1.10.0", "10.0.0", "11.0.0-a")
        publish(store, "other", "99.0.0")
        found = store.newest("petstore", parsed)
    assert (found and str(found.number)) == picked


def test_a_selector_may_include_prereleases(storage: SqlStorage) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0", "1.1.0-rc.1", "2.0.0-rc.1", "2.0.0")
        picked = [store.newest("petstore", Selector(major=major, prereleases=True)) for major in (None, 1, 2)]
        assert store.newest("other", LATEST) is None
    assert [str(item and item.number) for item in picked] == ["2.0.0", "1.1.0-rc.1", "2.0.0"]


def test_a_number_is_never_given_twice(storage: SqlStorage) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"), storage.writing() as store:
        publish(store, "petstore", "1.0.0", "1.0.0")


@pytest.mark.parametrize(
    ("selector", "below", "found"),
    [
        ("latest", "2.0.0", "1.10.0"),
        ("1", "1.10.0", "1.2.0"),
        ("1", "1.0.0", "1.0.0-rc.2"),
        ("1", "1.0.0-rc.2", "1.0.0-rc.1"),
        ("1", "1.0.0-rc.1", None),
        ("latest", "1.0.0-rc.1", "0.9.0"),
        ("latest", "0.9.0", None),
        ("1.2", "2.0.0", "1.2.0"),
        ("7", "9.0.0", None),
    ],
)
def test_the_newest_before_a_number_is_found(storage: SqlStorage, selector: str, below: str, found: str | None) -> None:
    numbers = ["0.9.0", "1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "1.2.0", "1.3.0-rc.1", "1.10.0", "2.0.0"]
    with storage.writing() as store:
        publish(store, "petstore", *numbers)
        publish(store, "petshop", "1.5.0")
    with storage.reading() as store:
        picked = store.newest("petstore", parse_selector(selector) or LATEST, below=number(below))
        assert (picked and str(picked.number)) == found


@pytest.mark.parametrize(("major", "found"), [(1, "1.0.0"), (2, "2.0.1"), (3, None), (4, None), (10, "10.0.0")])
def test_the_first_release_of_a_line_is_found(storage: SqlStorage, major: int, found: str | None) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0-rc.1", "2.0.1", "3.0.0-a", "10.0.0")
        publish(store, "petshop", "1.0.0-rc.2", "0.1.0")
        oldest = store.oldest("petstore", major)
    assert (oldest and str(oldest.number)) == found
