"""Discovery: the root, the root of a major, the catalog of APIs, and the contract, each leading to the next."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN, YAML

CATALOG = "/.well-known/api-catalog"
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
DOCUMENT = b"openapi: 3.0.3\ninfo: {title: Found, version: 1.0.0}\npaths: {}\n"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PLACES = ["/", "/v1", CATALOG, "/v1/openapi.json", "/v1/openapi.yaml", "/problems", "/v1/ui/"]


@pytest.fixture(scope="module")
def found(client: TestClient) -> None:
    """APIs to be found: one with a version, one without, and what fills more than one page."""
    client.post("/v1/apis/found/versions", content=DOCUMENT, headers={**ADMIN, **YAML})
    client.put("/v1/apis/planned", json={"title": "Planned"}, headers=ADMIN)


def contexts(client: TestClient, place: str = CATALOG) -> list[dict[str, Any]]:
    return client.get(place).json()["linkset"]


@pytest.mark.parametrize(
    ("accept", "answered"),
    [(BROWSER, "text/html"), ("application/json", "application/json"), ("application/*", "application/json")],
)
def test_the_root_is_a_page_for_people_and_json_for_machines(client: TestClient, accept: str, answered: str) -> None:
    response = client.get("/", headers={"Accept": accept})
    assert response.headers["content-type"].startswith(answered)
    assert f'<{CATALOG}>; rel="api-catalog"' in response.headers["link"]
    assert response.headers["etag"]


def test_the_root_names_each_version_and_where_to_read_of_it(client: TestClient) -> None:
    root = client.get("/", headers={"Accept": "application/json"}).json()
    (version,) = root["versions"]
    assert (version["name"], version["version"]) == ("v1", client.get("/v1").headers["api-version"])
    for place in (*version["links"].values(), *root["links"].values()):
        assert client.get(place).status_code == 200


def test_the_root_of_a_major_leads_to_its_contract_its_page_and_its_status(client: TestClient) -> None:
    response = client.get("/v1")
    links = dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', response.headers["link"]))
    assert links == {"/v1/openapi.json": "service-desc", "/v1/ui/": "service-doc", "/healthz": "status"}
    assert all(client.get(place).status_code == 200 for place in links)


def test_the_root_of_a_major_has_one_address(client: TestClient) -> None:
    refused = client.get("/v1/")
    assert refused.status_code == 404
    assert refused.json()["detail"].endswith("Start at /v1.")


def test_the_catalog_lists_each_api_with_its_document_and_its_page(client: TestClient, found: None) -> None:
    response = client.get(CATALOG)
    assert response.headers["content-type"] == LINKSET
    own, *described = response.json()["linkset"]
    assert own["anchor"] == CATALOG
    assert {"/v1", "/v1/apis/found", "/v1/apis/planned"} <= {item["href"] for item in own["item"]}
    by_place = {context["anchor"]: context for context in described}
    assert "/v1/apis/planned" not in by_place
    api = by_place["/v1/apis/found"]
    assert client.get(api["service-desc"][0]["href"]).content == DOCUMENT
    assert client.get(api["service-doc"][0]["href"]).status_code == 200
    for targets in ("service-desc", "service-doc", "status"):
        for target in by_place["/v1"][targets]:
            answered = client.get(target["href"])
            assert answered.headers["content-type"].startswith(target["type"])


def test_the_catalog_links_to_itself_without_its_body_too(client: TestClient) -> None:
    for response in (client.get(CATALOG), client.head(CATALOG)):
        assert f'<{CATALOG}>; rel="api-catalog"' in response.headers["link"]


def test_a_long_catalog_is_given_in_pages(client: TestClient, found: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.discovery.PAGE_APIS", 1)
    named, place, pages = [], CATALOG, 0
    while place:
        response = client.get(place)
        own, *described = response.json()["linkset"]
        named += [item["href"] for item in own["item"]]
        (nested,) = own.get("api-catalog", [{"href": ""}])
        assert (f'<{nested["href"]}>; rel="next"' in response.headers["link"]) == bool(nested["href"])
        assert len(described) <= 2
        place, pages = nested["href"], pages + 1
    assert pages > 2
    assert len(named) == len(set(named))
    assert {"/v1", "/v1/apis/contract-registry", "/v1/apis/found", "/v1/apis/planned"} <= set(named)


@pytest.mark.parametrize(
    ("query", "code"),
    [("q=pets", "invalid-request"), ("cursor=a&cursor=b", "invalid-request"), ("cursor=nonsense", "cursor-invalid")],
)
def test_the_catalog_reads_its_query_strictly(client: TestClient, query: str, code: str) -> None:
    refused = client.get(f"{CATALOG}?{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_where_reading_needs_a_token_the_catalog_lists_only_the_service_itself(closed_client: TestClient) -> None:
    own, version = contexts(closed_client)
    assert own["item"] == [{"href": "/v1"}]
    assert version["anchor"] == "/v1"


@pytest.mark.parametrize("place", PLACES)
def test_what_leads_on_is_not_sent_again_and_not_in_what_nobody_asked_for(client: TestClient, place: str) -> None:
    first = client.get(place)
    again = client.get(place, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(place)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert client.get(place, headers={"Accept": "image/png"}).json()["code"] == "not-acceptable"
    assert client.delete(place).headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("place", PLACES)
def test_a_prefix_is_not_believed_where_no_proxy_is(client: TestClient, place: str) -> None:
    assert "/elsewhere" not in client.get(place, headers={"X-Forwarded-Prefix": "/elsewhere"}).text
