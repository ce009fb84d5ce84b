"""The domain over a storage in memory: the fast double is the real storage."""

from collections.abc import Iterator

import pytest

from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.documents.limits import Limits
from registry.ports import Storage, Store
from storage import open_storage


@pytest.fixture
def storage() -> Iterator[Storage]:
    """An empty registry, for what opens transactions itself."""
    opened = open_storage("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def store(storage: Storage) -> Iterator[Store]:
    """An open transaction on an empty registry."""
    with storage.writing() as opened:
        yield opened


@pytest.fixture(scope="session")
def analysts() -> Iterator[Analysts]:
    """The processes that documents are compared in."""
    opened = Analysts(Limits(), work=("registry.comparing",))
    yield opened
    opened.close()
