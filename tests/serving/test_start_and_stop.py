"""How the service starts and ends: what stops a start, what the first one leaves, and what ends with it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.postgres import database
from tests.service import ADMIN_TOKEN, JSON, ROOT, Service, free_port, running, start
from tests.serving.contracts import contract, slow_contract
from tests.serving.processes import analysing, descendants, survivors
from tests.serving.publishers import patiently

NOT_SERVED = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "bench", "var")
CREDENTIAL = re.compile(r"registry_\S+")
START_SECONDS = 40
STOP_SECONDS = 10  # what Cloud Foundry gives between SIGTERM and SIGKILL


@dataclass(frozen=True, slots=True)
class Failed:
    """A start that ended by itself: its exit code, what it said, and whether anybody listens on its port."""

    code: int
    said: str
    listens: bool


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "eighty", "PORT='eighty' is not allowed: expected a whole number from 1 to 65535"),
        ("REGISTRY_WORKERS", "0", "REGISTRY_WORKERS='0' is not allowed: expected a whole number from 1 to 64"),
        ("REGISTRY_READS", "sometimes", "REGISTRY_READS='sometimes' is not allowed: expected one of open, token"),
        (
            "DATABASE_URL",
            "mysql://me:hidden-word@host/name",
            "DATABASE_URL='mysql://...' is not allowed: expected sqlite:///",
        ),
        ("REGISTRY_ADMIN_TOKEN", "hidden-word", "REGISTRY_ADMIN_TOKEN='***' is not allowed: expected at least 16"),
    ],
)
def test_a_wrong_setting_ends_the_start_and_is_named(tmp_path: Path, variable: str, value: str, said: str) -> None:
    failed = _start_in_vain(ROOT, tmp_path, {variable: value})
    assert failed.code > 0
    assert said in failed.said
    assert "hidden-word" not in failed.said
    assert "Traceback" not in failed.said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("get:\n      operationId: versions.show", "get:\n      operationId: versions.nowhere", "nowhere"),
        ("paths:\n", "paths: [\n", "specs/v1.yaml"),
    ],
    ids=["handler", "yaml"],
)
def test_a_broken_contract_ends_the_start_and_no_worker_serves(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One found while it is read and one while it is served; tests/edge/serving/test_holes.py has the others."""
    tree = _broken_tree(tmp_path / "tree", old, new)
    failed = _start_in_vain(tree, tmp_path, {})
    assert failed.code > 0
    assert re.search(f"The registry cannot start: .*{re.escape(said)}", failed.said, re.DOTALL), failed.said
    assert "Booting worker" not in failed.said
    assert not failed.listens


def test_sigterm_lets_a_publish_finish_and_leaves_no_process(tmp_path: Path) -> None:
    content = slow_contract()
    service = start(tmp_path)
    everyone = descendants(service)
    try:
        with ThreadPoolExecutor(1) as threads:
            publishing = threads.submit(_publish, service, "slow", content)
            _wait_until(lambda: bool(analysing(service)), publishing)
            everyone = descendants(service)
            stopping = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - stopping < STOP_SECONDS
            assert publishing.result().status_code == 201
    finally:
        if service.process.poll() is None:
            service.kill()
    assert everyone
    assert survivors(everyone, seconds=5) == []
    with running(tmp_path) as again, again.client() as client:
        assert client.get("/v1/apis/slow/versions/1.0.0/document").content == content


def test_a_connection_that_idles_does_not_hold_the_end_for_long(tmp_path: Path) -> None:
    with running(tmp_path) as service, service.client() as client:
        assert _publish(service, "pets", contract("idle")).status_code == 201
        client.get("/healthz")  # a connection that stays open
        everyone = descendants(service)
        stopping = time.monotonic()
        assert service.stop() == 0
        assert time.monotonic() - stopping < STOP_SECONDS
        assert survivors(everyone, seconds=5) == []
        said = service.log.read_text()
    assert CREDENTIAL.findall(said) == [], "no admin token is printed where a setting gives it"
    assert ADMIN_TOKEN not in said


def test_the_first_start_prints_a_token_and_publishes_the_contract_and_the_second_adds_nothing(tmp_path: Path) -> None:
    with running(tmp_path, REGISTRY_ADMIN_TOKEN="") as first:
        (token,) = CREDENTIAL.findall(first.log.read_text())
        with first.client(Authorization=f"Bearer {token}") as client:
            assert client.get("/v1/whoami").json()["scopes"] == ["admin"]
            assert _publish(first, "pets", contract("first"), token=token).status_code == 201
            _check_own_contract(client)
    with running(tmp_path, REGISTRY_ADMIN_TOKEN="") as second:
        assert CREDENTIAL.findall(second.log.read_text()) == []
        with second.client(Authorization=f"Bearer {token}") as client:
            assert client.get("/v1/whoami").json()["authenticated"] is True
            _check_own_contract(client)


def _check_own_contract(client: httpx.Client) -> None:
    """The registry has published its own contract, once."""
    (version,) = client.get("/v1/apis/contract-registry/versions").json()["items"]
    assert version["valid"] is True
    assert client.get(version["links"]["document"]).content == (ROOT / "specs" / "v1.yaml").read_bytes()


def test_on_postgresql_the_service_is_alive_but_not_ready_until_it_is_migrated(
    postgres_url: str, tmp_path: Path
) -> None:
    port = str(free_port())
    url = f"http://127.0.0.1:{port}"
    with database(postgres_url) as empty, ThreadPoolExecutor(1) as threads:
        starting = threads.submit(start, tmp_path, database_url=empty, PORT=port)
        try:
            _wait_until(lambda: _status(f"{url}/healthz") == 200, starting)
            waiting = httpx.get(f"{url}/readyz")
            assert (waiting.status_code, waiting.json()["status"]) == (503, "fail")
            assert int(waiting.headers["Retry-After"]) > 0
            assert "migrations" in waiting.json()["output"]
            _migrate(empty, tmp_path)
            assert _status(f"{url}/healthz") == 200
        finally:
            _migrate(empty, tmp_path)  # so that the start ends, whatever failed
            service = starting.result()
        try:
            assert _publish(service, "pets", contract("migrated")).status_code == 201
        finally:
            assert service.stop() == 0


def test_services_that_start_at_once_on_one_database_share_it(postgres_url: str, tmp_path: Path) -> None:
    with database(postgres_url) as url, ThreadPoolExecutor(2) as threads:
        _migrate(url, tmp_path)
        first, second = threads.map(lambda _: start(tmp_path, database_url=url), range(2))
        try:
            assert _publish(first, "pets", contract("shared")).status_code == 201
            assert _publish(second, "pets", contract("shared")).status_code == 200
            with second.client() as client:
                assert client.get("/v1/apis/pets").json()["latest_version"] == "1.0.0"
                assert len(client.get("/v1/apis/contract-registry/versions").json()["items"]) == 1
        finally:
            assert (first.stop(), second.stop()) == (0, 0)


def _start_in_vain(tree: Path, folder: Path, settings: Mapping[str, str]) -> Failed:
    """Start the service where it must not start."""
    port = free_port()
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PORT": str(port),
        "REGISTRY_HOST": "127.0.0.1",
        "REGISTRY_ADMIN_TOKEN": ADMIN_TOKEN,
        "DATABASE_URL": f"sqlite:///{folder}/registry.db",
        **settings,
    }
    command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen(command, cwd=tree, env=environ, stdout=said, stderr=said, start_new_session=True)
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    with socket.socket() as probe:
        listens = probe.connect_ex(("127.0.0.1", port)) == 0
    return Failed(process.returncode, (folder / "said").read_text(), listens)


def _broken_tree(tree: Path, old: str, new: str) -> Path:
    """Copy what the service needs, with one thing changed in its contract."""
    shutil.copytree(ROOT, tree, ignore=NOT_SERVED)
    spec = tree / "specs" / "v1.yaml"
    sound = spec.read_text(encoding="utf-8")
    assert old in sound
    spec.write_text(sound.replace(old, new, 1), encoding="utf-8")
    return tree


def _publish(service: Service, api: str, content: bytes, *, token: str = ADMIN_TOKEN) -> httpx.Response:
    with service.client(Authorization=f"Bearer {token}") as client:
        return patiently(lambda: client.post(f"/v1/apis/{api}/versions", content=content, headers=JSON))


def _migrate(url: str, folder: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "DATABASE_URL": url}
    subprocess.run([sys.executable, "migrate.py"], cwd=ROOT, env=environ, check=True, timeout=60)


def _status(url: str) -> int | None:
    try:
        return httpx.get(url, timeout=5).status_code
    except httpx.TransportError:
        return None


def _wait_until(holds: Callable[[], bool], working: Future[Any]) -> None:
    """Wait until something holds, while somebody works on it."""
    deadline = time.monotonic() + 60
    while not holds():
        assert not working.done(), working.result()
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)
