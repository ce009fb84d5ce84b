"""Services under test: one of its own, or two on one database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from storage import migrate
from tests.postgres import database
from tests.service import Service, running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a migrated database for several services: once for each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('shared')}/registry.db"
    else:
        with database(request.getfixturevalue("postgres_url")) as url:
            migrate(url)
            yield url


@pytest.fixture(scope="module")
def pair(shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Service]]:
    """Two services on one database, two workers each."""
    with _on(shared_url, tmp_path_factory) as first, _on(shared_url, tmp_path_factory) as second:
        yield first, second


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of two workers on an SQLite file of its own."""
    with running(tmp_path_factory.mktemp("service"), REGISTRY_WORKERS="2") as started:
        yield started


@contextmanager
def _on(url: str, folders: pytest.TempPathFactory) -> Iterator[Service]:
    with running(folders.mktemp("service"), database_url=url, REGISTRY_WORKERS="2") as started:
        yield started
