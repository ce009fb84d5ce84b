"""SIGTERM while requests keep coming: whoever was not told that the connection ends gets an answer.

A request counts as accepted when it is sent on a connection that the service has accepted and not yet announced to
close (RFC 9112, section 9.6). So each client here keeps to one connection until an answer on it says `close`. What is
sent on new connections meanwhile is not in question: nobody may listen any more.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import h11
import orjson

from tests.depth import IS_NIGHTLY
from tests.service import Service, start
from tests.serving.contracts import contract
from tests.serving.hostile.rows import ADMIN, JSON, get, request
from tests.serving.hostile.wire import Answer, connected
from tests.serving.processes import descendants, survivors
from tests.serving.readers import UNLIMITED

PUBLISHERS, READERS = 8, 40
ROUNDS = 3 if IS_NIGHTLY else 1
PUBLISHED = 3  # every third request of a publisher is a publish; a reader has none
ANSWERS = 4  # of each client before SIGTERM
STOP_SECONDS = 10  # what Cloud Foundry gives between SIGTERM and SIGKILL


@dataclass(slots=True)
class Load:
    """What came of many requests: how many each client had answered, what failed, and what was published."""

    answered: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    published: dict[tuple[str, str], bytes] = field(default_factory=dict)


def test_no_accepted_request_fails_and_what_was_published_stays(tmp_path: Path) -> None:
    """Each start on the same folder also shows that what the one before it answered is there."""
    loads = [_stopped_under_load(tmp_path, number) for number in range(ROUNDS)]
    assert [load.failed for load in loads] == [[]] * ROUNDS
    service = start(tmp_path, **UNLIMITED)
    try:
        with service.client() as client:
            for load in loads:
                assert len(load.published) >= PUBLISHERS
                for (api, version), content in load.published.items():
                    assert client.get(f"/v1/apis/{api}/versions/{version}/document").content == content
    finally:
        assert service.stop() == 0


def _stopped_under_load(folder: Path, number: int) -> Load:
    """Start the service, and end it while clients publish and read; it has to end well and in time."""
    service = start(folder, REGISTRY_WORKERS="2", **UNLIMITED)
    try:
        with _clients(service, number) as load:
            _wait_for_answers(load)
            everyone = descendants(service)
            stopping = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - stopping < STOP_SECONDS
        assert survivors(everyone, seconds=5) == []
    finally:
        if service.process.poll() is None:
            service.kill()
    return load


@contextmanager
def _clients(service: Service, number: int) -> Iterator[Load]:
    load = Load()
    every = {f"api-{number}-{each}": PUBLISHED for each in range(PUBLISHERS)}
    every |= {f"reader-{each}": 0 for each in range(READERS)}
    threads = [threading.Thread(target=_use, args=(service.url, name, often, load)) for name, often in every.items()]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        for thread in threads:
            thread.join()


def _wait_for_answers(load: Load) -> None:
    deadline = time.monotonic() + 60
    while len(load.answered) < PUBLISHERS + READERS or min(load.answered.values()) < ANSWERS:
        assert not load.failed, load.failed
        assert time.monotonic() < deadline, "too few requests were answered"
        time.sleep(0.01)


def _use(url: str, api: str, often: int, load: Load) -> None:
    """Publish every so often, and read, on one connection, until the service says that it closes it."""
    with connected(url, seconds=30) as wire:
        for number in count():
            content = contract(f"{api} {number}") if often and number % often == 0 else None
            wire.send(_publish(api, content) if content else get("/v1/whoami"))
            try:
                answer = wire.answer()
            except (TimeoutError, h11.RemoteProtocolError) as error:
                answer = None
                load.failed.append(f"{api} {number}: {error!r}")
            if answer is None or answer.status not in {200, 201}:
                load.failed.append(f"{api} {number}: {answer}")
                return
            _note(load, api, content, answer)
            if answer.fields.get("connection") == "close":
                return


def _publish(api: str, content: bytes) -> bytes:
    return request("POST", f"/v1/apis/{api}/versions?validity=warn", ADMIN, JSON, body=content)


def _note(load: Load, api: str, content: bytes | None, answer: Answer) -> None:
    load.answered[api] = load.answered.get(api, 0) + 1
    if content is not None:
        load.published[api, orjson.loads(answer.body)["version"]] = content
