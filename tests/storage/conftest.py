"""A storage on each engine."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import SqlStorage, migrate, open_storage
from tests.postgres import database


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine: a test that asks for it runs once on each."""
    return str(request.param)


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the schema, which each test copies: migrating is slower."""
    with database(postgres_url) as url:
        migrate(url)
        yield str(make_url(url).database)


@pytest.fixture
def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a schema."""
    with ExitStack() as stack:
        if engine == "sqlite":
            yield f"sqlite:///{tmp_path}/folder/registry.sqlite"
        else:
            yield stack.enter_context(database(request.getfixturevalue("postgres_url")))


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the schema and nothing in it."""
    with ExitStack() as stack:
        if engine == "sqlite":
            location = f"sqlite:///{tmp_path}/registry.sqlite"
            migrate(location)
        else:
            template = request.getfixturevalue("migrated_template")
            server = request.getfixturevalue("postgres_url")
            location = stack.enter_context(database(server, template=template))
        yield location


@pytest.fixture
def storage(url: str) -> Iterator[SqlStorage]:
    """A storage with nothing in it."""
    opened = open_storage(url)
    yield opened
    opened.close()
