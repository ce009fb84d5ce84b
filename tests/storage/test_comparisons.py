"""Reports and prepared documents are kept once, as long as the documents they are about."""

from hashlib import sha256
from threading import Barrier, Thread

import pytest
from sqlalchemy import Table, func, select

from openapi_contracts import ContentModel
from storage import SqlStorage, tables
from storage.storage import SqlStore
from tests.storage.processes import together
from tests.storage.samples import AT, publish

ONE, TWO = (sha256(content).hexdigest() for content in (b"1", b"2"))
DECLARED, STRICT = ContentModel.DECLARED, ContentModel.STRICT
REPORT = b'{"verdict":"compatible"}' * 100


@pytest.fixture(autouse=True)
def _documents(storage: SqlStorage) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0", content=b"1")
        publish(store, "petstore", "1.1.0", content=b"2")


def keep(store: SqlStore, report: bytes = REPORT, *, base: str = ONE, revision: str = TWO, engine: str = "1") -> None:
    store.keep_comparison(base, revision, DECLARED, engine, report, at=AT)


def count(store: SqlStore, table: Table) -> int:
    return store._connection.scalar(select(func.count()).select_from(table)) or 0


def test_a_report_is_read_as_it_was_kept_and_only_by_its_whole_key(storage: SqlStorage) -> None:
    with storage.writing() as store:
        keep(store)
    with storage.reading() as store:
        assert store.comparison(ONE, TWO, DECLARED, "1") == REPORT
        assert store.comparison(TWO, ONE, DECLARED, "1") is None
        assert store.comparison(ONE, TWO, STRICT, "1") is None
        assert store.comparison(ONE, TWO, DECLARED, "2") is None


def test_the_first_report_stays_and_each_engine_has_its_own(storage: SqlStorage) -> None:
    with storage.writing() as store:
        keep(store)
        keep(store, b"other")
        keep(store, b"newer", engine="2")
    with storage.reading() as store:
        assert store.comparison(ONE, TWO, DECLARED, "1") == REPORT
        assert store.comparison(ONE, TWO, DECLARED, "2") == b"newer"


def test_a_document_compared_with_itself_has_a_report_too(storage: SqlStorage) -> None:
    with storage.writing() as store:
        keep(store, base=ONE, revision=ONE)
        assert store.comparison(ONE, ONE, DECLARED, "1") == REPORT


def test_what_is_prepared_is_kept_in_one_form(storage: SqlStorage) -> None:
    with storage.writing() as store:
        assert store.prepared(ONE, "a") is None
        store.keep_prepared(ONE, "a", b"first")
        store.keep_prepared(TWO, "a", b"second")
        assert (store.prepared(ONE, "a"), store.prepared(TWO, "a")) == (b"first", b"second")
        store.keep_prepared(ONE, "b", REPORT)
    with storage.reading() as store:
        assert store.prepared(ONE, "a") is None
        assert store.prepared(ONE, "b") == REPORT
        assert store.prepared(TWO, "a") == b"second"


def test_nothing_is_kept_of_documents_that_are_not_there(storage: SqlStorage) -> None:
    with storage.writing() as store:
        keep(store, base="0" * 64)
        keep(store, revision="0" * 64)
        store.keep_prepared("0" * 64, "a", b"x")
        assert (count(store, tables.comparisons), count(store, tables.prepared_documents)) == (0, 0)


def test_what_is_kept_goes_with_its_documents(storage: SqlStorage) -> None:
    three = sha256(b"3").hexdigest()
    with storage.writing() as store:
        publish(store, "other", "1.0.0", content=b"1")
        publish(store, "other", "1.1.0", content=b"3")
        for base, revision in ((ONE, TWO), (TWO, ONE), (ONE, three)):
            keep(store, base=base, revision=revision)
        for digest in (ONE, TWO, three):
            store.keep_prepared(digest, "a", b"x")
        store.remove_api("petstore")
    with storage.reading() as store:
        assert store.comparison(ONE, three, DECLARED, "1") == REPORT
        assert (store.prepared(ONE, "a"), store.prepared(three, "a")) == (b"x", b"x")
        assert (count(store, tables.comparisons), count(store, tables.prepared_documents)) == (1, 2)


def test_racing_writers_of_the_same_report_all_succeed(storage: SqlStorage) -> None:
    start = Barrier(4)
    done: list[int] = []

    def take_part(place: int) -> None:
        start.wait()
        with storage.writing() as store:
            keep(store, str(place).encode())
            store.keep_prepared(ONE, str(place), str(place).encode())
        done.append(place)

    threads = [Thread(target=take_part, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.reading() as store:
        assert sorted(done) == [0, 1, 2, 3]
        assert store.comparison(ONE, TWO, DECLARED, "1") in {b"0", b"1", b"2", b"3"}
        assert [store.prepared(ONE, str(place)) for place in range(4)].count(None) == 3


def test_keeping_what_is_being_removed_never_fails_and_leaves_nothing_behind(storage: SqlStorage, url: str) -> None:
    with storage.writing() as store:
        store.remove_api("petstore")
    together("keep", url, processes=2)
    with storage.reading() as store:
        kept = (tables.documents, tables.comparisons, tables.prepared_documents)
        assert [count(store, table) for table in kept] == [0, 0, 0]
