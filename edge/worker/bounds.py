"""What one worker's requests may use at once: memory for bodies, and threads for documents."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from edge.answers.refusals import TooManyBodies
from registry.errors import AnalysisBusy


class BodyMemory:
    """Limits the bytes of request bodies held at once, so that memory is bounded whatever clients send."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0

    def allowance(self) -> "BodyAllowance":
        """Return the allowance of one request."""
        return BodyAllowance(self)


class BodyAllowance:
    """The memory one request has taken; given back when the request ends."""

    def __init__(self, body_memory: BodyMemory) -> None:
        self.body_memory = body_memory
        self.taken = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.body_memory.held -= self.taken

    def take(self, size: int) -> None:
        """Take memory for more bytes. Raises TooManyBodies where too little is left."""
        if self.body_memory.held + size > self.body_memory.size:
            raise TooManyBodies
        self.body_memory.held += size
        self.taken += size


class DocumentSlots:
    """Limits how many requests about documents run at once, so that the other threads stay free for the rest."""

    def __init__(self, at_once: int, patience: float) -> None:
        self.patience = patience  # seconds
        self._free = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a slot without occupying a thread. Raises AnalysisBusy."""
        try:
            await asyncio.wait_for(self._free.acquire(), self.patience)
        except TimeoutError:
            sentence = (
                f"Too many documents are being analysed: none finished within {self.patience:g} s. Try again later."
            )
            raise AnalysisBusy(sentence) from None
        try:
            yield
        finally:
            self._free.release()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one worker; `document_bytes` is the limit of one document."""

    document_bytes: int
    body_memory: BodyMemory
    document_slots: DocumentSlots
