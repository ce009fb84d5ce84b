"""A droplet: what staging makes of the upload. The steps are the platform's; no foundation and no Docker is needed."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.rehearsal import platform
from tests.rehearsal.cfignore import uploaded

# What a build container has of ours: where programs, a cache and a package index are.
PASSED_ON = re.compile(r"PATH|HOME|PIP_.*|(https?|no|all)_proxy|SSL_CERT_(FILE|DIR)|XDG_CACHE_HOME", re.IGNORECASE)
INSTALLED = "installed"  # marks an environment in which everything has been installed, and when it was used last
KEPT_SECONDS = 24 * 3600  # environments of other requirements


class StagingError(Exception):
    """Staging would fail; the message says why."""


class IndexUnreachable(StagingError):
    """No package index answers, so that nothing can be staged here."""


@dataclass(frozen=True, slots=True)
class Droplet:
    """A staged app: the uploaded files, the folder of dependencies, and the processes it declares."""

    app: Path
    deps: Path
    processes: Mapping[str, str]

    @property
    def python(self) -> Path:
        """The interpreter it brings."""
        return self.deps / "0" / "bin" / "python"


def stage(source: Path, *, into: Path, environments: Path) -> Droplet:
    """Upload a folder and stage it, with its requirements installed into one of the environments kept in a folder.

    Raises StagingError.
    """
    app, deps = into / "app", into / "deps"
    upload(source, app)
    detect(app)
    line_of((app / "runtime.txt").read_bytes().decode())
    deps.mkdir()
    (deps / "0").symlink_to(install(app / "requirements.txt", environments), target_is_directory=True)
    profile = into / "profile.d"
    profile.mkdir()
    for name, script in platform.PROFILE.items():
        (profile / name).write_text(script, encoding="utf-8")
    return Droplet(app, deps, processes((app / "Procfile").read_text(encoding="utf-8")))


def upload(source: Path, app: Path) -> None:
    """Copy what `cf push` uploads."""
    app.mkdir(parents=True)
    for path in uploaded(source):
        origin, copy = source / path, app / path
        if origin.is_dir() and not origin.is_symlink():
            copy.mkdir(parents=True, exist_ok=True)
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(origin, copy, follow_symlinks=False)


def detect(app: Path) -> None:
    """Find what makes it a Python app, and nothing that would make another of it. Raises StagingError."""
    names = {path.name for path in app.iterdir()}
    if not names & set(platform.DETECTED):
        raise StagingError(f"none of {', '.join(platform.DETECTED)} is in the root")
    if misleading := names & set(platform.MISLEADING):
        raise StagingError(f"{', '.join(sorted(misleading))} in the root changes what the buildpack does")


def line_of(runtime: str) -> str:
    """Read a runtime.txt that names a line of Python, such as 3.13, and no patch: those go with the next buildpack.

    Raises StagingError.
    """
    found = re.fullmatch(r"python-(3\.\d+)\.x\r?\n?", runtime)
    if not found or found[1] not in platform.PYTHONS:
        raise StagingError(f"{platform.BUILDPACK} has no Python for runtime.txt: {runtime!r}")
    return found[1]


def processes(procfile: str) -> dict[str, str]:
    """Read a Procfile, which is YAML to the platform: names and commands. Raises StagingError."""
    try:
        found = yaml.safe_load(procfile)
    except yaml.YAMLError as error:
        raise StagingError(f"the Procfile is not YAML: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(each, str) for pair in found.items() for each in pair):
        raise StagingError(f"the Procfile is not a map of names to commands: {found!r}")
    return found


def install(requirements: Path, environments: Path) -> Path:
    """Install requirements into a clean environment, or find the one where exactly these were. Raises StagingError."""
    told = (requirements.read_text(encoding="utf-8"), sys.version, sys.base_prefix, *platform.PIP)
    environment = environments / hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
    with _alone(environments):
        if not (environment / INSTALLED).exists():
            shutil.rmtree(environment, ignore_errors=True)
            _run([sys.executable, "-m", "venv", environment])
            python = environment / "bin" / "python"
            pip(python, *platform.PIP, f"--src={environment / 'src'}", "-r", str(requirements))
            _forget(environments)
        (environment / INSTALLED).touch()
    return environment


def _forget(environments: Path) -> None:
    """Remove the environments that nobody has used for a while."""
    for marker in environments.glob(f"*/{INSTALLED}"):
        if time.time() - marker.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(marker.parent)


def pip(python: Path, *arguments: str) -> str:
    """Run a Python's own pip and give what it prints. Raises IndexUnreachable, StagingError."""
    finished = _run([python, "-m", "pip", *arguments], fails=True)
    if finished.returncode and not _reachable(python):
        raise IndexUnreachable("no package index answers: the requirements cannot be installed")
    if finished.returncode:
        raise StagingError(f"pip {' '.join(arguments)}: {finished.stdout}{finished.stderr}")
    return finished.stdout


def _reachable(python: Path) -> bool:
    """Ask the index for what every index has."""
    asked = ["download", "pip", "--no-deps", "--no-cache-dir", "--retries=1", "--quiet", "--dest"]
    folder = python.parents[1] / "asked"
    return _run([python, "-m", "pip", *asked, folder], fails=True).returncode == 0


def _run(command: list[str | Path], *, fails: bool = False) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=not fails, timeout=600)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other rehearsals from installing into the same folder meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
