"""A real PostgreSQL for tests: runs in a temporary folder, and gives each test a database of its own."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGQUIT
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from tests.service import free_port

USER = "registry"
WAIT = 30  # seconds for the server to start or stop

# Nothing of a test outlives it, so nothing has to reach the disk.
_OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


def find_binaries() -> Path | None:
    """Find the folder of `initdb` and `postgres`: on the PATH, or the newest where Debian puts them."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(installed, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """Run a server and give the URL of its `postgres` database."""
    folder = Path(tempfile.mkdtemp(prefix="registry-postgres-"))
    identity = _unprivileged()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    cluster = folder / "cluster"
    initialise = ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={USER}"]
    _run([binaries / "initdb", *initialise, cluster], cwd=folder, **identity)
    port = free_port()
    options: list[str | Path] = ["-h", "127.0.0.1", "-p", str(port), "-k", folder]
    options += [f"--{option}" for option in _OPTIONS]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", cluster, *options], cwd=folder, stdout=log, stderr=log, **identity
        )

    def stop() -> None:
        if server.poll() is None:
            server.send_signal(SIGQUIT)  # stops at once: nothing has to be kept
            server.wait(WAIT)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    try:
        yield _reachable(server, port, folder / "log")
    finally:
        atexit.unregister(stop)
        stop()


@contextmanager
def database(server_url: str, *, template: str = "template1") -> Iterator[str]:
    """Make a copy of a template and give its URL; it is dropped in the end, whoever is connected."""
    name = f"test_{uuid4().hex}"
    _execute(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield _text(make_url(server_url).set(database=name))
    finally:
        _execute(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(_text(make_url(url).set(drivername="postgresql")), autocommit=True) as connection:
        connection.execute(statement.encode())


def _unprivileged() -> dict[str, Any]:
    """Say as whom to run: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def _run(command: list[str | Path], **options: Any) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if finished.returncode:
        raise RuntimeError(f"{command[0]} failed: {finished.stdout}{finished.stderr}")


def _reachable(server: subprocess.Popen[bytes], port: int, log: Path) -> str:
    url = URL.create("postgresql+psycopg", USER, host="127.0.0.1", port=port, database="postgres")
    deadline = time.monotonic() + WAIT
    while True:
        try:
            _execute(_text(url), "SELECT 1")
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return _text(url)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
