"""Codings over the whole application: every kind of answer, and the conditions that name one."""

import hashlib
import json
from base64 import b64encode

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.application import ADMIN, JSON, YAML
from tests.edge.coding.answers import DECODERS

DOCUMENT = "/v1/apis/contract-registry/versions/latest/document"
TAGGED = [
    "/v1/openapi.json",
    "/v1/openapi.yaml",
    DOCUMENT,
    "/static/swagger-ui/swagger-ui-bundle.js",
]


def raw(client: TestClient, path: str, coding: str, method: str = "GET", **headers: str) -> tuple[Response, bytes]:
    """Ask for a representation, and give its bytes as they were sent."""
    with client.stream(method, path, headers={"Accept-Encoding": coding, **headers}) as response:
        return response, b"".join(response.iter_raw())


@pytest.mark.parametrize("path", [*TAGGED, "/problems"])
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_every_long_answer_is_coded(client: TestClient, path: str, coding: str) -> None:
    plain, content = raw(client, path, "identity")
    coded, sent = raw(client, path, coding)
    assert (plain.status_code, coded.status_code) == (200, 200)
    assert "content-encoding" not in plain.headers
    assert coded.headers["content-encoding"] == coding
    assert coded.headers["content-length"] == str(len(sent))
    assert DECODERS[coding](sent) == content
    assert coded.headers["vary"] == plain.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("path", TAGGED)
def test_what_was_got_coded_is_current_until_it_changes(client: TestClient, path: str) -> None:
    plain, _ = raw(client, path, "identity")
    coded, _ = raw(client, path, "gzip")
    tag = coded.headers["etag"]
    assert tag == plain.headers["etag"][:-1] + '-gzip"'
    again, body = raw(client, path, "gzip", **{"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"], body) == (304, tag, b"")
    head, _ = raw(client, path, "gzip", "HEAD")
    assert (head.headers["etag"], head.headers["content-encoding"]) == (tag, "gzip")


def test_a_document_has_the_digest_of_its_coded_bytes(client: TestClient) -> None:
    for coding in ("identity", "gzip", "zstd"):
        response, sent = raw(client, DOCUMENT, coding)
        assert response.headers["repr-digest"] == f"sha-256=:{b64encode(hashlib.sha256(sent).digest()).decode()}:"


def test_a_long_refusal_is_coded_too(client: TestClient) -> None:
    document = json.dumps({"openapi": "3.0.3", "info": {}, "paths": {f"/{n}": {"get": {}} for n in range(50)}})
    said = {**ADMIN, **YAML, "Accept-Encoding": "gzip"}
    response = client.post("/v1/apis/wrong/versions", content=document, headers=said)
    assert (response.status_code, response.headers["content-encoding"]) == (422, "gzip")
    assert response.json()["code"] == "document-invalid"


def test_who_read_a_resource_coded_may_change_it(client: TestClient) -> None:
    path, body = "/v1/apis/coded", {"title": "Coded", "description": "As long as it takes. " * 80}
    client.put(path, json=body, headers=ADMIN)
    tag = client.get(path, headers={"Accept-Encoding": "gzip"}).headers["etag"]
    assert tag.endswith('-gzip"')
    said = {**ADMIN, **JSON, "If-Match": tag}
    assert client.put(path, json={**body, "title": "Changed"}, headers=said).status_code == 200
    assert client.put(path, json=body, headers=said).status_code == 412


def test_a_range_is_of_the_bytes_as_they_are(client: TestClient) -> None:
    path = "/static/swagger-ui/swagger-ui-bundle.js"
    _, content = raw(client, path, "identity")
    part, sent = raw(client, path, "gzip", Range="bytes=0-1999")
    assert (part.status_code, sent) == (206, content[:2000])
    assert "content-encoding" not in part.headers
