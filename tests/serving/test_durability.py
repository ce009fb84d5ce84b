"""kill -9 in the middle of publishes: what was answered 201 stays, and nothing is half there, on both engines."""

import hashlib
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, func, select, text

from storage.tables import apis, documents, versions
from tests.service import JSON, Service, running, start
from tests.serving.contracts import contract
from tests.serving.processes import descendants, survivors, workers
from tests.serving.publishers import patiently

PUBLISHERS = 4
STREAM_SECONDS = 2  # of publishing before and after a worker is killed


@dataclass(slots=True)
class Stream:
    """What publishers have sent, and what was answered 201: the contents by API and number."""

    sent: dict[str, set[bytes]] = field(default_factory=dict)
    answered: dict[tuple[str, str], bytes] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)


def test_what_was_answered_201_outlives_the_kill_of_a_worker_and_of_all(shared_url: str, tmp_path: Path) -> None:
    service = start(tmp_path, database_url=shared_url, REGISTRY_WORKERS="2")
    try:
        with _publishing(service) as stream:
            _kill_a_worker(service, stream)
            before = len(stream.answered)
            _wait_for(stream, before + PUBLISHERS)
            everyone = descendants(service)
            service.kill()
    finally:
        if service.process.poll() is None:
            service.kill()
    assert not survivors(everyone, seconds=10)
    with running(tmp_path, database_url=shared_url) as again, again.client() as client:
        _check_answered(client, stream)
        _check_listed(client, stream)
        _check_goes_on(client, stream)
    _check_integrity(shared_url)


def _kill_a_worker(service: Service, stream: Stream) -> None:
    _wait_for(stream, PUBLISHERS)
    time.sleep(STREAM_SECONDS)
    worker = workers(service)[0]
    its_own = worker.children(recursive=True)
    worker.send_signal(signal.SIGKILL)
    time.sleep(STREAM_SECONDS)
    assert survivors(its_own, seconds=10) == [], "what analysed for the worker has outlived it"


def _wait_for(stream: Stream, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(stream.answered) < count and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(stream.answered) >= count, "too few publishes were answered"


@contextmanager
def _publishing(service: Service) -> Iterator[Stream]:
    """Publish to an API from each of several threads, one different document after the other, until the block ends."""
    stream = Stream()
    threads = [threading.Thread(target=_publish, args=(service, f"api-{n}", stream)) for n in range(PUBLISHERS)]
    for thread in threads:
        thread.start()
    try:
        yield stream
    finally:
        stream.ended.set()
        for thread in threads:
            thread.join()


def _publish(service: Service, api: str, stream: Stream) -> None:
    sent = stream.sent.setdefault(api, set())
    with service.client() as client:
        while not stream.ended.is_set():
            content = contract(f"{api} {len(sent)}" * 100)
            sent.add(content)
            try:
                answer = client.post(f"/v1/apis/{api}/versions", content=content, headers=JSON)
            except httpx.TransportError:
                time.sleep(0.05)  # the worker is gone; another may serve
                continue
            if answer.status_code == 201:
                stream.answered[api, answer.json()["version"]] = content


def _check_answered(client: httpx.Client, stream: Stream) -> None:
    for (api, number), content in stream.answered.items():
        assert client.get(f"/v1/apis/{api}/versions/{number}/document").content == content


def _check_listed(client: httpx.Client, stream: Stream) -> None:
    """Every version listed is whole, whether or not its publisher was answered."""
    for api, sent in stream.sent.items():
        found = _versions(client, api)
        assert client.get(f"/v1/apis/{api}").json()["latest_version"] == found[0]["version"]
        assert [version["version"] for version in reversed(found)] == [f"1.0.{n}" for n in range(len(found))]
        for version in found:
            content = client.get(version["links"]["document"]).content
            assert hashlib.sha256(content).hexdigest() == version["sha256"]
            assert len(content) == version["size"]
            assert content in sent


def _versions(client: httpx.Client, api: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    more = {"limit": "100"}
    while "cursor" in more or not found:
        page = client.get(f"/v1/apis/{api}/versions", params=more).raise_for_status().json()
        found += page["items"]
        more = {"limit": "100", "cursor": page["next"]} if page["next"] else {}
    return found


def _check_goes_on(client: httpx.Client, stream: Stream) -> None:
    for api in stream.sent:
        last = len(_versions(client, api))
        answer = patiently(
            partial(client.post, f"/v1/apis/{api}/versions", content=contract(f"{api} after"), headers=JSON)
        )
        assert (answer.status_code, answer.json()["version"]) == (201, f"1.0.{last}")


def _check_integrity(url: str) -> None:
    """The database is whole by its own account, and no row stands for half a version."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        orphans = (
            select(func.count()).select_from(documents).where(documents.c.sha256.not_in(select(versions.c.sha256)))
        )
        empty = select(func.count()).select_from(apis).where(apis.c.name.not_in(select(versions.c.api)))
        assert connection.scalar(orphans) == connection.scalar(empty) == 0
    engine.dispose()
