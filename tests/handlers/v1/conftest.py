"""A client of one application for all tests of the handlers, and an API for each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests import application
from tests.application import ADMIN


@pytest.fixture(scope="package")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application whose reads are open."""
    with application.client(tmp_path_factory.mktemp("handlers")) as opened:
        yield opened


@pytest.fixture(scope="package")
def closed_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application whose reads need a token."""
    with application.client(tmp_path_factory.mktemp("closed"), reads="token") as opened:
        yield opened


@pytest.fixture
def place(client: TestClient) -> str:
    """Where an API is that was just created, with nothing said of it but its title."""
    path = f"/v1/apis/api-{uuid4().hex[:12]}"
    assert client.put(path, json={"title": "Pets"}, headers=ADMIN).status_code == 201
    return path


@pytest.fixture
def publisher(client: TestClient) -> dict[str, str]:
    """The headers of a caller who may publish everything and no more."""
    issued = client.post("/v1/tokens", json={"name": "ci", "scopes": ["publish"]}, headers=ADMIN).json()
    return {"Authorization": f"Bearer {issued['token']}"}
