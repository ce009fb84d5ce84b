"""What the service writes: every line is one JSON object, from its start to its end, and none holds a credential."""

import json
import os
import pty
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.service import ADMIN, ADMIN_TOKEN, JSON, ROOT, Service, free_port, running
from tests.serving.contracts import contract
from tests.serving.processes import workers

Line = dict[str, Any]
CLOUD_FOUNDRY: dict[str, Any] = {  # as the buildpack has it
    "GUNICORN_CMD_ARGS": "--access-logfile -",
    "CF_INSTANCE_INDEX": "1",
}
TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service as Cloud Foundry starts it."""
    with running(tmp_path_factory.mktemp("service"), **CLOUD_FOUNDRY) as started:
        yield started


def lines(service: Service) -> list[Line]:
    """Everything that a service has written, each line read as JSON."""
    return [json.loads(line) for line in service.log.read_bytes().splitlines()]


def wait_for(service: Service, said: Callable[[Line], bool], *, times: int = 1) -> list[Line]:
    """Wait until lines have been written; that of a request comes after its answer."""
    deadline = time.monotonic() + 20
    while len(found := [line for line in lines(service) if said(line)]) < times:
        assert time.monotonic() < deadline, "no such line came"
        time.sleep(0.02)
    return found


def line_of(service: Service, answer: httpx.Response) -> Line:
    """The line of the request that an answer is for: there is one."""
    request_id = answer.headers["x-request-id"]
    found = wait_for(service, lambda line: line.get("request_id") == request_id and "status" in line)
    assert len(found) == 1
    return found[0]


def raw(service: Service, request: bytes) -> bytes:
    """Send bytes that no client would, and give the first line of the answer."""
    with socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2])), timeout=20) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline()


def test_every_line_is_json_from_the_start_to_the_end(tmp_path: Path) -> None:
    with running(tmp_path, **CLOUD_FOUNDRY) as service:
        with service.client() as client:
            authorized = {name.encode(): value.encode() for name, value in ADMIN.items()}
            for method, path in [("GET", "/v1/apis"), ("GET", "/nowhere?a=%0A"), ("BREW", "/v1/apis"), ("GET", "/%1B")]:
                client.request(method, path, headers={**authorized, b"User-Agent": b'"\\\xff'})
            for body in (contract("one"), b"{", b"\xff"):
                client.post("/v1/apis/pets/versions", content=body, headers={**ADMIN, **JSON})
        assert httpx.get(f"{service.url}/v1/whoami", headers={"Authorization": "Bearer wrong-token"}).status_code == 401
        assert b" 400 " in raw(service, b"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b" 400 " in raw(service, b"\xff\xfe\r\n\r\n")
        assert b" 431 " in raw(service, b"GET / HTTP/1.1\r\nHost: a\r\nA: " + b"a" * 40_000 + b"\r\n\r\n")
        os.kill(workers(service)[0].pid, signal.SIGKILL)
        wait_for(service, lambda line: line["message"].startswith("Booting worker"), times=2)
        wait_for(service, lambda line: line["message"].startswith("ASGI server listening"), times=2)
        assert service.stop() == 0
    said = lines(service)
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in said)
    assert all(line["instance"] == 1 for line in said)
    words = " ".join(line["message"] for line in said)
    assert all(each in words for each in ("Starting gunicorn", "was sent SIGKILL", "Handling signal: term"))
    written = service.log.read_bytes()
    assert not any(each in written for each in (ADMIN_TOKEN.encode(), b"wrong-token", b"\x1b"))


def test_a_request_has_one_line_that_says_who_asked_for_what_and_how_it_ended(service: Service) -> None:
    with service.client() as client:
        answer = client.get("/v1/apis?q=hidden-word", headers={**ADMIN, "User-Agent": "a-client/1"})
    line = line_of(service, answer)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/v1/apis", 200)
    assert (line["operation_id"], line["base_path"]) == ("apis.search", "/v1")
    assert (line["caller"], line["client"], line["user_agent"]) == ("admin", "127.0.0.1", "a-client/1")
    assert line["bytes"] == int(answer.headers["content-length"])
    assert 0 < line["duration_ms"] < 60_000
    assert b"hidden-word" not in service.log.read_bytes()


def test_a_refusal_has_its_code_in_its_line(service: Service) -> None:
    line = line_of(service, httpx.get(f"{service.url}/v1/apis/nobody-knows-it"))
    assert (line["status"], line["code"], line["caller"]) == (404, "api-not-found", "anonymous")


@pytest.mark.parametrize(
    "fields",
    [
        {"traceparent": f"00-{TRACE}-{SPAN}-01"},
        {"b3": f"{TRACE}-{SPAN}-1"},
        {"X-B3-TraceId": TRACE, "X-B3-SpanId": SPAN, "X-B3-Sampled": "1"},
    ],
)
def test_the_trace_of_a_request_is_in_its_line(service: Service, fields: dict[str, str]) -> None:
    line = line_of(service, httpx.get(f"{service.url}/v1/apis", headers=fields))
    assert (line["trace_id"], line["span_id"]) == (TRACE, SPAN)


def test_a_failure_is_one_line_with_its_traceback_and_nothing_of_it_in_the_answer(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        with sqlite3.connect(tmp_path / "registry.db") as database:
            database.execute("UPDATE apis SET created_at = 'hidden-word'")  # which nobody can read
        answer = httpx.get(f"{service.url}/v1/apis")
        line = line_of(service, answer)
        (failure,) = [line for line in lines(service) if "exception" in line]
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "hidden-word" not in answer.text
    assert (line["status"], line["level"]) == (500, "warning")
    assert (failure["level"], failure["request_id"]) == ("error", line["request_id"])
    assert failure["exception"].startswith("Traceback (most recent call last):\n")


def start_in_vain(folder: Path, command: list[str], **environ: str) -> list[Line]:
    """Run what must end by itself, and read what it says."""
    told = {"PATH": os.environ["PATH"], "HOME": str(folder), "PORT": str(free_port()), "REGISTRY_HOST": "127.0.0.1"}
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**told, "DATABASE_URL": f"sqlite:///{folder}/registry.db", **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    assert ran.returncode > 0
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["-m", "gunicorn", "wsgi:app"], "The registry cannot start: PORT='x' is not allowed"),
        (["migrate.py"], "The registry cannot be migrated: PORT='x' is not allowed"),
    ],
)
def test_what_stops_a_start_is_said_in_one_line(tmp_path: Path, command: list[str], said: str) -> None:
    (line,) = start_in_vain(tmp_path, command, PORT="x")
    assert line["level"] == "critical"
    assert line["message"].startswith(said)


def test_a_port_that_is_taken_is_said_in_json(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = start_in_vain(tmp_path, ["-m", "gunicorn", "wsgi:app"], PORT=port)
    assert any(line["level"] == "error" and "in use" in line["message"] for line in said)


def test_a_database_that_cannot_be_reached_is_said_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://user:hidden-word@127.0.0.1:{free_port()}/name"
    said = start_in_vain(tmp_path, ["migrate.py"], DATABASE_URL=url)
    assert said[-1]["level"] == "critical"
    assert "hidden-word" not in json.dumps(said)


def test_the_first_admin_token_is_said_in_a_line_of_json(tmp_path: Path) -> None:
    with running(tmp_path, REGISTRY_ADMIN_TOKEN="") as service:
        said = [line for line in lines(service) if "first admin token" in line["message"]]
    (line,) = said
    assert line["message"].startswith("registry_")


def test_migrations_say_what_they_do_in_json(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/registry.db"}
    ran = subprocess.run([sys.executable, "migrate.py"], cwd=ROOT, env=environ, capture_output=True, check=True)
    words = [json.loads(line)["message"] for line in ran.stdout.splitlines()]
    assert any(each.startswith("Running upgrade") for each in words)
    assert words[-1] == "The database schema is up to date."
    assert ran.stderr == b""


def test_at_a_terminal_lines_are_for_a_person(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/registry.db"}
    with os.fdopen(ours, "rb") as screen:
        subprocess.run([sys.executable, "migrate.py"], cwd=ROOT, env=environ, stdout=theirs, stderr=theirs, check=True)
        os.close(theirs)
        shown = screen.read1(100_000).decode().splitlines()
    assert shown[-1].endswith("INFO     The database schema is up to date.")
