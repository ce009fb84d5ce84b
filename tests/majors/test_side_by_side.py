"""Two majors of one service: the second is a contract and a folder, and each answers for itself."""

from pathlib import Path
from typing import Any

import pytest

from tests.majors.trees import add_second, copied, differences
from tests.service import ROOT, Service

OPERATIONS = ["/v1/apis/pets", "/v1/apis/nobody", "/v1/apis?limit=many", "/v1/tokens"]
ANYTHING = [*OPERATIONS, "/v1", "/v1/nowhere", "/v1/openapi.json", "/v1/openapi.yaml", "/v1/ui/"]


def test_a_second_major_changes_no_file_that_is_there(tmp_path: Path) -> None:
    tree = copied(tmp_path / "tree")
    assert differences(tree) == {"added": [], "changed": [], "missing": []}
    add_second(tree)
    added = ["handlers/v2/__init__.py", "handlers/v2/apis.py", "specs/v2.yaml"]
    assert differences(tree) == {"added": added, "changed": [], "missing": []}


def test_what_is_written_through_the_first_is_read_through_the_second(service: Service) -> None:
    with service.client() as client:
        first, second = client.get("/v1/apis/pets").json(), client.get("/v2/apis/pets").json()
    assert (first["name"], first["title"], first["owner"]) == ("pets", "Pets", "payments")
    assert second == {"id": "pets", "about": {"title": "Pets"}, "team": "payments"}


@pytest.mark.parametrize("path", ANYTHING)
def test_every_answer_of_the_first_says_that_it_ends(service: Service, path: str) -> None:
    with service.client(Accept="*/*") as client:
        headers = client.get(path).headers
    assert headers["api-version"].startswith("1.")
    assert headers["deprecation"] == "@1767225600"
    assert headers["sunset"] == "Sat, 31 Jan 2099 12:00:00 GMT"
    for relation in ("deprecation", "sunset"):
        assert f'<https://example.org/v2>; rel="{relation}"; type="text/html"' in headers["link"]


@pytest.mark.parametrize("path", ["/v2", "/v2/apis/pets", "/v2/nowhere", "/v2/openapi.json", "/v2/ui/"])
def test_no_answer_of_the_second_does(service: Service, path: str) -> None:
    with service.client() as client:
        headers = client.get(path).headers
    assert headers["api-version"] == "2.0.0"
    assert "deprecation" not in headers
    assert "sunset" not in headers


def test_a_link_to_the_next_page_stands_beside_those_of_the_end(service: Service) -> None:
    with service.client() as client:
        links = client.get("/v1/apis?limit=1").headers["link"]
    assert 'rel="next"' in links
    assert 'rel="sunset"' in links


def test_each_major_refuses_as_itself(service: Service) -> None:
    with service.client() as client:
        for major, version in (("v1", "1."), ("v2", "2.")):
            refused = client.get(f"/{major}/apis/nobody")
            assert (refused.status_code, refused.json()["code"]) == (404, "api-not-found")
            assert refused.headers["api-version"].startswith(version)


def test_a_floor_of_the_other_major_leads_to_it(service: Service) -> None:
    with service.client() as client:
        refused = client.get("/v1/apis/pets", headers={"API-Version": "2.0"}).json()
        assert client.get("/v2/apis/pets", headers={"API-Version": "2.0"}).status_code == 200
    assert refused["code"] == "unsupported-api-version"
    assert "Use /v2." in refused["detail"]
    assert refused["supported"][0] == "1.0"


def test_an_unknown_major_is_told_of_both(service: Service) -> None:
    with service.client() as client:
        unknown = client.get("/v9/apis/pets")
    assert (unknown.status_code, unknown.json()["supported"]) == (404, ["v1", "v2"])
    assert "api-version" not in unknown.headers


def test_the_root_and_the_catalog_list_both(service: Service) -> None:
    with service.client() as client:
        versions = client.get("/", headers={"Accept": "application/json"}).json()["versions"]
        own, *described = client.get("/.well-known/api-catalog").json()["linkset"]
    assert [(each["name"], each["sunset"]) for each in versions] == [("v1", "2099-01-31T12:00:00Z"), ("v2", None)]
    assert {"href": "/v1"} in own["item"]
    assert {"href": "/v2"} in own["item"]
    assert {"/v1", "/v2"} <= {context["anchor"] for context in described}


def test_the_published_contract_says_which_operations_are_deprecated(service: Service) -> None:
    with service.client() as client:
        first, second = (client.get(f"/{major}/openapi.json").json() for major in ("v1", "v2"))
    assert all(operation["deprecated"] for operation in operations(first))
    assert not any("deprecated" in operation for operation in operations(second))


def test_the_catalog_holds_each_major_in_its_own_line_and_neither_breaks_the_other(service: Service) -> None:
    with service.client() as client:
        versions = client.get("/v1/apis/contract-registry/versions").json()["items"]
        second = client.get("/v1/apis/contract-registry/versions/2/document").content
    assert [version["version"].split(".")[0] for version in versions] == ["2", "1"]
    assert second == (ROOT / "tests" / "majors" / "v2" / "specs" / "v2.yaml").read_bytes()
    assert "the catalog keeps the contract" not in service.log.read_text()


def operations(contract: dict[str, Any]) -> list[dict[str, Any]]:
    items = contract["paths"].values()
    return [each for item in items for each in item.values() if isinstance(each, dict) and "operationId" in each]
