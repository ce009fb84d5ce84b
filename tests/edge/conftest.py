"""A client of one application for all tests of the edge: none of them depends on what another stored."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests import application


@pytest.fixture(scope="package")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application whose reads are open."""
    with application.client(tmp_path_factory.mktemp("registry"), document_bytes=100_000) as opened:
        yield opened


@pytest.fixture(scope="package")
def closed_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application whose reads need a token."""
    with application.client(tmp_path_factory.mktemp("closed"), reads="token") as opened:
        yield opened
