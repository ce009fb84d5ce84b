"""Analysis in child processes, so that no document can stall or kill the service."""

import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

from openapi_contracts.documents import analysis
from openapi_contracts.documents.analysis import Analysis
from openapi_contracts.documents.children.nursery import Nursery
from openapi_contracts.documents.children.zygote import Outcome
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Busy, Problem, TooCostly
from openapi_contracts.documents.reading import Syntax

P = ParamSpec("P")
T = TypeVar("T")

_NEARLY = 0.9  # a child's time began a moment before we heard of it; one that dies this late died of it
_GRACE_SECONDS = 5  # the kernel ends a child on time; this clock of our own is the net below
_ANSWER_FACTOR = 4  # over Limits.bytes: no real document grows so much by being written as YAML or indented


class AnalysisError(RuntimeError):
    """A failure of the service, not of the document; the message is the child's traceback, where there is one."""


class Analysts:
    """Child processes that analyse documents: at most `children` at once, each within `limits`.

    No process starts before the first job or `warm()`, and a fork leaves the copy without any, so a server
    may create this in its master process and use it from every thread of its workers. A job waits at most
    `patience` seconds for its turn; its own time is counted from then. `work` names the modules that jobs need beside
    the analysis: each is imported and its `rehearse()` called once, so that no job pays for it.
    """

    def __init__(self, limits: Limits, *, children: int = 2, patience: float = 5.0, work: Sequence[str] = ()) -> None:
        self._limits = limits
        self._work = (analysis.__name__, *work)
        self._children = children
        self._patience = patience
        self._nursery: Nursery | None = None
        self._renew()
        _all.add(self)

    @property
    def limits(self) -> Limits:
        """The bounds of a document and of a job."""
        return self._limits

    def analyse(self, content: bytes, declared: Syntax | None = None) -> Analysis:
        """Return `analysis.analyse` of the content; raises its refusals, TooCostly and Busy."""
        return self.run(analysis.analyse, content, self._limits, declared=declared)

    def prepare(self, content: bytes, declared: Syntax | None = None) -> tuple[Analysis, bytes]:
        """Return `analysis.prepare` of the content; raises its refusals, TooCostly and Busy."""
        return self.run(analysis.prepare, content, self._limits, declared=declared)

    def convert(self, content: bytes, target: Syntax) -> bytes:
        """Return `analysis.convert` of the content; raises its refusals, TooCostly and Busy."""
        return self.run(analysis.convert, content, self._limits, target)

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call an importable function in a child and return its result; the other methods use this one."""
        request = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        with self._turn(), self._child() as channel:
            outcome, value = self._exchange(channel, request)
        if outcome is Outcome.REFUSED:
            raise value
        if outcome is Outcome.OUT_OF_MEMORY:
            raise _too_costly(f"needs more than {self._limits.memory >> 20} MiB of memory")
        if outcome is Outcome.FAILED:
            raise AnalysisError(value)
        return cast(T, value)

    def warm(self) -> None:
        """Start the processes now and return when they are ready: the first document will not wait."""
        self.run(bool)

    def close(self) -> None:
        """End every process, and the jobs they are at; a later job starts them anew."""
        with self._lock:
            nursery, self._nursery = self._nursery, None
        if nursery is not None:
            nursery.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=self._patience):
            sentence = f"No analyst became free within {self._patience:g} s; try again a little later."
            raise Busy(Problem("analysis-busy", sentence))
        try:
            yield
        finally:
            self._turns.release()

    def _child(self) -> "Connection[Any, Any]":
        for _ in range(2):  # a zygote may have been killed since its last job; a new one, hardly
            nursery = self._current()
            try:
                return nursery.child()
            except (OSError, EOFError):
                self._discard(nursery)
        raise AnalysisError("The processes that analyse documents do not start; their errors are in the log.")

    def _current(self) -> Nursery:
        with self._lock:
            if self._nursery is None:
                self._nursery = Nursery.open(self._limits, self._work)
            return self._nursery

    def _discard(self, nursery: Nursery) -> None:
        with self._lock:
            if self._nursery is nursery:
                self._nursery = None
        nursery.close()

    def _exchange(self, channel: "Connection[Any, Any]", request: bytes) -> tuple[Outcome, Any]:
        seconds, started = self._limits.seconds, time.monotonic()
        try:
            channel.send_bytes(request)
            if not channel.poll(seconds + _GRACE_SECONDS):
                raise _too_slow(seconds)
            answer = channel.recv_bytes(_ANSWER_FACTOR * self._limits.bytes)
        except (EOFError, ConnectionError):  # the child is gone
            if time.monotonic() - started > _NEARLY * seconds:
                raise _too_slow(seconds) from None
            raise _too_costly("ends abruptly, as by exhausting memory or stack") from None
        except OSError:  # recv_bytes: longer than allowed
            raise _too_costly(f"grows to more than {_ANSWER_FACTOR} times the size allowed") from None
        return cast(tuple[Outcome, Any], pickle.loads(answer))  # noqa: S301 - from a process of our own

    def _renew(self) -> None:
        """Create fresh locks and forget the zygote: at the start, and in the copy that a fork makes."""
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(self._children)
        if self._nursery is not None:
            self._nursery.disown()
            self._nursery = None


def _too_slow(seconds: int) -> TooCostly:
    return _too_costly(f"took more than {seconds} s")


def _too_costly(bound: str) -> TooCostly:
    sentence = f"The analysis of the document {bound}; publish a smaller or simpler one, or split it."
    return TooCostly(Problem("analysis-limit", sentence), bound)


_all: WeakSet[Analysts] = WeakSet()


def _renew_all() -> None:
    for analysts in _all:
        analysts._renew()


os.register_at_fork(after_in_child=_renew_all)
