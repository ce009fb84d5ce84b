"""Responses: what every one carries, and how long it may be used again."""

import base64
import hashlib
import uuid

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN, YAML, petstore

OWN = "/v1/apis/contract-registry"
EVERYWHERE = ["/v1/apis", "/v1/nowhere", "/nowhere", "/", "/healthz", "/readyz", "/v1/openapi.json", "/v1/ui/"]


@pytest.fixture(scope="module")
def document(client: TestClient) -> bytes:
    """The document of version 1.0.0 of API `pets`."""
    content = b"openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n"
    client.post("/v1/apis/pets/versions", content=content, headers={**ADMIN, **YAML})
    return content


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_response_carries_the_fields_of_all(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert uuid.UUID(headers["x-request-id"])
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "cache-control" in headers
    assert ("api-version" in headers) == path.startswith("/v1")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_answered_as_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers.get("content-type") == get.headers.get("content-type")
    assert head.headers.get("etag") == get.headers.get("etag")


@pytest.mark.parametrize("said", ["0b6ff0a4-55a5-4d6c-8b4a-d5e0c5a9e0a1", "my-id"])
def test_the_id_of_a_request_is_taken_and_given_back(client: TestClient, said: str) -> None:
    response = client.get("/v1/apis/nobody", headers={"X-Request-Id": said})
    assert response.headers["x-request-id"] == said
    assert response.json()["instance"].startswith("urn:uuid:")


def test_an_id_cannot_break_out_of_its_field(client: TestClient) -> None:
    response = client.get("/v1/apis", headers={"X-Request-Id": 'a"<b>\tc' + "d" * 500})
    assert response.headers["x-request-id"] == "abc" + "d" * 125


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/apis", "GET, HEAD, OPTIONS"),
        ("/v1/apis/pets", "DELETE, GET, HEAD, OPTIONS, PUT"),
        ("/v1/apis/pets/versions", "GET, HEAD, OPTIONS, POST"),
        ("/v1/tokens", "GET, HEAD, OPTIONS, POST"),
        ("/v1/openapi.json", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
        ("/static/registry.css", "GET, HEAD, OPTIONS"),
        ("/healthz", "GET, HEAD, OPTIONS"),
    ],
)
def test_the_methods_of_a_path_are_told_in_full(client: TestClient, path: str, allowed: str) -> None:
    options, wrong = client.options(path), client.patch(path)
    assert (options.status_code, options.headers["allow"]) == (204, allowed)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/apis",
        "/v1/policy",
        OWN,
        f"{OWN}/policy",
        f"{OWN}/waivers",
        f"{OWN}/audit",
        f"{OWN}/versions",
        f"{OWN}/versions/latest",
        f"{OWN}/versions/1/document",
    ],
)
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert not first.headers["etag"].startswith("W/")
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]


def test_an_exact_version_is_the_bytes_received_and_kept_for_ever(client: TestClient, document: bytes) -> None:
    response = client.get("/v1/apis/pets/versions/1.0.0/document")
    digest = hashlib.sha256(document)
    assert response.content == document
    assert response.headers["content-type"] == "application/yaml"
    assert response.headers["etag"] == f'"{digest.hexdigest()}"'
    assert response.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("selector", ["latest", "1", "1.0"])
def test_a_selector_names_the_exact_version_and_is_asked_again(
    client: TestClient, document: bytes, selector: str
) -> None:
    response = client.get(f"/v1/apis/pets/versions/{selector}/document")
    assert response.content == document
    assert response.headers["content-location"] == "/v1/apis/pets/versions/1.0.0/document"
    assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("*/*", "application/yaml"),
        ("application/json", "application/json"),
        ("application/yaml", "application/yaml"),
        ("application/openapi+json", "application/openapi+json"),
        ("application/json;q=0.5, application/yaml;q=0.4", "application/json"),
        ("application/*", "application/yaml"),
        ("text/html, application/json;q=0.9, */*;q=0.1", "application/json"),
    ],
)
def test_a_document_is_given_in_the_syntax_the_client_likes(
    client: TestClient, document: bytes, accept: str, answered: str
) -> None:
    response = client.get("/v1/apis/pets/versions/1.0.0/document", headers={"Accept": accept})
    assert response.headers["content-type"] == answered
    digest = base64.b64encode(hashlib.sha256(response.content).digest()).decode()
    assert response.headers["repr-digest"] == f"sha-256=:{digest}:"


def test_each_syntax_of_a_document_has_its_own_etag(client: TestClient, document: bytes) -> None:
    path = "/v1/apis/pets/versions/1.0.0/document"
    as_json, as_yaml = (client.get(path, headers={"Accept": f"application/{name}"}) for name in ("json", "yaml"))
    assert as_json.headers["etag"] != as_yaml.headers["etag"]
    assert as_json.json()["info"]["title"] == "Pets"


def test_an_answer_to_a_token_is_kept_by_nobody_else(client: TestClient, document: bytes) -> None:
    response = client.get("/v1/apis/pets/versions/1.0.0/document", headers=ADMIN)
    assert response.headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/v1/whoami", "/v1/tokens", "/v1/audit"])
def test_what_is_about_the_caller_is_not_kept(client: TestClient, path: str) -> None:
    assert client.get(path, headers=ADMIN).headers["cache-control"] == "no-store"


def test_a_created_resource_is_located_and_found_there(client: TestClient) -> None:
    response = client.post("/v1/apis/located/versions", json=petstore(), headers=ADMIN)
    assert response.status_code == 201
    assert client.get(response.headers["location"]).json() == response.json()
    assert client.get(response.headers["location"]).headers["etag"] == response.headers["etag"]


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_the_contract_is_published_as_it_is_without_the_names_of_modules(client: TestClient, name: str) -> None:
    response = client.get(f"/v1/{name}")
    assert response.headers["content-type"] == f"application/{name.rsplit('.', 1)[1]}"
    assert "handlers." not in response.text
    assert client.get(f"/v1/{name}", headers={"If-None-Match": response.headers["etag"]}).status_code == 304


def test_liveness_and_readiness_are_answered_as_health(client: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        response = client.get(path)
        assert (response.status_code, response.json()) == (200, {"status": "pass"})
        assert response.headers["content-type"] == "application/health+json"
