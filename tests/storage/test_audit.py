"""The audit is added to, in the transaction of what it tells of, and read newest first."""

from datetime import timedelta
from typing import Any

import pytest

from registry.errors import CursorInvalid
from registry.model import Action, Entry
from storage import SqlStorage
from storage.storage import SqlStore
from tests.storage.samples import AT, api


def entry(subject: str = "s", **members: Any) -> Entry:
    defaults = {"api": "petstore", "action": Action.WAIVER_GRANTED, "details": {}, "by": "admin", "at": AT}
    return Entry(**{"subject": subject, **defaults, **members})


class Interruption(Exception):
    """What happens in the middle of a transaction."""


def _interrupt(store: SqlStore) -> None:
    store.add_entry(entry())
    raise Interruption


def test_an_entry_is_read_as_it_was_added_with_its_sequence(storage: SqlStorage) -> None:
    details = {"reason": "a\0b\ud800 Füße", "counts": [1, None, {"deep": True}]}
    added = entry(details=details, at=AT + timedelta(microseconds=1))
    with storage.writing() as store:
        store.add_entry(added)
    with storage.reading() as store:
        (read,) = store.entries("petstore", limit=9, after=None).items
    assert read == entry(details=details, at=added.at, sequence=1)


def test_entries_are_listed_newest_first_page_by_page(storage: SqlStorage) -> None:
    with storage.writing() as store:
        for place in range(10):
            store.add_entry(entry(str(place), api=("petstore", "orders", None)[place % 3]))
        every: list[str] = []
        own: list[str] = []
        for api_name, found, pages in ((None, every, 4), ("petstore", own, 2)):
            after = None
            for _ in range(pages):
                page = store.entries(api_name, limit=3, after=after)
                found += [each.subject for each in page.items]
                after = page.after
            assert after is None
    assert every == ["9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]
    assert own == ["9", "6", "3", "0"]


def test_an_entry_goes_with_the_transaction_that_fails(storage: SqlStorage) -> None:
    with pytest.raises(Interruption), storage.writing() as store:
        _interrupt(store)
    with storage.writing() as store:
        assert store.entries(None, limit=9, after=None).items == ()


def test_entries_outlive_their_api(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.claim_api(api("petstore"))
        store.add_entry(entry())
        store.remove_api("petstore")
    with storage.reading() as store:
        assert [each.subject for each in store.entries("petstore", limit=9, after=None).items] == ["s"]


@pytest.mark.parametrize("after", [(), ("1", "2"), ("x",), ("-1",), ("1" * 19,), ("\u0661",), (1,)])
def test_a_cursor_of_another_list_is_refused(storage: SqlStorage, after: Any) -> None:
    with storage.reading() as store, pytest.raises(CursorInvalid):
        store.entries(None, limit=1, after=after)
