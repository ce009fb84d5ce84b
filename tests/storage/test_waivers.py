"""Waivers are stored, listed by age and state, and removed with their API."""

from datetime import timedelta
from typing import Any

import pytest

from registry.errors import CursorInvalid
from registry.model import Waiver, WaiverState
from storage import SqlStorage
from tests.storage.samples import AT, api

LATER = AT + timedelta(days=1)


def waiver(fingerprint: str = "f1", **members: Any) -> Waiver:
    defaults = {"api": "petstore", "reason": "Because.", "by": "admin", "at": AT, "expires_at": None}
    return Waiver(**{"fingerprint": fingerprint, **defaults, **members})


def put(storage: SqlStorage, *waivers: Waiver) -> None:
    with storage.writing() as store:
        for name in {each.api for each in waivers}:
            store.claim_api(api(name))
        for each in waivers:
            store.put_waiver(each)


def test_a_waiver_is_read_as_it_was_put_last(storage: SqlStorage) -> None:
    whole = waiver(reason="Füße\n🐾", by="other", at=LATER, expires_at=LATER)
    put(storage, waiver(), whole)
    with storage.reading() as store:
        assert store.waiver("petstore", "f1") == whole
        assert store.waiver("petstore", "f2") is None
        assert store.waiver("orders", "f1") is None


def test_a_removed_waiver_is_gone_and_others_stay(storage: SqlStorage) -> None:
    put(storage, waiver("f1"), waiver("f2"), waiver("f1", api="orders"))
    with storage.writing() as store:
        store.remove_waiver("petstore", "f1")
    with storage.reading() as store:
        assert store.waiver("petstore", "f1") is None
        assert store.waiver("petstore", "f2") == waiver("f2")
        assert store.waiver("orders", "f1") == waiver("f1", api="orders")


def test_waivers_are_listed_newest_first_page_by_page(storage: SqlStorage) -> None:
    listed = [waiver(f"f{place}", at=AT - timedelta(seconds=place // 3)) for place in range(10)]
    expected = sorted(listed, key=lambda each: (each.at, each.fingerprint), reverse=True)
    put(storage, *listed, waiver("f1", api="orders"))
    found: list[Waiver] = []
    with storage.reading() as store:
        after: tuple[str, ...] | None = None
        for _ in range(3):
            page = store.waivers("petstore", None, AT, limit=4, after=after)
            found += page.items
            after = page.after
    assert found == expected
    assert after is None


def test_a_state_is_that_at_the_time_asked_for(storage: SqlStorage) -> None:
    forever, until = waiver("f1"), waiver("f2", expires_at=LATER)
    put(storage, forever, until)
    moment = timedelta(microseconds=1)
    states = {LATER - moment: ({forever, until}, set()), LATER: ({forever}, {until})}
    with storage.reading() as store:
        for at, (active, expired) in states.items():
            assert set(store.waivers_in_force("petstore", at)) == active
            assert set(store.waivers("petstore", WaiverState.ACTIVE, at, limit=9, after=None).items) == active
            assert set(store.waivers("petstore", WaiverState.EXPIRED, at, limit=9, after=None).items) == expired
            assert active == {each for each in (forever, until) if each.state(at) is WaiverState.ACTIVE}


@pytest.mark.parametrize("after", [(), ("f1",), ("never", "f1"), (AT.isoformat(), 1)])
def test_a_cursor_of_another_list_is_refused(storage: SqlStorage, after: Any) -> None:
    with storage.reading() as store, pytest.raises(CursorInvalid):
        store.waivers("petstore", None, AT, limit=1, after=after)


def test_removing_an_api_removes_its_waivers(storage: SqlStorage) -> None:
    put(storage, waiver(), waiver(api="orders"))
    with storage.writing() as store:
        store.remove_api("petstore")
    with storage.reading() as store:
        assert store.waivers_in_force("petstore", AT) == ()
        assert store.waivers_in_force("orders", AT) == (waiver(api="orders"),)
