"""Bodies: bounded while they stream, all of them together, and never taken for whole when they break off."""

import asyncio

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from edge.answers.refusals import BodyIncomplete, BodyTooLarge, TooManyBodies
from edge.stations.validation import bodies
from edge.worker.bounds import BodyMemory


def sending(*messages: Message) -> Receive:
    """Stand for a client that sends these messages."""
    waiting = list(messages)

    async def receive() -> Message:
        return waiting.pop(0)

    return receive


def chunk(size: int, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": b"x" * size, "more_body": more}


def read(body_memory: BodyMemory, *messages: Message, limit: int = 100) -> bytes:
    async def reading() -> bytes:
        with body_memory.allowance() as allowance:
            return await bodies.read(Headers({}), sending(*messages), limit, allowance)

    return asyncio.run(reading())


def test_a_body_is_read_in_as_many_chunks_as_it_comes() -> None:
    assert read(BodyMemory(100), chunk(40, more=True), chunk(0, more=True), chunk(60)) == b"x" * 100


def test_a_body_is_refused_with_the_chunk_that_exceeds_the_limit() -> None:
    with pytest.raises(BodyTooLarge):
        read(BodyMemory(1000), chunk(60, more=True), chunk(41, more=True))


def test_a_body_that_breaks_off_is_not_taken_for_whole() -> None:
    with pytest.raises(BodyIncomplete):
        read(BodyMemory(100), chunk(40, more=True), {"type": "http.disconnect"})


def test_bodies_share_one_room_and_leave_it_when_they_end() -> None:
    body_memory = BodyMemory(150)
    with body_memory.allowance() as other:
        other.take(100)
        with pytest.raises(TooManyBodies):
            read(body_memory, chunk(51))
        assert body_memory.held == 100
        assert read(body_memory, chunk(50)) == b"x" * 50
    assert body_memory.held == 0
