"""How each line of the log is written: as one JSON object, or for a person at a terminal."""

import asyncio
import io
import logging
import logging.config
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, NoReturn

import orjson

from edge.exchange import current

LONGEST_MESSAGE = 8_000  # characters
LONGEST_EXCEPTION = 32_000  # of which the last ones say most; the platform cuts a line at 61440 bytes
PIPE_BYTES = 4096  # that a pipe takes in one piece
WAIT = 0.02  # seconds that the line of a request waits for others
MEMBERS = "members"  # what the record of a request has for its line
STDOUT = 1
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a terminal would obey some of them

log = logging.getLogger("registry")

Line = Callable[[logging.LogRecord], bytes]


class LogFormat(StrEnum):
    """How lines are written."""

    JSON = "json"
    TEXT = "text"


def configure(form: str | None = None, *, instance: int | None = None) -> dict[str, Any]:
    """Have every line of this process, and of those forked from it, written in a form; give the configuration.

    Where none is chosen, a terminal gets text and everything else JSON, what others print included.
    """
    chosen = LogFormat(form) if form else (LogFormat.TEXT if sys.stdout.isatty() else LogFormat.JSON)
    fixed = {} if instance is None else {"instance": instance}
    line: Line = partial(as_json, fixed=fixed) if chosen is LogFormat.JSON else as_text
    configuration = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"lines": {"()": Lines, "line": line}},
        "root": {"level": "WARNING", "handlers": ["lines"]},
        "loggers": {
            "registry": {"level": "INFO"},
            "gunicorn.error": {"propagate": True, "handlers": []},  # its level is gunicorn's to choose
        },
    }
    logging.config.dictConfig(configuration)
    logging.captureWarnings(True)
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line says them; they cost
    if chosen is LogFormat.JSON:
        _take_what_others_print()
    return configuration


def refuse(sentence: str) -> NoReturn:
    """End this process, and say why."""
    log.critical("%s", sentence)
    sys.exit(1)


class Lines(logging.Handler):
    """Writes records in pieces that a pipe takes whole, so that the lines of several processes do not mix.

    Lines of requests come by the thousand and wait a moment for each other; any other is written at once, after them.
    """

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.waiting = b""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; one that nobody reads any more is lost, and stops nothing."""
        try:
            line = self.line(record)
        except Exception:  # whatever is wrong with a record, the work that it tells of goes on
            line = _unwritable(record)
        if len(self.waiting) + len(line) > PIPE_BYTES:
            self._write()
        if not self.waiting and MEMBERS in record.__dict__:
            asyncio.get_running_loop().call_later(WAIT, self.flush)
        self.waiting += line
        if MEMBERS not in record.__dict__:
            self._write()

    def flush(self) -> None:
        """Write what waits; logging does at the end of a process."""
        self.acquire()
        try:
            self._write()
        finally:
            self.release()

    def _write(self) -> None:
        lines, self.waiting = self.waiting, b""
        with suppress(OSError):
            while lines:
                lines = lines[os.write(STDOUT, lines) :]


def as_json(record: logging.LogRecord, *, fixed: Mapping[str, Any]) -> bytes:
    """Write a record as one JSON object, whatever it holds; `members` given as `extra` are its own."""
    members = {
        "time": _time(record.created),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage()[:LONGEST_MESSAGE],
        **fixed,
        **(record.__dict__.get(MEMBERS) or _request()),
    }
    if record.exc_info and record.exc_info[0]:
        members["exception"] = _exception(record.exc_info)
    try:
        return orjson.dumps(members, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # half a surrogate pair, which UTF-8 cannot say
        return orjson.dumps({name: _sayable(each) for name, each in members.items()}, option=orjson.OPT_APPEND_NEWLINE)


def as_text(record: logging.LogRecord) -> bytes:
    """Write a record for a person: one line, and the traceback below it where there is one."""
    message = CONTROL.sub(lambda found: repr(found[0])[1:-1], record.getMessage()[:LONGEST_MESSAGE])
    text = f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.levelname:<8} {message}\n"
    if record.exc_info and record.exc_info[0]:
        text += _exception(record.exc_info)
    return text.encode("utf-8", "backslashreplace")


def _unwritable(record: logging.LogRecord) -> bytes:
    said = {"message": "a record could not be written", "exception": ascii(traceback.format_exc())}
    members = {"time": _time(record.created), "level": "error", "logger": record.name, **said}
    return orjson.dumps(members, option=orjson.OPT_APPEND_NEWLINE)


class Printed(io.TextIOBase):
    """A stream whose lines become records: for what gunicorn and the interpreter print, and do not log."""

    def __init__(self, name: str, level: int) -> None:
        self.log = logging.getLogger(f"registry.{name}")
        self.level = level
        self.begun = ""

    def write(self, text: str) -> int:
        """Log the lines that are whole."""
        *lines, self.begun = (self.begun + text).split("\n")
        for line in lines:
            if line.strip():
                self.log.log(self.level, "%s", line)
        return len(text)

    def flush(self) -> None:
        """Log what is left of a line."""
        if self.begun:
            self.write("\n")


def _take_what_others_print() -> None:
    sys.stdout, sys.stderr = Printed("stdout", logging.INFO), Printed("stderr", logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    log.critical("uncaught exception", exc_info=(kind, error or kind(), trace))


def _request() -> Mapping[str, str]:
    """Name the request being served, if any."""
    try:
        exchange = current()
    except LookupError:
        return {}
    return {
        "request_id": exchange.request_id,
        "trace_id": exchange.trace.trace_id,
        "span_id": exchange.trace.span_id,
    }


def _exception(raised: tuple[Any, Any, Any]) -> str:
    return "".join(traceback.format_exception(*raised))[-LONGEST_EXCEPTION:]


def _sayable(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _time(seconds: float) -> str:
    """Write a time as RFC 3339 does, in UTC to the millisecond."""
    whole = int(seconds)
    return f"{_second(whole)}.{int((seconds - whole) * 1000):03d}Z"


@lru_cache(maxsize=2)  # lines come in the order of time, many in a second
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
