"""DocumentSlots: what has to do with documents waits for them, and what has not is answered meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import application
from tests.application import ADMIN, petstore

VERSION = "/v1/apis/pets/versions/1.0.0"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application in which nobody ever gets a turn, but who published before."""
    folder: Path = tmp_path_factory.mktemp("turns")
    with application.client(folder) as opened:
        opened.post("/v1/apis/pets/versions", json=petstore(), headers=ADMIN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.DOCUMENTS_AT_ONCE", 0)
        with application.client(folder, analysis_patience=0.01) as opened:
            yield opened


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/apis/pets/versions", {"json": petstore()}),
        ("POST", "/v1/apis/pets/checks", {"json": petstore()}),
        ("POST", "/v1/validations", {"json": petstore()}),
        ("POST", "/v1/comparisons", {"files": {"base": b"{}", "revision": b"{}"}}),
        ("GET", f"{VERSION}/changes", {}),
        ("GET", "/v1/apis/pets/changelog", {}),
    ],
)
def test_what_analyses_or_compares_documents_waits_for_its_turn(
    client: TestClient, method: str, path: str, body: dict[str, Any]
) -> None:
    answer = client.request(method, path, headers=ADMIN, **body)
    assert (answer.status_code, answer.json()["code"]) == (503, "analysis-busy")


@pytest.mark.parametrize("path", ["/v1/apis", "/v1/apis/pets", VERSION, f"{VERSION}/document", "/v1/policy"])
def test_everything_else_does_not_wait(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
