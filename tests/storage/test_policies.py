"""Policies are stored for the registry and for each API, and held while one is changed."""

import time
from threading import Thread

import pytest
from sqlalchemy import func, select

from openapi_contracts import ContentModel
from openapi_contracts.vocabulary import Severity
from registry.model import Mode, OwnPolicy, Reach, Removals
from storage import SqlStorage, tables
from tests.storage.samples import api

WHOLE = OwnPolicy(
    Mode.WARN,
    ContentModel.STRICT,
    Reach.LATEST,
    {"b": Severity.OFF, "a": Severity.INFO},
    Severity.WARNING,
    Removals.ALLOWED,
)


@pytest.mark.parametrize("own", [WHOLE, OwnPolicy(mode=Mode.OFF), OwnPolicy(severities={"a": Severity.BREAKING})])
@pytest.mark.parametrize("name", ["petstore", None])
def test_a_policy_is_read_as_it_was_said(storage: SqlStorage, name: str | None, own: OwnPolicy) -> None:
    with storage.writing() as store:
        assert store.policy(name) == OwnPolicy()
        store.replace_policy(name, WHOLE)
        store.replace_policy(name, own)
    with storage.reading() as store:
        assert store.policy(name) == own
        assert store.policy("orders") == OwnPolicy()


def test_an_api_that_says_nothing_any_more_has_no_row(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.replace_policy("petstore", WHOLE)
        store.replace_policy("petstore", OwnPolicy())
        assert store.policy("petstore") == OwnPolicy()
        assert store._connection.scalar(select(func.count()).select_from(tables.policies)) == 0


def test_removing_an_api_removes_its_policy_and_no_other(storage: SqlStorage) -> None:
    with storage.writing() as store:
        store.claim_api(api("petstore"))
        for name in ("petstore", "orders", None):
            store.replace_policy(name, WHOLE)
        store.remove_api("petstore")
    with storage.reading() as store:
        assert store.policy("petstore") == OwnPolicy()
        assert store.policy("orders") == store.policy(None) == WHOLE


@pytest.mark.parametrize("before", [OwnPolicy(), OwnPolicy(mode=Mode.OFF)], ids=["first", "later"])
def test_who_waits_for_the_policy_of_the_registry_sees_what_was_said_meanwhile(
    storage: SqlStorage, before: OwnPolicy
) -> None:
    if before != OwnPolicy():
        with storage.writing() as store:
            store.replace_policy(None, before)
    seen = []

    def wait_and_see() -> None:
        with storage.writing() as store:
            store.lock_policy()
            seen.append(store.policy(None))

    waiting = Thread(target=wait_and_see)
    with storage.writing() as store:
        store.lock_policy()
        assert store.policy(None) == before
        waiting.start()
        time.sleep(0.2)
        assert seen == []
        store.replace_policy(None, WHOLE)
    waiting.join()
    assert seen == [WHOLE]
