"""A running instance as the platform sees it: launched, listening, healthy even when busy, and behind the router."""

import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pytest

from settings import Settings
from tests.rehearsal import platform
from tests.rehearsal.bindings import DELIVERIES, PASSWORD, SHAPES, bind
from tests.rehearsal.calls import publish
from tests.rehearsal.conftest import Start
from tests.rehearsal.droplet import Droplet
from tests.rehearsal.launcher import (
    APP,
    CHOSEN,
    Instance,
    end,
    launch,
    passes,
    run_task,
    wait_until,
    wait_until_ready,
)
from tests.rehearsal.router import HOST, forwarded
from tests.service import ADMIN, JSON, ROOT
from tests.serving.contracts import contract

LISTENING = "0A"  # the state, in /proc/net/tcp
BUSY = 14  # more than there are threads for handlers
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def listeners(port: int) -> set[str]:
    """Find the addresses on which a port is listened on, as /proc/net/tcp writes them."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    sockets = [(line[1].split(":"), line[3]) for line in lines]
    found = {address for (address, at), state in sockets if state == LISTENING and int(at, 16) == port}
    return {socket.inet_ntoa(bytes.fromhex(address)[::-1]) for address in found}


@pytest.fixture(scope="module")
def guarded(droplet: Droplet, resident: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """An instance that listens as the platform needs it, and lets only callers with a token read."""
    environ = {**CHOSEN, "REGISTRY_HOST": "", "REGISTRY_READS": "token"}
    instance = launch(droplet, tmp_path_factory.mktemp("guarded"), bound=resident.bound, environ=environ)
    try:
        wait_until_ready(instance)
        yield instance
    finally:
        end(instance)


def test_an_instance_runs_from_its_container_alone_and_its_first_process_is_the_server(resident: Instance) -> None:
    first = psutil.Process(resident.process.pid)
    assert "gunicorn" in " ".join(first.cmdline()[:2]), "a shell in front would take the platform's signals"
    assert all(Path(each.cwd()) == resident.container / "app" for each in resident.processes())
    files = {Path(each.path) for process in resident.processes() for each in process.open_files()}
    files |= {Path(each.path) for each in first.memory_maps()}
    parts = {path.relative_to(ROOT).parts[0] for path in files if path.is_relative_to(ROOT)}
    assert parts <= {".pytest_cache"}, "which keeps what pip has installed"


def test_an_instance_listens_where_the_platform_reaches_it(guarded: Instance) -> None:
    assert listeners(int(guarded.url.rpartition(":")[2])) == {"0.0.0.0"}


def test_both_health_checks_pass_without_a_token_even_where_reading_needs_one(guarded: Instance) -> None:
    assert httpx.get(f"{guarded.url}/v1/apis").status_code == 401
    assert passes(guarded, APP["health-check-http-endpoint"])
    assert passes(guarded, APP["readiness-health-check-http-endpoint"])


def test_liveness_passes_while_more_calls_are_slow_than_there_are_threads(resident: Instance) -> None:
    checks: list[bool] = []
    waiting = threading.Event()
    with ThreadPoolExecutor(BUSY) as threads:
        calls = [threads.submit(publish, resident, f"slow-{number}") for number in range(BUSY)]
        while not all(call.done() for call in calls):
            checks.append(passes(resident, "/healthz"))
            waiting.wait(0.1)
    statuses = {call.result().status_code for call in calls}
    assert len(checks) > 3
    assert all(checks)
    assert 201 in statuses
    assert statuses <= {201, 503}, "what has to wait too long is told to come back"


def test_a_token_of_the_size_that_large_organisations_have_is_read_and_judged(resident: Instance) -> None:
    token = {"Authorization": f"Bearer {'x' * platform.FIELD_BYTES}"}
    answer = httpx.get(f"{resident.url}/v1/apis", headers={**forwarded(), **token})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_id_that_the_router_gives_a_request_comes_back(resident: Instance) -> None:
    fields = forwarded()
    answer = httpx.get(f"{resident.url}/v1/apis", headers={**fields, "X-Request-Id": "of-the-client"})
    assert answer.headers["X-Request-Id"] == fields["X-Vcap-Request-Id"]


def test_addresses_in_answers_are_of_the_route_and_secure(resident: Instance) -> None:
    with httpx.Client(base_url=resident.url, headers={**ADMIN, **forwarded()}) as client:
        published = client.post("/v1/apis/pets/versions", content=contract("addresses"), headers=JSON)
        assert published.status_code == 201
        paths = ["/v1/apis/pets", "/v1/apis/pets/versions", "/v1/apis/pets/changelog", "/v1/nothing", "/", "/v1/ui/"]
        feed = client.get("/v1/apis/pets/changelog", headers={"Accept": "application/atom+xml"})
        answers = [published, feed, *(client.get(path) for path in paths)]
    said = [found for each in answers for found in ADDRESS.findall(f"{each.text} {each.headers}")]
    ours = [address for address in said if HOST in address or "127.0.0.1" in address]
    assert all(address.startswith(f"https://{HOST}/") for address in ours), ours


def test_a_bound_database_has_the_same_address_in_every_shape_and_delivery(tmp_path: Path) -> None:
    url = "postgresql://registry@db.internal:5433/registry"
    ways = [(shape, delivery) for shape in SHAPES for delivery in DELIVERIES]
    found = {
        Settings.from_environ(bind(url, tmp_path / str(number), shape=shape, delivery=delivery)).database_url
        for number, (shape, delivery) in enumerate(ways)
    }
    assert found == {f"postgresql+psycopg://registry:{quote(PASSWORD, safe='')}@db.internal:5433/registry"}


@pytest.mark.parametrize("delivery", DELIVERIES)
def test_an_instance_is_alive_before_its_database_is_migrated_and_ready_after_however_it_is_bound(
    start: Start, droplet: Droplet, empty_url: str, tmp_path: Path, delivery: str
) -> None:
    bound = bind(empty_url, tmp_path / "bound", delivery=delivery)
    instance = start(bound, ready=False)
    wait_until(instance, "/healthz")
    assert not passes(instance, "/readyz")
    migrated = run_task(droplet, tmp_path, droplet.processes["migrate"], bound=bound)
    assert migrated.returncode == 0, migrated.stderr
    wait_until(instance, "/readyz")


def test_an_instance_whose_binding_cannot_be_read_says_so_and_ends(start: Start, resident: Instance) -> None:
    instance = start(resident.bound, ready=False, VCAP_SERVICES="{")
    assert instance.process.wait(APP["timeout"]) != 0
    assert "The registry cannot start: VCAP_SERVICES" in instance.stdout + instance.stderr
