"""Tokens are stored, listed by age, and removed."""

from datetime import timedelta
from typing import Any

import pytest

from registry.errors import CursorInvalid
from registry.model import Scope
from storage import SqlStorage
from tests.storage.samples import AT, token


def test_a_token_is_read_as_it_was_added(storage: SqlStorage) -> None:
    whole = token(scopes=frozenset(Scope), apis=("pets*", 'a"b'), expires_at=AT + timedelta(days=1))
    with storage.writing() as store:
        store.add_token(whole)
    with storage.reading() as store:
        assert store.token("t1") == whole
        assert store.token("t2") is None


def test_a_token_is_removed_once(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.add_token(token())
        assert store.remove_token("t1") is True
        assert store.remove_token("t1") is False
        assert store.token("t1") is None


def test_tokens_are_listed_oldest_first_page_by_page(storage: SqlStorage) -> None:
    expected = [token(f"t{place}", created_at=AT + timedelta(seconds=place // 3)) for place in range(10)]
    with storage.writing() as store:
        for one in reversed(expected):
            store.add_token(one)
        first = store.tokens(limit=4, after=None)
        second = store.tokens(limit=4, after=first.after)
        third = store.tokens(limit=4, after=second.after)
    assert [*first.items, *second.items, *third.items] == expected
    assert third.after is None


def test_a_cursor_of_another_list_is_refused(storage: SqlStorage) -> None:
    misfits: list[Any] = [(), ("t1",), ("never", "t1"), (AT.isoformat(), 1)]
    with storage.reading() as store:
        for after in misfits:
            with pytest.raises(CursorInvalid):
                store.tokens(limit=1, after=after)


def test_an_admin_is_known_as_long_as_it_is_there(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.add_token(token(name="admin", scopes=frozenset({Scope.READ, Scope.PUBLISH})))
        assert store.has_admin() is False
        store.add_token(token("t2", scopes=frozenset({Scope.ADMIN})))
        assert store.has_admin() is True
        store.remove_token("t2")
        assert store.has_admin() is False
