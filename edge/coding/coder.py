"""Codes bodies, large ones in threads, and caches the results."""

import asyncio
import hashlib
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from edge.coding.codings import Coding

MIB = 1024 * 1024
IN_LOOP_BYTES = 64 * 1024  # bytes: gzip takes 0.4 ms for this many; reaching a thread takes 0.1 ms
THREADS = 2  # each uses a whole processor
ENTRY = 512  # approximate bytes a cached body takes besides its content


@dataclass(frozen=True, slots=True)
class CodedBody:
    """A coded body, and its Repr-Digest where the response has one (RFC 9530, section 3: of the coded bytes)."""

    content: bytes
    digest: bytes | None


class CodedBodyCache:
    """The most recently used coded bodies, within a memory limit; one larger than an eighth of it is not cached."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._bodies: OrderedDict[Hashable, CodedBody] = OrderedDict()

    def get(self, key: Hashable) -> CodedBody | None:
        """Return a body and mark it as used most recently."""
        body = self._bodies.get(key)
        if body is not None:
            self._bodies.move_to_end(key)
        return body

    def put(self, key: Hashable, body: CodedBody) -> None:
        """Cache a body, dropping those unused for longest."""
        if len(body.content) > self.limit // 8 or key in self._bodies:
            return
        self._bodies[key] = body
        self.size += len(body.content) + ENTRY
        while self.size > self.limit:
            self.size -= len(self._bodies.popitem(last=False)[1].content) + ENTRY


class Coder:
    """Codes bodies for one worker; its threads start on demand, hence after the fork."""

    def __init__(self, limit: int = 16 * MIB) -> None:
        self.cache = CodedBodyCache(limit)
        self._threads = ThreadPoolExecutor(THREADS, "coding")
        self._pending: dict[Hashable, asyncio.Future[CodedBody]] = {}

    async def body(self, content: bytes, coding: Coding, *, digested: bool, key: Hashable | None) -> CodedBody:
        """Code a body. With a key, which identifies the body, concurrent and later requests share the result."""
        if key is None:
            return await self._code(content, coding, digested=digested)
        key = (key, coding.name, len(content), digested)
        if (body := self.cache.get(key)) is not None:
            return body
        if (pending := self._pending.get(key)) is None:
            pending = self._pending[key] = asyncio.ensure_future(
                self._code_and_cache(key, content, coding, digested=digested)
            )
            pending.add_done_callback(lambda _: self._pending.pop(key))
        return await asyncio.shield(pending)  # a cancelled caller does not cancel it for the others

    async def _code_and_cache(self, key: Hashable, content: bytes, coding: Coding, *, digested: bool) -> CodedBody:
        body = await self._code(content, coding, digested=digested)
        self.cache.put(key, body)
        return body

    async def _code(self, content: bytes, coding: Coding, *, digested: bool) -> CodedBody:
        if len(content) <= IN_LOOP_BYTES:
            return _code_body(content, coding, digested)
        return await asyncio.get_running_loop().run_in_executor(self._threads, _code_body, content, coding, digested)


def _code_body(content: bytes, coding: Coding, digested: bool) -> CodedBody:
    coded = coding.code(content)
    return CodedBody(coded, b"sha-256=:%b:" % b64encode(hashlib.sha256(coded).digest()) if digested else None)
