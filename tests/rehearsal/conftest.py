"""The staged droplet, a database for it, and instances that end with their test."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.missing import missing
from tests.postgres import database
from tests.rehearsal import droplet as staging
from tests.rehearsal.bindings import Bound, bind
from tests.rehearsal.droplet import Droplet, IndexUnreachable, line_of
from tests.rehearsal.launcher import CHOSEN, Instance, end, launch, run_task, wait_until_ready
from tests.service import ROOT

Start = Callable[..., Instance]


@pytest.fixture(scope="session")
def droplet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Droplet:
    """The repository, staged once for the whole run.

    What pip installs is kept for the next run in pytest's cache, under a name made of all that decides it; CI keeps
    nothing. `--cache-clear` forgets it.
    """
    if sys.platform != "linux":
        pytest.skip("instances on Cloud Foundry are Linux: cf push is not rehearsed here")
    folder = tmp_path_factory.mktemp("droplet")
    kept = folder / "environments" if os.environ.get("CI") else request.config.cache.mkdir("rehearsal")
    try:
        return staging.stage(ROOT, into=folder / "staged", environments=kept)
    except IndexUnreachable as error:
        missing(str(error))


@pytest.fixture(scope="session")
def migrated(droplet: Droplet, postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database that the process `migrate` has migrated, which each test copies."""
    folder = tmp_path_factory.mktemp("migrated")
    with database(postgres_url) as url:
        done = run_task(droplet, folder, droplet.processes["migrate"], bound=bind(url, folder))
        assert done.returncode == 0, done.stdout + done.stderr
        yield str(make_url(url).database)


@pytest.fixture
def database_url(postgres_url: str, migrated: str) -> Iterator[str]:
    """The URL of a migrated database with nothing in it."""
    with database(postgres_url, template=migrated) as url:
        yield url


@pytest.fixture
def empty_url(postgres_url: str) -> Iterator[str]:
    """The URL of a database without a schema."""
    with database(postgres_url) as url:
        yield url


@pytest.fixture
def bound(database_url: str, tmp_path: Path) -> Bound:
    """The environment of an app that is bound to a migrated database."""
    return bind(database_url, tmp_path)


@pytest.fixture(scope="session")
def resident(
    droplet: Droplet, postgres_url: str, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Instance]:
    """An instance for all tests that leave it as it is, on a database of its own."""
    folder = tmp_path_factory.mktemp("resident")
    with database(postgres_url, template=migrated) as url:
        instance = launch(droplet, folder, bound=bind(url, folder))
        try:
            wait_until_ready(instance)
            yield instance
        finally:
            end(instance)


@pytest.fixture
def start(droplet: Droplet, tmp_path: Path) -> Iterator[Start]:
    """Start an instance with a binding and wait until it is ready; in the end nothing of it is left."""
    started: list[Instance] = []

    def start_one(bound: Bound, *, index: int = 0, ready: bool = True, **environ: str) -> Instance:
        started.append(launch(droplet, tmp_path, bound=bound, index=index, environ={**CHOSEN, **environ}))
        if ready:
            wait_until_ready(started[-1])
        return started[-1]

    yield start_one
    for instance in started:
        end(instance)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say with which Python this rehearses."""
    here, there = sys.version.split()[0], line_of((ROOT / "runtime.txt").read_text(encoding="utf-8"))
    terminalreporter.write_line(f"cf push is rehearsed with Python {here}; the platform will run {there}.x")
