"""The platform stops an instance: SIGTERM to its first process, and ten seconds later SIGKILL to whatever is left."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import pytest

from storage import open_storage
from tests.rehearsal import platform
from tests.rehearsal.bindings import Bound
from tests.rehearsal.calls import DOCUMENT, in_flight
from tests.rehearsal.conftest import Start
from tests.rehearsal.launcher import left, terminate
from tests.service import ROOT
from tests.storage.samples import number

KEPT = 4  # connections, for either worker to have some


def test_sigterm_lets_a_call_finish_and_leaves_nothing_running(start: Start, bound: Bound, database_url: str) -> None:
    instance = start(bound)
    with ThreadPoolExecutor(1) as threads:
        call = in_flight(threads, instance, "slow")
        everyone = instance.processes()
        began = time.monotonic()
        terminate(instance)
        code = instance.process.wait(platform.STOP_SECONDS)
        took = time.monotonic() - began
        assert call.result().status_code == 201
    assert code == 0
    assert took < platform.STOP_SECONDS
    assert len(everyone) > 3, "the server, its workers and their analysts"
    assert left(everyone, seconds=platform.STOP_SECONDS - took) == []
    assert instance.processes() == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{instance.url}/healthz")
    storage = open_storage(database_url)
    with storage.reading() as store:
        assert store.content("slow", number("1.0.0")) == DOCUMENT
    storage.close()


def test_connections_that_the_router_keeps_do_not_hold_the_end_until_it_is_forced(start: Start, bound: Bound) -> None:
    instance = start(bound)
    assert configured("keepalive") > platform.IDLE_SECONDS, "the router is to be the one that closes"
    with ExitStack() as kept:
        for _ in range(KEPT):
            client = kept.enter_context(instance.client())
            assert client.get("/v1/apis").status_code == 200
        began = time.monotonic()
        terminate(instance)
        assert instance.process.wait(platform.STOP_SECONDS) == 0
        took = time.monotonic() - began
    assert took < configured("graceful_timeout"), "by then the workers are killed"


def configured(name: str) -> int:
    """Read a number of gunicorn's configuration."""
    found = re.search(rf"^{name} = (\d+)", (ROOT / "gunicorn.conf.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return int(found[1])
