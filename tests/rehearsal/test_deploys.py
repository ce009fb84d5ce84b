"""Several instances on one database: they share it, one follows another and no request fails, tasks prepare it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from storage import open_storage
from tests.rehearsal import platform
from tests.rehearsal.bindings import Bound, bind
from tests.rehearsal.calls import in_flight
from tests.rehearsal.conftest import Start
from tests.rehearsal.droplet import Droplet
from tests.rehearsal.launcher import Instance, left, run_task, terminate
from tests.rehearsal.router import Router, routing
from tests.service import ADMIN, JSON
from tests.serving.contracts import contract

CALLERS = 3
PAUSE = 0.02  # seconds between the requests of a caller
PATHS = ("/v1/apis", "/v1/apis/pets/versions/latest/document", "/v1/apis/pets/versions", "/v1/openapi.json", "/")


@dataclass(slots=True)
class Traffic:
    """Callers that ask one after the other until they are told to stop, and what they were answered."""

    router: Router
    ended: threading.Event = field(default_factory=threading.Event)
    statuses: list[int] = field(default_factory=list)

    def flow(self) -> None:
        """Ask, as one caller does."""
        while not self.ended.wait(PAUSE):
            self.statuses.append(self.router.get(PATHS[len(self.statuses) % len(PATHS)]).status_code)


def publish(router: Router, api: str, difference: object) -> httpx.Response:
    return router.send("POST", f"/v1/apis/{api}/versions", content=contract(difference), **ADMIN, **JSON)


def test_what_one_instance_stores_the_other_serves(start: Start, resident: Instance) -> None:
    other = start(resident.bound, index=1)
    with routing(resident) as first, routing(other) as second:
        assert publish(first, "shared", 1).status_code == 201
        read = second.send("GET", "/v1/apis/shared/versions/latest/document")
        assert read.content == contract(1)
        assert publish(second, "shared", 1).status_code == 200, "the same bytes are known to both"


def test_a_rolling_deployment_fails_no_request_and_lets_a_slow_one_finish(start: Start, bound: Bound) -> None:
    old = [start(bound, index=index) for index in range(2)]
    with routing(*old) as router, ThreadPoolExecutor(CALLERS + 1) as threads:
        assert publish(router, "pets", "before").status_code == 201
        traffic = Traffic(router)
        callers = [threads.submit(traffic.flow) for _ in range(CALLERS)]
        try:
            for index, leaving in enumerate(old):
                router.map(start(bound, index=index))
                replaced = publish(router, "pets", f"while {index} is replaced")
                assert replaced.status_code == 201, replaced.text
                slow = in_flight(threads, leaving, f"slow-{index}")
                router.unmap(leaving)
                leave(leaving)
                assert slow.result().status_code == 201
        finally:
            traffic.ended.set()
        assert publish(router, "pets", "after").status_code == 201
        for caller in callers:
            caller.result()
    assert len(traffic.statuses) > 50
    assert set(traffic.statuses) == {200}


def leave(instance: Instance) -> None:
    """Stop an instance as a deployment does, and see that it is gone in time."""
    everyone = instance.processes()
    began = time.monotonic()
    terminate(instance)
    assert instance.process.wait(platform.STOP_SECONDS) == 0
    assert left(everyone, seconds=1) == []
    assert time.monotonic() - began < platform.STOP_SECONDS


def test_migrations_run_as_a_task_again_and_twice_at_once(droplet: Droplet, empty_url: str, tmp_path: Path) -> None:
    bound = bind(empty_url, tmp_path)
    command = droplet.processes["migrate"]
    with ThreadPoolExecutor(2) as threads:
        at_once = [threads.submit(run_task, droplet, tmp_path, command, bound=bound) for _ in range(2)]
        done = [each.result() for each in at_once]
    done.append(run_task(droplet, tmp_path, command, bound=bound))
    assert [each.returncode for each in done] == [0, 0, 0], "".join(each.stderr for each in done)
    storage = open_storage(empty_url)
    assert storage.ready() is None
    storage.close()
