"""A real Redis for tests: runs in a temporary folder, and can be stopped and ended in the middle of a test."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP
from typing import Any

import redis

from tests.service import free_port

WAIT = 30  # seconds for the server to start or stop


@dataclass(slots=True)
class Redis:
    """A server of this test alone, at a port that stays its own when it is ended and started again."""

    binary: str
    folder: Path
    port: int
    password: str
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def client(self) -> Any:
        return redis.Redis.from_url(self.url, decode_responses=True)

    def pause(self) -> None:
        """Let it keep its connections and answer nothing, as a machine that hangs does."""
        self.process.send_signal(SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(SIGCONT)

    def kill(self) -> None:
        """End it and its connections at once."""
        self.process.send_signal(SIGKILL)
        self.process.wait(WAIT)

    def start_again(self) -> None:
        """Start it anew, empty, at its port."""
        self.process = _start(self.binary, self.folder, self.port, self.password)
        _wait_until_reachable(self)


def find_binary() -> str | None:
    """Find Debian's `redis-server`, or one on the PATH."""
    return shutil.which("redis-server")


@contextmanager
def running(binary: str) -> Iterator[Redis]:
    """Run a server, and end it in the end."""
    folder = Path(tempfile.mkdtemp(prefix="registry-redis-"))
    port, password = free_port(), "a-password-for-tests"
    server = Redis(binary, folder, port, password, _start(binary, folder, port, password))
    try:
        _wait_until_reachable(server)
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _start(binary: str, folder: Path, port: int, password: str) -> subprocess.Popen[bytes]:
    options = ["--bind", "127.0.0.1", "--port", str(port), "--requirepass", password, "--dir", str(folder)]
    kept = ["--save", "", "--appendonly", "no"]  # nothing of a test outlives it
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([binary, *options, *kept], cwd=folder, stdout=log, stderr=log)


def _wait_until_reachable(server: Redis) -> None:
    deadline = time.monotonic() + WAIT
    with server.client() as client:
        while True:
            try:
                client.ping()
            except redis.RedisError as error:
                if server.process.poll() is not None or time.monotonic() > deadline:
                    log = (server.folder / "log").read_text()
                    raise RuntimeError(f"Redis did not start: {log}") from error
                time.sleep(0.02)
            else:
                return
