"""API-Version: what answers say, and the floor that a request may assert."""

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN

SERVED = "1.3.0"  # in specs/v1.yaml


@pytest.mark.parametrize("path", ["/v1", "/v1/apis", "/v1/apis/nobody", "/v1/nowhere", "/v1/openapi.json", "/v1/ui/"])
def test_every_answer_of_a_major_says_its_version(client: TestClient, path: str) -> None:
    assert client.get(path).headers["api-version"] == SERVED


@pytest.mark.parametrize("floor", ["1", "1.0", "1.1", "1.2", "1.2.0", "1.0.9", " 1.2 ", "1.2, 1.2", "1.3"])
def test_a_floor_that_is_reached_is_served(client: TestClient, floor: str) -> None:
    assert client.get("/v1/apis", headers={"API-Version": floor}).status_code == 200


@pytest.mark.parametrize("floor", ["1.4", "1.3.1", "1.999999999", "2", "0", "0.9.1"])
def test_a_floor_that_is_not_reached_is_refused_with_what_is_supported(client: TestClient, floor: str) -> None:
    refused = client.get("/v1/apis", headers={"API-Version": floor})
    assert (refused.status_code, refused.json()["code"]) == (400, "unsupported-api-version")
    assert refused.json()["supported"] == ["1.0", "1.1", "1.2", "1.3"]
    assert SERVED in refused.json()["detail"]
    assert refused.headers["api-version"] == SERVED


@pytest.mark.parametrize(
    "floor",
    ["", "v1", "1.", ".1", "01", "1.2.0.0", "1.2.0-rc.1", "-1", "latest", "1.0, 1.1", "1" * 10, "1" * 5000, "١"],
)
def test_what_is_no_version_is_refused_and_not_repeated(client: TestClient, floor: str) -> None:
    refused = client.get("/v1/apis", headers={"API-Version": floor.encode()})
    assert (refused.status_code, refused.json()["code"]) == (400, "unsupported-api-version")
    assert refused.json()["detail"] == "API-Version must be a single version such as 1, 1.2 or 1.2.0."


def test_two_floors_that_differ_are_refused(client: TestClient) -> None:
    twice = [("API-Version", "1.0"), ("API-Version", "1.1")]
    assert client.get("/v1/apis", headers=twice).json()["code"] == "unsupported-api-version"


@pytest.mark.parametrize("path", ["/v1", "/v1/openapi.json", "/v1/ui/", "/v1/nowhere"])
def test_a_floor_holds_for_everything_under_the_major(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"API-Version": "1.4"}).json()["code"] == "unsupported-api-version"


@pytest.mark.parametrize("path", ["/", "/healthz", "/problems", "/.well-known/api-catalog"])
def test_a_floor_means_nothing_outside_of_majors(client: TestClient, path: str) -> None:
    answered = client.get(path, headers={"API-Version": "7"})
    assert answered.status_code == 200
    assert "api-version" not in answered.headers


def test_a_refused_floor_changes_nothing(client: TestClient) -> None:
    asked = {**ADMIN, "API-Version": "1.4"}
    assert client.put("/v1/apis/not-made", json={"title": "Not made"}, headers=asked).status_code == 400
    assert client.get("/v1/apis/not-made").status_code == 404
