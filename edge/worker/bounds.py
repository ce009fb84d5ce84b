"""What the requests of one worker may hold and occupy at once: bytes of bodies, and handlers busy with documents."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from edge.answers.refusals import TooManyBodies
from registry.errors import AnalysisBusy


class Room:
    """How many bytes of bodies requests hold at once: memory is bounded, whoever sends."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0

    def guest(self) -> "Guest":
        """Let one request take room."""
        return Guest(self)


class Guest:
    """One request, and the room it has taken, which it gives back when it ends."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.taken = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.room.held -= self.taken

    def take(self, size: int) -> None:
        """Take room for more bytes. Raises TooManyBodies where there is not enough."""
        if self.room.held + size > self.room.size:
            raise TooManyBodies
        self.room.held += size
        self.taken += size


class Turns:
    """How many requests about documents are with the handlers at once: the other threads stay free for the rest."""

    def __init__(self, at_once: int, patience: float) -> None:
        self.patience = patience  # seconds
        self._free = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn without holding a thread. Raises AnalysisBusy."""
        try:
            await asyncio.wait_for(self._free.acquire(), self.patience)
        except TimeoutError:
            sentence = f"No analyst became free within {self.patience:g} s; try again a little later."
            raise AnalysisBusy(sentence) from None
        try:
            yield
        finally:
            self._free.release()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one worker's requests; `document_bytes` is that of one document."""

    document_bytes: int
    room: Room
    turns: Turns
