"""Comparisons over HTTP: two files of a form in, a report out."""

import json
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from handlers.v1.writing.reports import FORMS
from tests.application import ADMIN
from tests.handlers.v1.publishing import ONE, THREE, TWO

File = tuple[str | None, str | bytes] | tuple[str | None, str | bytes, str]


def file(document: Any, name: str | None = "openapi.json") -> File:
    return (name, json.dumps(document))


def compare(client: TestClient, *, accept: str = "*/*", path: str | None = None, **parts: File) -> Response:
    query = {"path": path} if path else {}
    return client.post("/v1/comparisons", files=parts, params=query, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("base", "revision", "found"),
    [
        (ONE, TWO, ("compatible", "minor")),
        (TWO, ONE, ("breaking", "major")),
        (ONE, ONE, ("compatible", "none")),
    ],
)
def test_two_documents_are_compared_in_their_direction(
    client: TestClient, base: Any, revision: Any, found: tuple[str, str]
) -> None:
    answer = compare(client, base=file(base), revision=file(revision))
    assert answer.status_code == 200
    assert (answer.json()["verdict"], answer.json()["bump"]) == found
    assert "baseline" not in answer.json()


def test_the_report_calls_the_documents_as_their_files_are_called(client: TestClient) -> None:
    answer = compare(client, base=file(ONE, "old.json"), revision=file(THREE, None), accept="text/plain")
    assert "  before    old.json:1:" in answer.text
    assert "  revision  revision (Petstore" in answer.text


def test_a_comparison_is_read_in_every_form(client: TestClient) -> None:
    for media_type in FORMS:
        answer = compare(client, base=file(ONE), revision=file(THREE), accept=media_type)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
        assert "operation-removed" in answer.text
    annotated = compare(client, base=file(THREE), revision=file(TWO), accept="text/x-github-annotations", path="a.json")
    assert "::notice file=a.json,line=1," in annotated.text


@pytest.mark.parametrize("media_type", ["application/yaml", "application/octet-stream", "text/plain", "text/x-yaml"])
def test_a_file_is_known_by_its_media_type_or_by_its_content(client: TestClient, media_type: str) -> None:
    content = "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: {}\n"
    found = compare(client, base=("a", content, media_type), revision=file(ONE))
    assert (found.status_code, found.json()["bump"]) == (200, "minor")


def test_a_policy_may_be_sent_along(client: TestClient) -> None:
    grades = {"severities": {"operation-removed": "warning"}}
    answer = compare(client, base=file(ONE), revision=file(THREE), policy=file(grades, None))
    assert (answer.json()["verdict"], answer.json()["counts"]["warning"]) == ("compatible", 1)
    strict = compare(client, base=file(ONE), revision=file(TWO), policy=file({"content_model": "strict"}, None))
    assert strict.json()["content_model"] == "strict"


def test_what_a_policy_leaves_out_the_registry_says(client: TestClient) -> None:
    changed = {**ADMIN, "If-Match": "*"}
    client.put("/v1/policy", json={"severities": {"operation-removed": "info"}}, headers=changed)
    try:
        assert compare(client, base=file(ONE), revision=file(THREE)).json()["verdict"] == "compatible"
        own = {"severities": {"operation-removed": "breaking"}}
        answer = compare(client, base=file(ONE), revision=file(THREE), policy=file(own, None))
        assert answer.json()["verdict"] == "breaking"
    finally:
        client.delete("/v1/policy", headers=changed)


@pytest.mark.parametrize(
    ("parts", "status", "code", "pointer"),
    [
        ({"base": file(ONE)}, 400, "invalid-request", "/revision"),
        ({"base": file(ONE), "revision": file(ONE), "other": file(ONE)}, 400, "invalid-request", ""),
        ({"base": file(ONE), "revision": ("a", b"{")}, 400, "document-unreadable", ""),
        ({"base": file(ONE), "revision": ("a", b"")}, 400, "document-unreadable", ""),
        ({"base": file([]), "revision": file(ONE)}, 422, "document-invalid", ""),
        (
            {"base": file(ONE), "revision": file(ONE), "policy": file({"mode": 1})},
            400,
            "invalid-request",
            "/policy/mode",
        ),
        (
            {"base": file(ONE), "revision": file(ONE), "policy": file({"severities": {"a": "off"}})},
            422,
            "rule-unknown",
            "/policy/severities/a",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(
    client: TestClient, parts: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    answer = compare(client, **parts)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["errors"][0].get("pointer") == pointer


@pytest.mark.parametrize(
    "media_type", ["application/json", "application/x-www-form-urlencoded", "multipart/mixed; boundary=a"]
)
def test_only_a_form_of_parts_is_taken(client: TestClient, media_type: str) -> None:
    answer = client.post("/v1/comparisons", content=b"{}", headers={"Content-Type": media_type})
    assert (answer.status_code, answer.headers["accept"]) == (415, "multipart/form-data")


def test_documents_with_problems_are_compared_all_the_same(client: TestClient) -> None:
    broken = ONE | {"paths": {"/pets": {"get": {"responses": {"200": {}}}}}}
    assert compare(client, base=file(broken), revision=file(ONE)).status_code == 200


def test_comparing_leaves_no_trace(client: TestClient) -> None:
    before = client.get("/v1/apis").text
    compare(client, base=file(ONE), revision=file(TWO))
    assert client.get("/v1/apis").text == before


def test_who_may_read_may_compare(closed_client: TestClient) -> None:
    parts: dict[str, Any] = {"base": file(ONE), "revision": file(TWO)}
    assert compare(closed_client, **parts).status_code == 401
    assert closed_client.post("/v1/comparisons", files=parts, headers=ADMIN).status_code == 200
