"""The domain over a store in memory: the fast double is the real storage."""

from collections.abc import Iterator

import pytest

from registry.ports import Store
from storage import open_storage


@pytest.fixture
def store() -> Iterator[Store]:
    """An open transaction on an empty registry."""
    storage = open_storage("sqlite://")
    with storage.writing() as opened:
        yield opened
    storage.close()
