"""Formats and writes log lines: as JSON objects, or as text for a terminal."""

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
LONGEST_EXCEPTION = 32_000  # the last ones matter most; the platform cuts a line at 61440 bytes
PIPE_BYTES = 4096  # a pipe takes in one piece
WAIT = 0.02  # seconds a request line waits for others
MEMBERS = "members"  # attribute of a record that holds the members of its line
STDOUT = 1
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a terminal would execute some of them

log = logging.getLogger("registry")

Line = Callable[[logging.LogRecord], bytes]


class LogFormat(StrEnum):
    """The format of log lines."""

    JSON = "json"
    TEXT = "text"


def configure(form: str | None = None, *, instance: int | None = None) -> dict[str, Any]:
    """Configure logging of this process and its forks; return the configuration.

    Without a format a terminal gets text, everything else JSON. In JSON, what other code prints is logged as well.
    """
    chosen = LogFormat(form) if form else (LogFormat.TEXT if sys.stdout.isatty() else LogFormat.JSON)
    fixed = {} if instance is None else {"instance": instance}
    line: Line = partial(as_json, fixed=fixed) if chosen is LogFormat.JSON else as_text
    configuration = {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"lines": {"()": LineHandler, "line": line}},
        "root": {"level": "WARNING", "handlers": ["lines"]},
        "loggers": {
            "registry": {"level": "INFO"},
            "gunicorn.error": {"propagate": True, "handlers": []},  # gunicorn chooses its level
        },
    }
    logging.config.dictConfig(configuration)
    logging.captureWarnings(True)
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # unused, and they cost time
    if chosen is LogFormat.JSON:
        _redirect_prints()
    return configuration


def refuse(sentence: str) -> NoReturn:
    """Log why, and exit with status 1."""
    log.critical("%s", sentence)
    sys.exit(1)


class LineHandler(logging.Handler):
    """Writes lines in chunks a pipe takes in one piece, so that lines of several processes do not mix.

    Request lines are frequent and wait briefly to be written together; any other line is written at once, after them.
    """

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.pending = b""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a failure loses the line and nothing else."""
        try:
            line = self.line(record)
        except Exception:  # a broken record must not stop the work it reports
            line = _unformattable(record)
        if len(self.pending) + len(line) > PIPE_BYTES:
            self._write()
        if not self.pending and MEMBERS in record.__dict__:
            asyncio.get_running_loop().call_later(WAIT, self.flush)
        self.pending += line
        if MEMBERS not in record.__dict__:
            self._write()

    def flush(self) -> None:
        """Write the waiting lines; logging calls this when the process ends."""
        self.acquire()
        try:
            self._write()
        finally:
            self.release()

    def _write(self) -> None:
        lines, self.pending = self.pending, b""
        with suppress(OSError):
            while lines:
                lines = lines[os.write(STDOUT, lines) :]


def as_json(record: logging.LogRecord, *, fixed: Mapping[str, Any]) -> bytes:
    """Format a record as one JSON object; `members` given as `extra` become its members."""
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
    except TypeError:  # half of a surrogate pair has no UTF-8
        return orjson.dumps(
            {name: _encodable(each) for name, each in members.items()}, option=orjson.OPT_APPEND_NEWLINE
        )


def as_text(record: logging.LogRecord) -> bytes:
    """Format a record for a person: one line, then the traceback if there is one."""
    message = CONTROL.sub(lambda found: repr(found[0])[1:-1], record.getMessage()[:LONGEST_MESSAGE])
    text = f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.levelname:<8} {message}\n"
    if record.exc_info and record.exc_info[0]:
        text += _exception(record.exc_info)
    return text.encode("utf-8", "backslashreplace")


def _unformattable(record: logging.LogRecord) -> bytes:
    fault = {"message": "a log record could not be formatted", "exception": ascii(traceback.format_exc())}
    members = {"time": _time(record.created), "level": "error", "logger": record.name, **fault}
    return orjson.dumps(members, option=orjson.OPT_APPEND_NEWLINE)


class PrintedLines(io.TextIOBase):
    """A stream that logs each line written to it, for what gunicorn and the interpreter print."""

    def __init__(self, name: str, level: int) -> None:
        self.log = logging.getLogger(f"registry.{name}")
        self.level = level
        self.partial = ""

    def write(self, text: str) -> int:
        """Log complete lines."""
        *lines, self.partial = (self.partial + text).split("\n")
        for line in lines:
            if line.strip():
                self.log.log(self.level, "%s", line)
        return len(text)

    def flush(self) -> None:
        """Log the rest of a line."""
        if self.partial:
            self.write("\n")


def _redirect_prints() -> None:
    sys.stdout, sys.stderr = PrintedLines("stdout", logging.INFO), PrintedLines("stderr", logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    log.critical("uncaught exception", exc_info=(kind, error or kind(), trace))


def _request() -> Mapping[str, str]:
    """Return the ids of the current request, if there is one."""
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


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _time(seconds: float) -> str:
    """Format a time as RFC 3339, in UTC to the millisecond."""
    whole = int(seconds)
    return f"{_second(whole)}.{int((seconds - whole) * 1000):03d}Z"


@lru_cache(maxsize=2)  # lines are in time order, many a second
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
