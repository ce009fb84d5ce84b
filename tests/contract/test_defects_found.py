"""What generated requests once found wrong, kept as requests of its own: a seed finds it only by luck."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import service


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An admin's client of a running service."""
    folder: Path = tmp_path_factory.mktemp("registry")
    with service.running(folder) as running, running.client() as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/v1/apis/a%0Ab", "/v1/apis/a%00b", "/v1/tokens?cursor=Mg", "/v1/tokens?cursor=bnVsbA"]
)
def test_a_strange_path_or_cursor_is_refused_as_bad_request(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/v1/apis/", "/v1/apis/petstore/", "/v1/"])
def test_a_slash_too_many_is_not_found_and_not_redirected(client: httpx.Client, path: str) -> None:
    assert client.get(path).json()["code"] == "route-not-found"


def test_a_page_without_its_last_slash_is_redirected_on_the_same_host(client: httpx.Client) -> None:
    answer = client.get("/v1/ui")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/v1/ui/")


@pytest.mark.parametrize("time", ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+01:00"])
def test_a_time_beyond_the_calendar_is_a_bad_request(client: httpx.Client, time: str) -> None:
    answer = client.post("/v1/tokens", json={"name": "ci", "scopes": ["read"], "expires_at": time})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/expires_at")


def test_a_read_that_asks_for_another_state_is_refused_with_a_problem(client: httpx.Client) -> None:
    answer = client.get("/v1/apis", headers={"If-Match": '"other"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition-failed")


def test_a_number_as_long_as_the_contract_allows_is_taken(client: httpx.Client) -> None:
    document = {"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {}}
    number = "0.0.0-" + "a" * 94
    assert client.put(f"/v1/apis/pets/versions/{number}", json=document).status_code == 201
    assert client.get(f"/v1/apis/pets/versions/{number}").json()["version"] == number
