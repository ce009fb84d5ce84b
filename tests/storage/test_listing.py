"""APIs are listed by filter and in order, page by page, without loss or repeat."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from registry.errors import CursorInvalid
from registry.model import Api, ApiFilter, Sort
from storage import SqlStorage
from storage.storage import SqlStore
from tests.storage.samples import AT, api, number, publish


def pages(store: SqlStore, which: ApiFilter, *, limit: int = 100) -> Iterator[Api]:
    after: tuple[str, ...] | None = None
    while True:
        page = store.apis(which, limit=limit, after=after)
        yield from page.items
        after = page.after
        if after is None:
            return


def names(storage: SqlStorage, **members: object) -> list[str]:
    with storage.reading() as store:
        return [found.name for found in pages(store, ApiFilter(**members))]  # type: ignore[arg-type]


@pytest.fixture
def zoo(storage: SqlStorage) -> SqlStorage:
    """A storage with four APIs, each unlike the others in all that can be asked for."""
    animals = [
        api("cats", title="Straße", owner="felix", labels={"team": "a", "tier": "1"}),
        api("dogs", title="100% sure_thing", description="ÉLAN vital", labels={"team": "b"}),
        api("dogs-internal", title="back\\slash", owner="felix", labels={"team": "a"}),
        api("pets", title="Sx", description="t"),
    ]
    with storage.writing() as store:
        for animal in reversed(animals):
            store.claim_api(animal)
    return storage


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("STRASSE", ["cats"]),
        ("élan", ["dogs"]),
        ("DOG", ["dogs", "dogs-internal"]),
        ("100%", ["dogs"]),
        ("e_t", ["dogs"]),
        ("\\", ["dogs-internal"]),
        ("%", ["dogs"]),
        ("_", ["dogs"]),
        ("sxt", []),
        ("nothing", []),
        ("a\0b", []),
        ("", ["cats", "dogs", "dogs-internal", "pets"]),
    ],
)
def test_a_text_is_found_anywhere_without_regard_to_case(zoo: SqlStorage, text: str, found: list[str]) -> None:
    assert names(zoo, text=text) == found


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (("*",), ["cats", "dogs", "dogs-internal", "pets"]),
        (("dogs*",), ["dogs", "dogs-internal"]),
        (("*-internal", "cats"), ["cats", "dogs-internal"]),
        (("d*s*l",), ["dogs-internal"]),
        (("dogs",), ["dogs"]),
        (("DOGS*",), []),
        (("d%", "pet_", "[cd]ogs", "p?ts"), []),
        ((), []),
    ],
)
def test_only_a_star_is_special_in_a_pattern_of_names(
    zoo: SqlStorage, patterns: tuple[str, ...], found: list[str]
) -> None:
    assert names(zoo, names=patterns) == found


def test_apis_are_found_by_label_with_or_without_its_value(zoo: SqlStorage) -> None:
    assert names(zoo, label=("team", None)) == ["cats", "dogs", "dogs-internal"]
    assert names(zoo, label=("team", "a")) == ["cats", "dogs-internal"]
    assert names(zoo, label=("tier", "a")) == []


def test_the_parts_of_a_filter_all_have_to_hold(zoo: SqlStorage) -> None:
    assert names(zoo, owner="felix") == ["cats", "dogs-internal"]
    assert names(zoo, owner="felix", label=("team", "a"), names=("dogs*", "pets"), text="BACK") == ["dogs-internal"]


def test_a_list_gives_each_api_with_its_labels_and_its_latest(zoo: SqlStorage) -> None:
    with zoo.writing() as store:
        publish(store, "cats", "1.0.0", "1.1.0")
        publish(store, "dogs", "3.0.0-rc.1")
        cats, dogs, *_ = store.apis(ApiFilter(), limit=9, after=None).items
        assert cats == store.api("cats")
    assert (cats.latest, dogs.latest) == (number("1.1.0"), number("3.0.0-rc.1"))
    assert cats.labels == {"team": "a", "tier": "1"}


@pytest.fixture
def crowd(storage: SqlStorage) -> SqlStorage:
    """A storage with 250 APIs, whose updates tie ten by ten."""
    order = list(range(250))
    random.Random(7).shuffle(order)
    with storage.writing() as store:
        for place in order:
            store.claim_api(api(f"api-{place:03}", updated_at=AT + timedelta(microseconds=place % 25)))
    return storage


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limit", [7, 250])
def test_paging_neither_loses_nor_repeats(crowd: SqlStorage, sort: Sort, limit: int) -> None:
    with crowd.reading() as store:
        found = list(pages(store, ApiFilter(sort=sort), limit=limit))
    assert len(found) == 250
    expected = sorted(found, key=lambda item: item.name, reverse=sort is Sort.NAME_DESCENDING)
    if "updated" in sort:
        expected.sort(key=lambda item: item.updated_at, reverse=sort is Sort.UPDATED_DESCENDING)
    assert [item.name for item in found] == [item.name for item in expected]


def test_an_api_added_before_the_cursor_shifts_nothing(zoo: SqlStorage) -> None:
    with zoo.writing() as store:
        first = store.apis(ApiFilter(), limit=2, after=None)
        store.claim_api(api("aardvarks"))
        second = store.apis(ApiFilter(), limit=2, after=first.after)
    assert [item.name for item in second.items] == ["dogs-internal", "pets"]
    assert second.after is None


@pytest.mark.parametrize("sort", Sort)
def test_a_cursor_that_does_not_fit_the_order_is_refused(storage: SqlStorage, sort: Sort) -> None:
    misfits: list[Any] = [(), ("a", "b", "c"), (1,), ("a", None), (1, "a")]
    if "updated" in sort:
        times = ("", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "0001-01-01T00:00+10:00")
        misfits += [(time, "pets") for time in times]
    with storage.reading() as store:
        for after in misfits:
            with pytest.raises(CursorInvalid):
                store.apis(ApiFilter(sort=sort), limit=1, after=after)
