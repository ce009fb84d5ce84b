"""Hostile requests as bytes on a socket: each gets its answer at once, and the service goes on."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from tests.service import Service, running
from tests.serving.hostile.bodies import LIMIT
from tests.serving.hostile.requests import REQUESTS
from tests.serving.hostile.rows import SERVER, Row, get
from tests.serving.hostile.wire import Answer, Wire, connected
from tests.serving.processes import workers
from tests.serving.readers import UNLIMITED

INTERNALS = re.compile(rb'Traceback|File "|site-packages|connexion|werkzeug|starlette|evil\.example', re.IGNORECASE)
NEXT = get("/healthz", "X-Request-Id: the-next-one")
MAJOR = re.compile(rb"(?:\r\n)?\S+ (?:http://[^/]+)?/v1/")
SETTINGS: dict[str, Any] = {"REGISTRY_WORKERS": "1", "REGISTRY_DOCUMENT_BYTES": str(LIMIT), **UNLIMITED}


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of one worker, which is the same at the end as at the start and has logged no failure."""
    with running(tmp_path_factory.mktemp("besieged"), **SETTINGS) as service:
        worker = workers(service)[0].pid
        yield service
        assert [each.pid for each in workers(service)] == [worker]
        assert "Error in ASGI application" not in service.log.read_text()  # what gunicorn says of an exception of ours


def test_the_table_says_each_thing_once() -> None:
    assert len({row.says for row in REQUESTS}) == len({row.sends for row in REQUESTS}) == len(REQUESTS) >= 120


@pytest.mark.parametrize("row", REQUESTS, ids=lambda row: row.says)
def test_a_hostile_request_is_answered_and_the_service_goes_on(besieged: Service, row: Row) -> None:
    try:
        with connected(besieged.url) as wire:
            wire.send(row.sends + (b"" if row.ends else NEXT), end=row.ends)
            _check(row, wire.answer(to_head=row.sends.startswith(b"HEAD ")))
            _check_what_follows(row, wire)
        with connected(besieged.url) as wire:
            wire.send(NEXT)
            assert _is_health(wire.answer())
    except TimeoutError:
        besieged.kill()  # so that the rows after this one do not wait as well
        raise


def _check(row: Row, answer: Answer | None) -> None:
    if row.status is None or answer is None:
        assert answer is None
        assert row.status is None
        return
    assert (answer.status, answer.interim) == (row.status, ()), answer
    assert not INTERNALS.search(answer.body + repr(answer.fields).encode()), answer
    for name, text in row.fields:
        assert answer.fields[name].startswith(text)
    if row.code == SERVER:
        assert answer.fields.get("content-type", "text/plain") == "text/plain"
        return
    assert re.fullmatch(r"[0-9A-Za-z._:-]{1,128}", answer.fields["x-request-id"])
    assert "api-version" in answer.fields or not MAJOR.match(row.sends)
    if row.status >= 400 and not row.sends.startswith(b"HEAD "):
        _check_problem(row, answer)


def _check_problem(row: Row, answer: Answer) -> None:
    """See that a refusal is problem details (RFC 9457, section 3)."""
    assert answer.fields["content-type"] == "application/problem+json"
    problem = orjson.loads(answer.body)
    assert (problem["status"], problem["code"]) == (row.status, row.code)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", problem["instance"])
    assert problem["type"].endswith(f"#{row.code}")
    assert len(answer.body) < 20_000


def _check_what_follows(row: Row, wire: Wire) -> None:
    """See that the next request is answered, or that the connection ends; and that nothing else is."""
    following = wire.answer()
    assert row.kept is None or row.kept == (following is not None)
    if following is not None:
        assert _is_health(following), "the request behind it"
        wire.send(NEXT)
        assert _is_health(wire.answer()), "the request after it"
        wire.send(b"", end=True)
        assert wire.answer() is None, "one answer too many"


def _is_health(answer: Answer | None) -> bool:
    return (
        answer is not None
        and (answer.status, orjson.loads(answer.body)) == (200, {"status": "pass"})
        and answer.fields["x-request-id"] == "the-next-one"
    )
