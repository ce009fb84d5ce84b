"""Histories: which version another followed, and what is compared when a history is read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.documents.limits import Limits
from registry import histories
from registry.histories import MOST_COMPUTED, Changelog, Summary
from registry.model import Api, Version
from registry.numbers import Number, parse
from registry.ports import Storage, Store
from tests.registry.documents import NOW, TEAM, petstore
from tests.storage.samples import version

NAME = "petstore"


def store_versions(storage: Storage, *numbers: str, baselines: dict[str, str] | None = None) -> None:
    """Store versions as a registry did that compared nothing; each adds a path to the one before."""
    with storage.writing() as store:
        store.claim_api(Api(NAME, NAME, None, None, {}, NOW, NOW))
        for index, number in enumerate(numbers):
            paths: dict[str, Any] = {f"p{each}": "All." for each in range(index + 1)}
            document = petstore(**paths)
            baseline = (baselines or {}).get(number)
            stored = version(NAME, number, document.content, syntax=document.analysis.syntax)
            store.add_version(replace(stored, baseline=parse(baseline) if baseline else None), document)


def changelog(storage: Storage, analysts: Analysts, *, limit: int = 100) -> Changelog:
    return histories.changelog(storage, analysts, NAME, by=TEAM, at=NOW, limit=limit, after=None)


@pytest.mark.parametrize(
    ("number", "followed"),
    [
        ("1.0.0-rc.1", None),
        ("1.0.0-rc.2", "1.0.0-rc.1"),
        ("1.0.0", "1.0.0-rc.2"),
        ("1.1.0-rc.1", "1.0.0"),
        ("1.1.0", "1.0.0"),
        ("1.10.0", "1.1.0"),
        ("2.0.0-rc.1", "1.10.0"),
        ("2.0.0", "2.0.0-rc.1"),
        ("4.0.0", "2.0.0"),
    ],
)
def test_a_version_follows_the_latest_release_of_its_line_or_of_those_before(
    storage: Storage, number: str, followed: str | None
) -> None:
    every = ["1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "1.1.0-rc.1", "1.1.0", "1.10.0", "2.0.0-rc.1", "2.0.0", "4.0.0"]
    store_versions(storage, *every)
    with storage.reading() as store:
        found = histories.before(store, _stored(store, number))
    assert (str(found.number) if found else None) == followed


def test_a_version_follows_the_one_it_was_judged_by(storage: Storage) -> None:
    store_versions(storage, "1.0.0", "1.1.0", "1.2.0", baselines={"1.2.0": "1.0.0"})
    with storage.reading() as store:
        found = histories.before(store, _stored(store, "1.2.0"))
    assert found is not None
    assert found.number == Number(1, 0, 0)


def test_a_changelog_compares_a_few_versions_at_a_time_and_keeps_what_it_found(
    storage: Storage, analysts: Analysts
) -> None:
    store_versions(storage, *(f"1.{minor}.0" for minor in range(MOST_COMPUTED + 3)))
    known = [[step.summary is not None for step in changelog(storage, analysts).steps.items] for _ in range(2)]
    assert known[0] == [True] * MOST_COMPUTED + [False] * 3
    assert known[1] == [True] * (MOST_COMPUTED + 2) + [False]  # the first version follows none


def test_a_changelog_is_listed_though_nothing_can_be_compared_just_now(storage: Storage, busy: Analysts) -> None:
    store_versions(storage, "1.0.0", "1.1.0")
    steps = changelog(storage, busy).steps.items
    assert [(str(step.version.number), step.summary) for step in steps] == [("1.1.0", None), ("1.0.0", None)]


def test_changes_kept_are_read_without_comparing_again(storage: Storage, analysts: Analysts, busy: Analysts) -> None:
    store_versions(storage, "1.0.0", "1.1.0")
    read = [
        histories.changes(storage, each, NAME, "latest", since=None, by=TEAM, at=NOW)[1] for each in (analysts, busy)
    ]
    assert read[0] == read[1]
    assert [change.id for change in read[0].changes] == ["operation-added"]
    newest = changelog(storage, busy).steps.items[0]
    assert newest.summary == Summary(read[0].counts, read[0].changes)


@pytest.fixture
def busy() -> Iterator[Analysts]:
    """Analysts none of whom ever becomes free."""
    opened = Analysts(Limits(), children=1, patience=0.01)
    with opened._slot():
        yield opened
    opened.close()


def _stored(store: Store, number: str) -> Version:
    parsed = parse(number)
    assert parsed is not None
    found = store.version(NAME, parsed)
    assert found is not None
    return found
