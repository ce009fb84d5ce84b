"""Coded bodies: made once for all who ask, beside the event loop where they are large, and kept in bounds."""

import asyncio
import threading

import pytest

from edge.coding.coder import IN_LOOP_BYTES, CodedBody, CodedBodyCache, Coder
from edge.coding.codings import GZIP, Coding
from edge.coding.middleware import CodingMiddleware
from tests.edge.coding.answers import LONG, Answering, asked


def body_of(coder: Coder, coding: Coding, content: bytes = LONG, key: str | None = "key") -> CodedBody:
    return asyncio.run(coder.body(content, coding, digested=False, key=key))


def counting() -> tuple[list[bytes], Coding]:
    """A coding that notes what it codes."""
    coded: list[bytes] = []

    def code(body: bytes) -> bytes:
        coded.append(body)
        return body[:100]

    return coded, Coding(b"counting", code)


def test_what_is_asked_for_again_is_coded_once() -> None:
    coded, coding = counting()
    coder = Coder()
    assert body_of(coder, coding) == body_of(coder, coding)
    assert len(coded) == 1
    body_of(coder, coding, LONG + b" ")
    body_of(coder, coding, key="another")
    assert len(coded) == 3


def test_what_has_no_name_is_coded_each_time() -> None:
    coded, coding = counting()
    coder = Coder()
    body_of(coder, coding, key=None)
    body_of(coder, coding, key=None)
    assert len(coded) == 2


KEPT = {
    "a representation": (Answering(), "GET", True),
    "one whose tag is weak": (Answering(headers={"etag": 'W/"abc"'}), "GET", False),
    "one without a tag": (Answering(headers={"etag": ""}), "GET", False),
    "one not to be stored": (Answering(headers={"cache-control": "no-store"}), "GET", False),
    "an answer to a change": (Answering(), "PUT", False),
    "a new resource": (Answering(status=201), "GET", False),
}


@pytest.mark.parametrize("case", KEPT)
def test_only_what_its_tag_names_is_kept(case: str) -> None:
    app, method, kept = KEPT[case]
    station = CodingMiddleware(app)
    asyncio.run(asked(station, method, accept_encoding="gzip"))
    assert (station.coder.cache.size > 0) is kept


def test_codings_digests_and_media_types_are_kept_apart() -> None:
    coder = Coder()
    for digest in ("", "sha-256=:x:"):
        for media_type, body in (("application/json", LONG), ("application/yaml", LONG.upper())):
            for coding in ("gzip", "zstd"):
                station = CodingMiddleware(
                    Answering((body,), headers={"content-type": media_type, "repr-digest": digest})
                )
                station.coder = coder
                got = asyncio.run(asked(station, accept_encoding=coding))
                assert (got.headers["content-type"], got.headers["content-encoding"]) == (media_type, coding)
                assert ("repr-digest" in got.headers) is bool(digest)
                assert got.decoded == body


def test_what_is_kept_never_takes_more_than_its_room() -> None:
    kept = CodedBodyCache(10_000)
    for number in range(100):
        kept.put(number, CodedBody(b"x" * (number * 7 % 1300), None))
        assert kept.size <= 10_000
    assert kept.get(99) is not None
    assert kept.get(0) is None


def test_what_was_used_last_is_kept_longest() -> None:
    kept = CodedBodyCache(4800)
    for name in "abcd":
        kept.put(name, CodedBody(b"x" * 600, None))
    kept.get("a")
    kept.put("e", CodedBody(b"x" * 600, None))
    assert [name for name in "abcde" if kept.get(name)] == ["a", "c", "d", "e"]


def test_what_is_kept_already_takes_no_more_room() -> None:
    kept = CodedBodyCache(10_000)
    kept.put("a", CodedBody(b"x" * 600, None))
    taken = kept.size
    kept.put("a", CodedBody(b"x" * 600, None))
    assert kept.size == taken


def test_a_body_that_would_fill_an_eighth_of_the_room_is_not_kept() -> None:
    kept = CodedBodyCache(8000)
    kept.put("large", CodedBody(b"x" * 1001, None))
    assert (kept.get("large"), kept.size) == (None, 0)


class Held:
    """A coding that stands still until it is let go."""

    def __init__(self) -> None:
        self.began, self.go = threading.Event(), threading.Event()
        self.coded = 0

    def code(self, body: bytes) -> bytes:
        self.coded += 1
        self.began.set()
        assert self.go.wait(20)
        return b"coded"


def test_a_large_body_holds_nobody_up_and_is_coded_once_for_all_who_wait() -> None:
    held, coder, large = Held(), Coder(), b"x" * (IN_LOOP_BYTES + 1)
    coding = Coding(b"held", held.code)

    async def ask_of_many() -> list[CodedBody]:
        waiting = [asyncio.create_task(coder.body(large, coding, digested=False, key="large")) for _ in range(5)]
        await asyncio.to_thread(held.began.wait, 20)
        small = await coder.body(LONG, GZIP, digested=False, key="small")
        waiting[0].cancel()  # who asked first goes away
        held.go.set()
        return [small, *await asyncio.gather(*waiting[1:])]

    small, *others = asyncio.run(ask_of_many())
    assert small.content.startswith(b"\x1f\x8b")
    assert [each.content for each in others] == [b"coded"] * 4
    assert held.coded == 1


def test_a_coding_that_fails_is_tried_again() -> None:
    coder, tried = Coder(), []

    def fail_once(body: bytes) -> bytes:
        tried.append(body)
        if len(tried) == 1:
            raise MemoryError
        return b"coded"

    async def ask_twice() -> CodedBody:
        coding = Coding(b"failing", fail_once)
        with pytest.raises(MemoryError):
            await coder.body(LONG, coding, digested=False, key="key")
        return await coder.body(LONG, coding, digested=False, key="key")

    assert asyncio.run(ask_twice()).content == b"coded"
