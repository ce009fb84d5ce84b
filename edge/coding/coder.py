"""Codes bodies, large ones beside the event loop, and keeps what will be asked for again."""

import asyncio
import hashlib
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from edge.coding.codings import Coding

MIB = 1024 * 1024
INLINE = 64 * 1024  # bytes: gzip takes 0.4 ms for as many, a thread 0.1 ms to get to
THREADS = 2  # each takes a whole processor
ENTRY = 512  # bytes that a kept body takes beside itself, about


@dataclass(frozen=True, slots=True)
class Body:
    """A coded body, and its Repr-Digest where that is wanted (RFC 9530, section 3: of the coded bytes)."""

    content: bytes
    digest: bytes | None


class Kept:
    """The coded bodies used last, in as much memory as they may take; one that would fill an eighth is not kept."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = 0
        self._bodies: OrderedDict[Hashable, Body] = OrderedDict()

    def get(self, key: Hashable) -> Body | None:
        """Find a body, which makes it the one used last."""
        body = self._bodies.get(key)
        if body is not None:
            self._bodies.move_to_end(key)
        return body

    def put(self, key: Hashable, body: Body) -> None:
        """Keep a body, in place of those not used for longest."""
        if len(body.content) > self.room // 8 or key in self._bodies:
            return
        self._bodies[key] = body
        self.taken += len(body.content) + ENTRY
        while self.taken > self.room:
            self.taken -= len(self._bodies.popitem(last=False)[1].content) + ENTRY


class Coder:
    """Codes bodies for one worker; the threads start when they are needed, which is after the fork."""

    def __init__(self, room: int = 16 * MIB) -> None:
        self.kept = Kept(room)
        self._threads = ThreadPoolExecutor(THREADS, "coding")
        self._coming: dict[Hashable, asyncio.Future[Body]] = {}

    async def body(self, content: bytes, coding: Coding, *, digested: bool, key: Hashable | None) -> Body:
        """Code a body; with a key, which says what it is, that is done once for all who ask."""
        if key is None:
            return await self._code(content, coding, digested=digested)
        key = (key, coding.name, len(content), digested)
        if (body := self.kept.get(key)) is not None:
            return body
        if (coming := self._coming.get(key)) is None:
            coming = self._coming[key] = asyncio.ensure_future(self._kept(key, content, coding, digested=digested))
            coming.add_done_callback(lambda _: self._coming.pop(key))
        return await asyncio.shield(coming)  # one who goes away takes it from nobody else

    async def _kept(self, key: Hashable, content: bytes, coding: Coding, *, digested: bool) -> Body:
        body = await self._code(content, coding, digested=digested)
        self.kept.put(key, body)
        return body

    async def _code(self, content: bytes, coding: Coding, *, digested: bool) -> Body:
        if len(content) <= INLINE:
            return _coded(content, coding, digested)
        return await asyncio.get_running_loop().run_in_executor(self._threads, _coded, content, coding, digested)


def _coded(content: bytes, coding: Coding, digested: bool) -> Body:
    coded = coding.code(content)
    return Body(coded, b"sha-256=:%b:" % b64encode(hashlib.sha256(coded).digest()) if digested else None)
