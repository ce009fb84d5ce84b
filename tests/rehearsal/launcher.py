"""Instances and tasks of a droplet: each in a copy of its own, with the platform's environment and launcher."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
import yaml

from tests.rehearsal import platform
from tests.rehearsal.droplet import Droplet
from tests.service import ADMIN_TOKEN, ROOT, Service, free_port

(APP,) = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))["applications"]
CONTAINER = "10.255.0.5"  # the address by which a health check calls an instance
CHOSEN = {"REGISTRY_ADMIN_TOKEN": ADMIN_TOKEN, "REGISTRY_HOST": "127.0.0.1"}  # as by `cf set-env`


@dataclass(frozen=True, slots=True)
class Instance(Service):
    """A running instance: a service in a container's folder, with what is bound to it. Its log is standard output."""

    container: Path
    bound: Mapping[str, str]

    @property
    def stdout(self) -> str:
        """What it has written to standard output so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def stderr(self) -> str:
        """What it has written to standard error so far."""
        return (self.container / "stderr").read_text(encoding="utf-8")

    def processes(self) -> list[psutil.Process]:
        """List its first process, all that came of it, and whatever else is of its session."""
        pid = self.process.pid
        of_session = {each for each in psutil.process_iter() if _session(each.pid) == pid}
        came_of_it = (each.children(recursive=True) for each in of_session if each.pid == pid)
        return [each for each in of_session.union(*came_of_it) if _runs(each)]


def launch(
    droplet: Droplet, folder: Path, *, bound: Mapping[str, str], index: int = 0, environ: Mapping[str, str] = CHOSEN
) -> Instance:
    """Start the web process as instance number `index`; do not wait for it."""
    container = _container(droplet, folder)
    port = str(free_port())
    given = {**_environ(container, bound), **_of_an_instance(port, index), **environ}
    with (container / "stdout").open("wb") as out, (container / "stderr").open("wb") as err:
        process = subprocess.Popen(
            _command(container, droplet.processes["web"]),
            cwd=container, env=given, stdout=out, stderr=err, start_new_session=True,
        )  # fmt: skip
    return Instance(f"http://127.0.0.1:{port}", process, container / "stdout", container, bound)


def run_task(
    droplet: Droplet, folder: Path, command: str, *, bound: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command as `cf run-task` does: in the environment of the app, but without a port and an index."""
    container = _container(droplet, folder)
    return subprocess.run(
        _command(container, command),
        cwd=container, env=_environ(container, bound), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def wait_until_ready(instance: Instance) -> None:
    """Wait until an instance would get requests."""
    for kind in ("health-check", "readiness-health-check"):
        wait_until(instance, APP[f"{kind}-http-endpoint"])


def wait_until(instance: Instance, endpoint: str) -> None:
    """Make health checks as the platform does at a start, only more often, until one passes."""
    deadline = time.monotonic() + APP["timeout"]
    while not passes(instance, endpoint):
        if instance.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{endpoint} did not pass in time:\n{instance.stdout}{instance.stderr}")
        time.sleep(0.05)


def passes(instance: Instance, endpoint: str) -> bool:
    """Make one health check, on a connection of its own."""
    host, port = instance.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=platform.HEALTH_SECONDS)
    began = time.monotonic()
    try:
        connection.request("GET", endpoint, headers={"Host": f"{CONTAINER}:{port}", **platform.HEALTH_FIELDS})
        status = connection.getresponse().status
    except OSError:
        return False
    finally:
        connection.close()
    return status == 200 and time.monotonic() - began < platform.HEALTH_SECONDS


def terminate(instance: Instance) -> None:
    """Ask an instance to end as the platform does: its first process only."""
    instance.process.send_signal(signal.SIGTERM)


def left(processes: list[psutil.Process], *, seconds: float) -> list[psutil.Process]:
    """List those of some processes that still run after a while; one that has ended and waits to be reaped does not."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return [process for process in alive if _runs(process)]


def end(instance: Instance) -> None:
    """End whatever is left of an instance, as the end of its container does."""
    for process in instance.processes():
        process.kill()
    instance.process.wait(platform.STOP_SECONDS)


def megabytes(size: str) -> int:
    """Read a size of the manifest."""
    found = re.fullmatch(r"(\d+)([MG])B?", size)
    assert found is not None, size
    number, unit = found.groups()
    return int(number) * {"M": 1, "G": 1024}[unit]


def _container(droplet: Droplet, folder: Path) -> Path:
    """Unpack a droplet: an instance may write to its files, and no other sees it."""
    container = folder / uuid4().hex[:8]
    shutil.copytree(droplet.app.parent, container, symlinks=True)
    (container / "tmp").mkdir()
    return container


def _command(container: Path, command: str) -> list[str]:
    app = str(container / "app")
    return ["/bin/bash", "-c", platform.LAUNCHER, app, app, command]


def _environ(container: Path, bound: Mapping[str, str]) -> dict[str, str]:
    about = {"application_name": APP["name"], "name": APP["name"], "application_id": str(uuid4())}
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "USER": "vcap",
        "HOME": str(container / "app"),
        "TMPDIR": str(container / "tmp"),
        "DEPS_DIR": str(container / "deps"),
        "MEMORY_LIMIT": f"{megabytes(APP['memory'])}m",
        "CF_INSTANCE_GUID": str(uuid4()),
        "CF_INSTANCE_IP": "10.0.16.9",
        "CF_INSTANCE_INTERNAL_IP": CONTAINER,
        "VCAP_APPLICATION": json.dumps(about),
        **_derived(bound),
        **bound,
        **{name: str(value) for name, value in APP.get("env", {}).items()},
    }


def _of_an_instance(port: str, index: int) -> dict[str, str]:
    return {
        "PORT": port,
        "VCAP_APP_PORT": port,
        "VCAP_APP_HOST": "0.0.0.0",
        "CF_INSTANCE_INDEX": str(index),
        "INSTANCE_INDEX": str(index),
        "CF_INSTANCE_ADDR": "10.0.16.9:61012",
        "CF_INSTANCE_PORT": "61012",
    }


def _derived(bound: Mapping[str, str]) -> dict[str, str]:
    """Give the DATABASE_URL that the launcher makes of the first database it finds, in the form SQLAlchemy refuses."""
    services = [each for listed in json.loads(bound.get("VCAP_SERVICES", "{}")).values() for each in listed]
    found = [each["credentials"]["uri"] for each in services if "uri" in each["credentials"]]
    return {"DATABASE_URL": found[0].replace("postgresql://", "postgres://")} if found else {}


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None
