"""A major whose end has come: its operations are gone, and what describes it can still be read."""

import pytest

from tests.service import Service


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/apis"), ("PUT", "/v1/apis/pets"), ("DELETE", "/v1/tokens/x")]
)
def test_its_operations_are_gone_and_say_where_to_go(ended: Service, method: str, path: str) -> None:
    with ended.client() as client:
        gone = client.request(method, path)
    assert (gone.status_code, gone.headers["content-type"]) == (410, "application/problem+json")
    assert gone.json()["code"] == "api-gone"
    assert (gone.json()["sunset"], gone.json()["guide"]) == ("2026-01-01T00:00:00Z", "/v2/ui/")
    assert '</v2/ui/>; rel="sunset"; type="text/html"' in gone.headers["link"]
    assert gone.headers["sunset"] == "Thu, 01 Jan 2026 00:00:00 GMT"


@pytest.mark.parametrize("path", ["/v1", "/v1/openapi.json", "/v1/openapi.yaml", "/v1/ui/"])
def test_what_describes_it_can_still_be_read(ended: Service, path: str) -> None:
    with ended.client() as client:
        answered = client.get(path)
    assert answered.status_code == 200
    assert "sunset" in answered.headers


def test_the_other_major_goes_on(ended: Service) -> None:
    with ended.client() as client:
        assert client.get("/v2/apis/contract-registry").status_code == 200


def test_an_unknown_major_is_not_led_to_what_has_ended(ended: Service) -> None:
    with ended.client() as client:
        assert client.get("/v9/apis").json()["supported"] == ["v2"]
