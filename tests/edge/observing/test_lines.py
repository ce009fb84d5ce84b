"""How lines are written: each is one JSON object or one line for a person, whatever is said, raised or printed."""

import json
import logging
import subprocess
import sys
from contextvars import Context, copy_context
from functools import partial
from typing import Any

import pytest

from edge import exchange
from edge.observing import lines
from tests.edge.observing.exchanges import TRACE, answered
from tests.service import ROOT

HOSTILE = ["\ud800", 'a"b\\c', "\x1b[31mred\x1b[0m", "two\nlines\r\n", "\x00", "\x85\u2028", "\U0001f600" * 9]


def record(message: object, *args: object, **known: Any) -> logging.LogRecord:
    return logging.LogRecord("registry.test", logging.INFO, "", 0, message, args, known.get("exc_info"))


def read(line: bytes) -> dict[str, Any]:
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return json.loads(line)


def raised(error: Exception) -> Any:
    try:
        raise error
    except type(error):
        return sys.exc_info()


def run(program: str) -> list[dict[str, Any]]:
    """What a process says, each line of its output and its errors read as JSON."""
    command = [sys.executable, "-c", f"from edge.observing import lines\nlines.configure()\n{program}"]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_a_line_says_when_how_grave_who_and_what() -> None:
    said = record("%d of %s", 3, "four")
    said.created = 1_790_000_000.0456
    assert read(Context().run(lines.as_json, said, fixed={"instance": 2})) == {
        "time": "2026-09-21T14:13:20.045Z",
        "level": "info",
        "logger": "registry.test",
        "message": "3 of four",
        "instance": 2,
    }


@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_is_said_a_line_is_one_line(said: str) -> None:
    read(lines.as_json(record("%s", said), fixed={}))
    text = lines.as_text(record("%s", said))
    assert text.count(b"\n") == 1
    assert b"\x1b" not in text


def test_a_line_said_while_a_request_is_served_names_it() -> None:
    def serve() -> bytes:
        exchange.enter(answered(request_id="this-one"))
        return lines.as_json(record("inside"), fixed={})

    line = read(copy_context().run(serve))
    assert (line["request_id"], line["trace_id"], line["span_id"]) == ("this-one", TRACE.trace_id, TRACE.span_id)
    assert "request_id" not in read(Context().run(lines.as_json, record("outside"), fixed={}))


def test_an_exception_is_in_its_line_and_its_end_is_kept() -> None:
    known = {"exc_info": raised(ValueError("\ud800" + "x" * 100_000 + " the end"))}
    line = read(lines.as_json(record("failed", **known), fixed={}))
    assert line["exception"].endswith("the end\n")
    assert len(line["exception"]) <= lines.LONGEST_EXCEPTION
    assert (
        "Traceback" in read(lines.as_json(record("failed", exc_info=raised(KeyError("short"))), fixed={}))["exception"]
    )


def test_a_record_that_cannot_be_written_is_told_of(capfd: pytest.CaptureFixture[str]) -> None:
    for form in (partial(lines.as_json, fixed={}), lines.as_text):
        lines.LineHandler(form).handle(record("%d", "not a number"))
        line = json.loads(capfd.readouterr().out)
        assert (line["level"], line["logger"]) == ("error", "registry.test")
        assert "not a number" in line["exception"] or "TypeError" in line["exception"]


def test_what_is_printed_warned_of_or_uncaught_is_json_too() -> None:
    said = run(
        "import sys, threading, warnings\n"
        "print('printed\\n\\nby others')\n"
        "print('half', end='', file=sys.stderr)\n"
        "sys.stderr.flush()\n"
        "warnings.warn('warned')\n"
        "threading.Thread(target=lambda: 1 / 0).start()\n"
        "raise RuntimeError('the end')"
    )
    words = {(line["level"], line["message"].strip().splitlines()[0]) for line in said}
    assert {("info", "printed"), ("info", "by others"), ("warning", "half")} <= words
    assert any(line["logger"] == "py.warnings" and "warned" in line["message"] for line in said)
    ended = [line["exception"].splitlines()[-1] for line in said if "exception" in line]
    assert sorted(ended) == ["RuntimeError: the end", "ZeroDivisionError: division by zero"]


def test_a_refusal_to_start_is_one_line() -> None:
    (line,) = run("lines.refuse('It cannot start: PORT=\\'x\\'')")
    assert (line["level"], line["message"]) == ("critical", "It cannot start: PORT='x'")


def test_a_process_that_ends_with_a_sentence_says_it_in_json() -> None:
    (line,) = run("import sys; sys.exit('the end')")
    assert line["message"] == "the end"


def test_lines_for_a_person_can_be_asked_for() -> None:
    program = "from edge.observing import lines\nlines.configure('text')\nlines.log.info('for you')\nprint('and me')"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    first, second = said.stdout.splitlines()
    assert first.endswith("INFO     for you")
    assert second == "and me"
