"""Analyses documents in child processes, so that no document can block or kill the service."""

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

_NEARLY = 0.9  # share of the time limit after which the death of a child counts as a timeout
_GRACE_SECONDS = 5  # beyond the limit that the kernel enforces, as a second safeguard
_ANSWER_FACTOR = (
    4  # times Limits.bytes that an answer may have; real documents grow less when written as YAML or indented
)


class AnalysisError(RuntimeError):
    """A failure of the service, not of the document. The message is the child's traceback, if there is one."""


class Analysts:
    """Child processes that analyse documents: at most `children` at once, each within `limits`.

    Processes start with the first job or `warm()`. A forked process starts its own, so a server may create this object
    in its master process and use it from every thread of its workers. A job waits at most `patience` seconds for a free
    child; its time limit starts after that wait. `work` names further modules whose functions run as jobs: the zygote
    imports each and calls its `warm_up()` once, so that jobs need not.
    """

    def __init__(self, limits: Limits, *, children: int = 2, patience: float = 5.0, work: Sequence[str] = ()) -> None:
        self._limits = limits
        self._work = (analysis.__name__, *work)
        self._children = children
        self._patience = patience
        self._nursery: Nursery | None = None
        self._reset()
        _all.add(self)

    @property
    def limits(self) -> Limits:
        """The limits of a document and of a job."""
        return self._limits

    def analyse(self, content: bytes, declared: Syntax | None = None) -> Analysis:
        """Run `analysis.analyse` in a child. Raises what it raises, TooCostly and Busy."""
        return self.run(analysis.analyse, content, self._limits, declared=declared)

    def prepare(self, content: bytes, declared: Syntax | None = None) -> tuple[Analysis, bytes]:
        """Run `analysis.prepare` in a child. Raises what it raises, TooCostly and Busy."""
        return self.run(analysis.prepare, content, self._limits, declared=declared)

    def convert(self, content: bytes, target: Syntax) -> bytes:
        """Run `analysis.convert` in a child. Raises what it raises, TooCostly and Busy."""
        return self.run(analysis.convert, content, self._limits, target)

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call an importable function in a child and return its result.

        Raises the Refusal that it raises, TooCostly at a limit, Busy if no child is free in time, and AnalysisError for
        any other failure.
        """
        request = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        with self._slot(), self._child() as channel:
            outcome, value = self._exchange(channel, request)
        if outcome is Outcome.REFUSED:
            raise value
        if outcome is Outcome.OUT_OF_MEMORY:
            raise _too_costly(f"needs more than {self._limits.memory >> 20} MiB of memory")
        if outcome is Outcome.FAILED:
            raise AnalysisError(value)
        return cast(T, value)

    def warm(self) -> None:
        """Start the processes and wait until they are ready, so that the first document does not wait."""
        self.run(bool)

    def close(self) -> None:
        """End all processes and their jobs. A later job starts new processes."""
        with self._lock:
            nursery, self._nursery = self._nursery, None
        if nursery is not None:
            nursery.close()

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=self._patience):
            sentence = f"No process to analyse the document became free within {self._patience:g} s; try again later."
            raise Busy(Problem("analysis-busy", sentence))
        try:
            yield
        finally:
            self._slots.release()

    def _child(self) -> "Connection[Any, Any]":
        for _ in range(2):  # the zygote may have been killed since its last job; try a new one once
            nursery = self._current()
            try:
                return nursery.child()
            except (OSError, EOFError):
                self._discard(nursery)
        raise AnalysisError("The processes that analyse documents do not start; the log has their errors.")

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
        except (EOFError, ConnectionError):  # the child has ended
            if time.monotonic() - started > _NEARLY * seconds:
                raise _too_slow(seconds) from None
            raise _too_costly("ends abruptly, perhaps out of memory or stack") from None
        except OSError:  # recv_bytes: the answer is longer than allowed
            raise _too_costly(
                f"has a result of more than {_ANSWER_FACTOR} times the size allowed for a document"
            ) from None
        return cast(tuple[Outcome, Any], pickle.loads(answer))  # noqa: S301 - from our own child process

    def _reset(self) -> None:
        """Create new locks and drop the zygote, at the start and in a forked process."""
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(self._children)
        if self._nursery is not None:
            self._nursery.disown()
            self._nursery = None


def _too_slow(seconds: int) -> TooCostly:
    return _too_costly(f"took more than {seconds} s")


def _too_costly(bound: str) -> TooCostly:
    sentence = f"The analysis of the document {bound}; publish a smaller or simpler one, or split it."
    return TooCostly(Problem("analysis-limit", sentence), bound)


_all: WeakSet[Analysts] = WeakSet()


def _reset_all() -> None:
    for analysts in _all:
        analysts._reset()


os.register_at_fork(after_in_child=_reset_all)
