"""A transaction is whole or nothing, seen by others once committed, and held against others while it runs."""

import random
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from hashlib import sha256
from threading import Thread

import pytest
from sqlalchemy import select

from registry.errors import StorageUnavailable
from registry.model import ApiFilter
from registry.numbers import LATEST
from storage import SqlStorage, engines, open_storage, tables
from storage.storage import SqlStore
from tests.storage.processes import start, together
from tests.storage.samples import api, number, publish


class Interruption(Exception):
    """What happens in the middle of a transaction."""


def _interrupt(store: SqlStore) -> None:
    publish(store, "petstore", "1.0.0")
    raise Interruption


def unsound(storage: SqlStorage) -> Iterator[str]:
    """Name each version whose bytes are not what its sha256 says, and bytes that no version has."""
    with storage.reading() as store:
        used = set()
        for row in store._connection.execute(select(tables.versions)).all():
            content = store.content(row.api, row.number)
            used.add(row.sha256)
            if content is None or sha256(content).hexdigest() != row.sha256 or len(content) != row.size:
                yield f"{row.api} {row.number}"
        yield from set(store._connection.scalars(select(tables.documents.c.sha256))) - used


def test_an_exception_rolls_back_and_passes_through(storage: SqlStorage) -> None:
    with pytest.raises(Interruption), storage.writing() as store:
        _interrupt(store)
    with storage.reading() as store:
        assert store.api("petstore") is None


def test_others_see_a_change_once_it_is_committed(storage: SqlStorage, url: str) -> None:
    other = open_storage(url)
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0")
        with other.reading() as reader:
            assert reader.api("petstore") is None
    with other.reading() as reader:
        assert reader.content("petstore", number("1.0.0")) == b"{}"
    other.close()


def test_a_reading_transaction_is_one_snapshot(storage: SqlStorage) -> None:
    with storage.reading() as reader:
        assert reader.api("petstore") is None
        with storage.writing() as store:
            publish(store, "petstore", "1.0.0")
        assert reader.api("petstore") is None
        assert reader.newest("petstore", LATEST) is None
        assert reader.apis(ApiFilter(), limit=9, after=None).items == ()


def test_who_waits_for_an_api_sees_the_version_published_meanwhile(storage: SqlStorage) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0")
    seen = []

    def wait_and_see() -> None:
        with storage.writing() as store:
            seen.append(store.lock_api("petstore"))

    waiting = Thread(target=wait_and_see)
    with storage.writing() as store:
        publish(store, "petstore", "1.1.0")
        waiting.start()
        time.sleep(0.2)
        assert seen == []
    waiting.join()
    assert [found and str(found.latest) for found in seen] == ["1.1.0"]


ENDINGS: dict[str, AbstractContextManager[None]] = {
    "committed": nullcontext(),
    "removed": nullcontext(),
    "rolled back": suppress(Interruption),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_waits_to_claim_an_api_gets_it_however_the_other_ends(storage: SqlStorage, ending: str) -> None:
    if ending == "removed":
        with storage.writing() as store:
            publish(store, "petstore", "1.0.0")
    claimed = []

    def claim() -> None:
        with storage.writing() as store:
            claimed.append(store.claim_api(api(title="Second")).title)

    waiting = Thread(target=claim)
    with ENDINGS[ending], storage.writing() as store:
        if ending == "removed":
            store.remove_api("petstore")
        else:
            store.claim_api(api(title="First"))
        waiting.start()
        time.sleep(0.2)
        assert claimed == []
        if ending == "rolled back":
            _interrupt(store)
    waiting.join()
    assert claimed == ["First" if ending == "committed" else "Second"]


def test_who_waits_too_long_fails_and_may_try_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_SQLITE_PRAGMAS", (*engines._SQLITE_PRAGMAS, "PRAGMA busy_timeout = 100"))
    writing = {**engines.WRITING["postgresql"], "first_statement": "SET LOCAL lock_timeout = '100ms'"}
    monkeypatch.setitem(engines.WRITING, "postgresql", writing)
    storage = open_storage(url)
    with storage.writing() as store:
        store.claim_api(api())
        for _ in range(10):  # more than the pool holds: no failure keeps its connection
            with pytest.raises(StorageUnavailable), storage.writing() as late:
                late.claim_api(api())
    with storage.writing() as store:
        assert store.lock_api("petstore") is not None
    storage.close()


def test_twenty_racing_publishers_get_twenty_numbers(storage: SqlStorage, url: str) -> None:
    together("race", url, processes=2)
    with storage.reading() as store:
        published = [item.number for item in store.versions("petstore", limit=100, after=None).items]
    assert [str(item) for item in published] == [f"1.{minor}.0" for minor in range(19, -1, -1)]
    assert list(unsound(storage)) == []


def test_bytes_shared_by_apis_that_come_and_go_are_never_missed(storage: SqlStorage, url: str) -> None:
    together("churn", url, processes=2)
    with storage.reading() as store:
        assert store.apis(ApiFilter(), limit=1, after=None).items == ()
    assert list(unsound(storage)) == []


def test_a_killed_writer_leaves_whole_transactions_and_all_it_committed(storage: SqlStorage, url: str) -> None:
    written: list[str] = []
    moments = random.Random(11)
    for _ in range(5):
        writer = start("publish_for_ever", url)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.2))
        writer.kill()
        rest, complaints = writer.communicate()
        assert complaints == ""
        written += (first + rest).split()
    with storage.reading() as store:
        assert len(written) >= 5
        for found in store.apis(ApiFilter(), limit=10_000, after=None).items:
            assert len(store.versions(found.name, limit=9, after=None).items) == 2
        assert all(store.api(name) for name in written)
    assert list(unsound(storage)) == []


def test_a_fork_keeps_parent_and_children_apart(storage: SqlStorage, url: str) -> None:
    together("fork", url, processes=1)
    with storage.reading() as store:
        latest = store.api("petstore")
    assert latest is not None
    assert str(latest.latest) == "1.8.0"


def test_threads_take_turns_on_a_storage_in_memory() -> None:
    storage = open_storage("sqlite://")

    def claim(name: str) -> None:
        with storage.writing() as store:
            store.claim_api(api(name))

    threads = [Thread(target=claim, args=(f"api-{place}",)) for place in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.reading() as store:
        assert len(store.apis(ApiFilter(), limit=100, after=None).items) == 20
    storage.close()
