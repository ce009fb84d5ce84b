"""APIs are stored with their labels, changed, and removed with all that is theirs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from registry.errors import ApiNotFound
from storage import SqlStorage
from tests.storage.samples import AT, api, document, number, publish, version


def test_an_api_is_read_as_it_was_claimed(storage: SqlStorage) -> None:
    pets = api(title="Füße 🐾", description="Two\nlines", owner="team", labels={"tier": "1", "team": "pets"})
    with storage.writing() as store:
        assert store.claim_api(pets) == pets
    with storage.reading() as store:
        assert store.api("petstore") == pets


def test_a_time_is_stored_in_utc_to_the_microsecond(storage: SqlStorage) -> None:
    there = datetime(2026, 1, 1, 1, 30, 0, 1, tzinfo=timezone(timedelta(hours=2)))
    with storage.writing() as store:
        stored = store.claim_api(api(created_at=there))
    assert stored.created_at == there
    assert stored.created_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(storage: SqlStorage) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(Exception, match="without a zone"), storage.writing() as store:
        store.claim_api(api(created_at=naive))


def test_an_api_that_is_not_there_is_none(storage: SqlStorage) -> None:
    with storage.writing() as store:
        assert store.api("petstore") is None
        assert store.lock_api("petstore") is None
        store.remove_api("petstore")


def test_claiming_an_api_that_is_there_leaves_it_as_it_is(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.claim_api(api(title="First", labels={"tier": "1"}))
        assert store.claim_api(api(title="Second", labels={"tier": "2"})).title == "First"
        assert store.lock_api("petstore") == api(title="First", labels={"tier": "1"})


def test_replacing_an_api_replaces_its_labels_and_keeps_its_versions(storage: SqlStorage) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0")
        changed = api(title="New", owner="me", labels={"b": "2"}, updated_at=AT + timedelta(days=1))
        store.replace_api(replace(changed, labels={"a": "1"}))
        store.replace_api(changed)
    with storage.reading() as store:
        assert store.api("petstore") == replace(changed, latest=number("1.0.0"))


def test_replacing_an_api_that_is_not_there_is_refused(storage: SqlStorage) -> None:
    with pytest.raises(ApiNotFound), storage.writing() as store:
        store.replace_api(api())


def test_what_no_database_holds_is_replaced_and_asked_for_without_failing(storage: SqlStorage) -> None:
    with storage.writing() as store:
        assert store.claim_api(api(title="a\0b\ud800c")).title == "a\ufffdb\ufffdc"
        assert store.api("a\0b") is None


@pytest.mark.parametrize(
    ("numbers", "latest"),
    [
        (["1.0.0", "1.10.0", "1.9.0"], "1.10.0"),
        (["1.0.0", "2.0.0-rc.1"], "1.0.0"),
        (["1.0.0-beta", "1.0.0-alpha"], "1.0.0-beta"),
    ],
)
def test_the_latest_of_an_api_is_read_from_its_versions(storage: SqlStorage, numbers: list[str], latest: str) -> None:
    with storage.writing() as store:
        publish(store, "other", "9.0.0")
        publish(store, "petstore", *numbers)
        found = store.api("petstore")
    assert found is not None
    assert found.latest == number(latest)


def test_removing_an_api_spends_its_numbers_for_ever(storage: SqlStorage) -> None:
    for content in (
        b"1",
        b"1",
        b"2",
    ):  # a number given again to its own content, and against the rule to another
        with storage.writing() as store:
            publish(store, "petstore", "1.10.0", "1.9.0", content=content)
        with storage.writing() as store:
            store.remove_api("petstore")
    one, two = version("petstore", "1.9.0", b"1"), version("petstore", "1.10.0", b"2")
    with storage.reading() as store:
        spent = store.spent("petstore")
        assert [str(spent_number) for spent_number, _ in spent] == ["1.9.0"] * 2 + ["1.10.0"] * 2
        assert (one.number, one.sha256) in spent
        assert (two.number, two.sha256) in spent
        assert store.spent("other") == ()
        assert store.api("petstore") is None
        assert store.version("petstore", number("1.9.0")) is None


def test_removing_an_api_keeps_the_bytes_that_another_has(storage: SqlStorage) -> None:
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0", content=b"shared")
        store.add_version(version("petstore", "1.1.0", b"own"), document(b"own"))
        publish(store, "other", "1.0.0", content=b"shared")
    with storage.writing() as store:
        store.remove_api("petstore")
    with storage.reading() as store:
        assert store.content("other", number("1.0.0")) == b"shared"
        assert store.content("petstore", number("1.1.0")) is None
