"""The line of a request: what it says, what it never says, and how long it may get."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from edge.observing import lines, requests
from registry.access import ANONYMOUS, Caller
from tests.edge.observing.exchanges import TRACE, answered

PIPE_BUF = 4096  # what Linux writes to a pipe in one piece


@pytest.fixture
def said() -> Iterator[list[bytes]]:
    """The lines of the requests that are recorded, as the service writes them."""
    written: list[bytes] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(lines.as_json(record, fixed={"instance": 0}))

    kept = Kept()
    requests.log.addHandler(kept)
    requests.log.setLevel(logging.INFO)
    yield written
    requests.log.setLevel(logging.NOTSET)
    requests.log.removeHandler(kept)


def line_of(said: list[bytes], **known: Any) -> dict[str, Any]:
    requests.record(answered(**known))
    return json.loads(said[-1])


def test_a_request_is_told_with_everything_but_its_query_and_its_credential(said: list[bytes]) -> None:
    line = line_of(said, caller=Caller("petstore CI", frozenset()))
    assert 0 <= line.pop("duration_ms") < 60_000
    assert line.pop("time").endswith("Z")
    assert line.pop("message").startswith("GET /v1/apis 200, ")
    assert line == {
        "level": "info",
        "logger": "registry.requests",
        "instance": 0,
        "method": "GET",
        "path": "/v1/apis",
        "status": 200,
        "bytes": 24,
        "operation_id": "apis.search",
        "base_path": "/v1",
        "code": None,
        "request_id": "a-request",
        "trace_id": TRACE.trace_id,
        "span_id": TRACE.span_id,
        "caller": "petstore CI",
        "client": "127.0.0.1",
        "user_agent": "curl/8.5",
    }
    assert b"hidden-word" not in said[-1]


@pytest.mark.parametrize("caller", [None, ANONYMOUS])
def test_who_sends_no_token_is_anonymous(said: list[bytes], caller: Caller | None) -> None:
    assert line_of(said, caller=caller)["caller"] == "anonymous"


@pytest.mark.parametrize(("status", "level"), [(200, "info"), (404, "info"), (500, "warning"), (503, "warning")])
def test_a_failure_of_the_service_stands_out(said: list[bytes], status: int, level: str) -> None:
    assert line_of(said, status=status)["level"] == level


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/v1/apis/pet store", "/v1/apis/pet store"),
        ("/v1/\n{}", "/v1/%0A%7B%7D"),
        ("/v1/\x1b[31m", "/v1/%1B%5B31m"),
        ("/v1/pét", "/v1/p%C3%A9t"),
        ("/v1/\udcff", "/v1/%ED%B3%BF"),
    ],
)
def test_a_path_is_written_as_in_a_url_where_it_is_not_plain(said: list[bytes], path: str, written: str) -> None:
    assert line_of(said, path=path)["path"] == written


@pytest.mark.parametrize("letter", ["a", '"', "\\", "\x01", "\xff", "\U0001f600", "\ud800"])
def test_no_request_makes_a_line_that_a_pipe_does_not_take_in_one_piece(said: list[bytes], letter: str) -> None:
    header = letter if letter.isascii() else "\xff"  # the server takes no other octets, each as one letter
    line_of(
        said,
        method="A" * 5000,
        path=letter * 5000,
        user_agent=header * 5000,
        address="f" * 5000,
        caller=Caller(letter * 200, frozenset()),
        request_id="i" * 128,
    )
    assert len(said[-1]) <= PIPE_BUF


def test_nothing_is_written_where_the_log_is_off(capfd: pytest.CaptureFixture[str]) -> None:
    requests.record(answered())
    assert capfd.readouterr().out == ""
