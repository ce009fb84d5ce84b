"""Report the current step of a comparison that takes longer than two seconds."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

PATIENCE = 2.0  # seconds


class Progress(AbstractContextManager["Progress"]):
    """A callback that takes the name of each step; it prints the current step after `patience`, then every new one."""

    def __init__(self, say: Callable[[str], None], *, patience: float = PATIENCE) -> None:
        self._say = say
        self._lock = threading.Lock()
        self._station: str | None = None
        self._is_late = False
        self._timer = threading.Timer(patience, self._late)
        self._timer.daemon = True

    def __enter__(self) -> "Progress":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_late, self._station = False, None

    def __call__(self, station: str) -> None:
        """Record that a step begins."""
        with self._lock:
            self._station = station
            if self._is_late:
                self._say(station)

    def _late(self) -> None:
        with self._lock:
            self._is_late = True
            if self._station is not None:
                self._say(self._station)
