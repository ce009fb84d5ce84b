"""Clients that occupy a service without asking it for much: half-sent fields, and bodies that come byte by byte."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.service import Service

HALF = b"GET /v1/apis HTTP/1.1\r\nHost: registry.example\r\nX-Half: of a fie"
DOCUMENT = b"openapi: 3.0.3\ninfo: {title: Slow, version: 1.0.0}\npaths: {}\n"
HEAD = (
    "POST /v1/validations HTTP/1.1\r\nHost: registry.example\r\nContent-Type: application/yaml\r\n"
    f"Content-Length: {len(DOCUMENT)}\r\nConnection: close\r\n\r\n"
).encode()
BYTE_SECONDS = 0.13  # between two bytes: a body takes 8 s


@dataclass(slots=True)
class Crowd:
    """What came of the slow clients: how many half-sent requests stay open, and how trickled bodies were answered."""

    half_open: int = 0
    trickling: int = 0
    answers: list[bytes] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)
    trickled: threading.Event = field(default_factory=threading.Event)


@contextmanager
def crowding(service: Service, *, half_open: int, trickling: int) -> Iterator[Crowd]:
    """Occupy a service from a thread of its own until the block ends, which waits for the trickled bodies."""
    crowd = Crowd(half_open, trickling)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(_crowd(service, crowd),))
    thread.start()
    try:
        assert crowd.ready.wait(30), "the slow clients could not all connect"
        yield crowd
    finally:
        thread.join()
        loop.close()


async def _crowd(service: Service, crowd: Crowd) -> None:
    address = urlsplit(service.url)
    connect = [
        asyncio.open_connection(address.hostname, address.port) for _ in range(crowd.half_open + crowd.trickling)
    ]
    connected = await asyncio.gather(*connect)
    try:
        for _, writer in connected[: crowd.half_open]:
            writer.write(HALF)
        crowd.ready.set()
        slow = (_trickle(*each) for each in connected[crowd.half_open :])
        crowd.answers = await asyncio.gather(*slow)
        crowd.half_open = sum(not reader.at_eof() for reader, _ in connected[: crowd.half_open])
    finally:
        crowd.trickled.set()
        for _, writer in connected:
            writer.close()


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """Send a document byte by byte, and give the status line it is answered with."""
    writer.write(HEAD)
    for byte in DOCUMENT:
        writer.write(bytes([byte]))
        await asyncio.sleep(BYTE_SECONDS)
    return await reader.readline()
