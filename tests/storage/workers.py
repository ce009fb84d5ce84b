"""What other processes do to a storage: `python -m tests.storage.workers NAME URL`."""

import gc
import os
import sys
import threading
import traceback
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from uuid import uuid4

from openapi_contracts import ContentModel
from registry.numbers import FIRST, LATEST
from storage import SqlStorage, migrate, open_storage
from tests.storage.samples import AT, api, document, version


def publish_next(storage: SqlStorage, name: str = "petstore") -> None:
    """Publish under the number after the newest, as two racing publishers do."""
    content = uuid4().bytes
    with storage.writing() as store:
        claimed = store.claim_api(api(name))
        newest = store.newest(name, LATEST)
        assert claimed.latest == (newest and newest.number)
        following = newest.number.next_minor() if newest else FIRST
        store.add_version(version(name, str(following), content), document(content))


def race(url: str, threads: int = 10) -> None:
    """Publish once in each thread, all at once, when told to."""
    storage = open_storage(url)
    _wait_for_the_start()
    start = threading.Barrier(threads)

    def take_part() -> None:
        start.wait()
        publish_next(storage)

    _all_in_threads(take_part, threads)
    storage.close()


def churn(url: str, threads: int = 3) -> None:
    """Publish and remove APIs that share their bytes, thirty times in each thread, when told to."""
    storage = open_storage(url)
    _wait_for_the_start()

    def take_part() -> None:
        name = uuid4().hex
        for turn in range(30):
            content = str(turn // 5).encode()
            with storage.writing() as store:
                store.claim_api(api(name))
                store.add_version(version(name, "1.0.0", content), document(content))
            with storage.writing() as store:
                assert store.content(name, FIRST) == content
                store.remove_api(name)

    _all_in_threads(take_part, threads)
    storage.close()


def keep(url: str, threads: int = 3) -> None:
    """Keep reports of documents that others share and remove, thirty times in each thread, when told to."""
    storage = open_storage(url)
    _wait_for_the_start()

    def take_part() -> None:
        name = uuid4().hex
        for turn in range(30):
            pair = sorted((f"{turn // 5} {place}".encode() for place in range(2)), key=_digest)
            digests = [_digest(content) for content in pair]
            with storage.writing() as store:
                store.claim_api(api(name))
                for minor, content in enumerate(pair):  # in the order in which documents are held
                    store.add_version(version(name, f"1.{minor}.0", content), document(content))
            with storage.writing() as store:
                for base, revision in (digests, reversed(digests)):
                    store.keep_comparison(base, revision, ContentModel.DECLARED, "1", b"{}", at=AT)
                store.keep_prepared(digests[0], str(turn), b"x")
                assert store.comparison(digests[0], digests[1], ContentModel.DECLARED, "1") == b"{}"
                assert store.prepared(digests[0], str(turn)) == b"x"
            with storage.writing() as store:
                store.remove_api(name)

    _all_in_threads(take_part, threads)
    storage.close()


def publish_for_ever(url: str) -> None:
    """Publish versions two by two, and name the API of each pair once it is committed."""
    storage = open_storage(url)
    for turn in count():
        name = f"api-{os.getpid()}-{turn}"
        content = os.urandom(200_000)
        with storage.writing() as store:
            store.claim_api(api(name))
            store.add_version(version(name, "1.0.0", content), document(content))
            store.add_version(version(name, "1.1.0", content[1:]), document(content[1:]))
        _say(name)


def fork(url: str) -> None:
    """Publish from a parent and from children forked while its pool held connections, one of them in use."""
    storage = open_storage(url)
    publish_next(storage)
    children = []
    with storage.reading() as store:
        for _ in range(3):
            child = os.fork()
            if not child:
                _as_child(storage)
            children.append(child)
        assert store.newest("petstore", LATEST) is not None
    publish_next(storage)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    publish_next(storage)
    storage.close()


def _as_child(storage: SqlStorage) -> None:
    try:
        gc.collect()
        publish_next(storage)
        publish_next(storage)
        storage.close()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _wait_for_the_start() -> None:
    _say("ready")
    sys.stdin.readline()


def _all_in_threads(act: Callable[[], None], number: int) -> None:
    failures: list[BaseException] = []

    def attempt() -> None:
        try:
            act()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=attempt) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise ExceptionGroup("in threads", failures)  # type: ignore[type-var]


if __name__ == "__main__":
    works = {
        "race": race,
        "churn": churn,
        "keep": keep,
        "publish_for_ever": publish_for_ever,
        "fork": fork,
        "migrate": migrate,
    }
    works[sys.argv[1]](sys.argv[2])
