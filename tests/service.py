"""The real service under test: gunicorn through wsgi:app, on a free port of the loopback interface."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
ADMIN_TOKEN = "an-admin-token-for-tests"
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
YAML = {"Content-Type": "application/yaml"}
JSON = {"Content-Type": "application/json"}
LIMITS = ("REGISTRY_LIMIT_ADDRESS", "REGISTRY_LIMIT_TOKEN", "REGISTRY_LIMIT_WRONG_TOKENS")
UNLIMITED = dict.fromkeys(LIMITS, "0")  # every test comes from one address


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it is, its process, and what it has logged so far."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def client(self, **headers: str) -> httpx.Client:
        """Make a client that sends the admin token unless other headers are given."""
        # There is no TLS here, and reading the certificates takes 20 ms.
        return httpx.Client(base_url=self.url, headers=headers or ADMIN, timeout=60, verify=False)

    def stop(self) -> int:
        """Ask the service to end, wait until it has, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self) -> None:
        """End every process of the service at once, as kill -9 does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


def free_port() -> int:
    """Find a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, *, database_url: str | None = None, tree: Path = ROOT, **environ: str) -> Iterator[Service]:
    """Start the service on a fresh SQLite file in a folder, or on the database given, and end it afterwards."""
    service = start(folder, database_url=database_url, tree=tree, **environ)
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()


def start(folder: Path, *, database_url: str | None = None, tree: Path = ROOT, **environ: str) -> Service:
    """Start the service of a tree in a process group of its own and wait until it is ready."""
    port = environ.get("PORT") or str(free_port())
    log = folder / f"gunicorn-{port}.log"
    settings = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PORT": port,
        "REGISTRY_HOST": "127.0.0.1",
        "REGISTRY_WORKERS": "1",  # each costs a second at the start; tests of what workers share ask for two
        "REGISTRY_ADMIN_TOKEN": ADMIN_TOKEN,
        **UNLIMITED,
        "DATABASE_URL": database_url or f"sqlite:///{folder}/registry.db",
        **environ,
    }
    command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=tree, env=settings, stdout=out, stderr=out, start_new_session=True)
    service = Service(f"http://127.0.0.1:{port}", process, log)
    _wait_until_ready(service)
    return service


def _wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            raise RuntimeError(f"the service ended at its start:\n{service.log.read_text()}")
        try:
            if httpx.get(f"{service.url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    service.kill()
    raise RuntimeError(f"the service was not ready in time:\n{service.log.read_text()}")
