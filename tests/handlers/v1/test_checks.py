"""Checks over HTTP: the judgement of publishing, without a trace, and in every form that CI reads."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from httpx import Response
from starlette.testclient import TestClient

from handlers.v1.writing.reports import FORMS
from openapi_contracts.outputs import FORMATS
from tests.application import ADMIN, JSON, petstore
from tests.handlers.v1.publishing import ONE, THREE, TWO, publish

ANY = {**ADMIN, "If-Match": "*"}


def check(client: TestClient, place: str, document: dict[str, Any], *, accept: str = "*/*", **query: Any) -> Response:
    asked = {name.replace("_", "-"): value for name, value in query.items()}
    return client.post(f"{place}/checks", json=document, params=asked, headers={"Accept": accept})


def judged(answer: Response) -> tuple[Any, ...]:
    found = answer.json()
    return found["verdict"], found["bump"], found["refused"], found["would_publish_as"]


@pytest.mark.parametrize(
    ("document", "judgement"),
    [
        (petstore(pets="Some pets."), ("compatible", "patch", False, "1.0.1")),
        (TWO, ("compatible", "minor", False, "1.1.0")),
        (THREE, ("breaking", "major", True, None)),
        (ONE, ("compatible", "none", False, "1.0.0")),
    ],
)
def test_a_check_says_what_publishing_then_does(
    client: TestClient, place: str, document: dict[str, Any], judgement: tuple[Any, ...]
) -> None:
    publish(client, place, ONE)
    answer = check(client, place, document)
    assert (answer.status_code, judged(answer)) == (200, judgement)
    assert answer.headers["cache-control"] == "no-store"
    published = client.post(f"{place}/versions", json=document, headers=ADMIN)
    assert published.json().get("version") == judgement[3]
    assert (published.status_code == 409) == judgement[2]


def test_a_check_leaves_no_trace(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    before = [client.get(f"{place}{path}").text for path in ("", "/versions", "/audit")]
    check(client, place, THREE)
    check(client, "/v1/apis/never-published", ONE)
    assert [client.get(f"{place}{path}").text for path in ("", "/versions", "/audit")] == before
    assert client.get("/v1/apis/never-published").status_code == 404


def test_a_document_of_an_api_that_is_not_there_is_judged_as_a_first_version(client: TestClient) -> None:
    answer = check(
        client, "/v1/apis/never-published", petstore(pets="All.") | {"info": {"title": "P", "version": "3.1.4"}}
    )
    assert (answer.status_code, judged(answer)) == (200, ("compatible", "none", False, "3.1.4"))
    assert (answer.json()["baselines"], answer.json()["report"]["changes"]) == ([], [])
    shown = check(client, "/v1/apis/never-published", ONE, accept="text/plain", fail_on="warning")
    assert (shown.status_code, shown.text.splitlines()[0]) == (200, "Compatible: requires no new version.")


def test_what_breaks_the_first_version_of_the_line_breaks_the_line(client: TestClient, place: str) -> None:
    client.put(f"{place}/policy", json={"mode": "warn"}, headers=ANY)
    publish(client, place, ONE, THREE)
    client.put(f"{place}/policy", json={"mode": "enforce"}, headers=ANY)
    found = check(client, place, petstore(owners="All owners.")).json()
    assert (found["verdict"], found["refused"], found["required"]) == ("breaking", True, "2.0.0")
    assert (found["baselines"], found["report"]["baseline"]) == (["1.1.0", "1.0.0"], "1.0.0")
    client.put(f"{place}/policy", json={"reach": "latest"}, headers=ANY)
    assert check(client, place, petstore(owners="All owners.")).json()["baselines"] == ["1.1.0"]


def test_the_witness_names_both_documents_and_where_they_differ(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    report = check(client, place, THREE).json()["report"]
    name = place.rsplit("/", 1)[1]
    assert (report["base"]["name"], report["revision"]["name"]) == (f"{name} 1.0.0", f"{name} as sent")
    removed = report["changes"][0]
    assert (removed["id"], removed["base"]["pointer"], removed["base"]["line"]) == (
        "operation-removed",
        "/paths/~1pets/get",
        1,
    )
    assert removed["witness"]["text"].startswith("GET /pets HTTP/1.1")


@pytest.mark.parametrize(
    ("document", "fail_on", "status"),
    [
        (THREE, "never", 200),
        (THREE, "breaking", 409),
        (THREE, "warning", 409),
        (TWO, "breaking", 200),
        (TWO, "warning", 200),
        (ONE, "warning", 200),
    ],
)
def test_fail_on_makes_a_gate_of_a_check(
    client: TestClient, place: str, document: dict[str, Any], fail_on: str, status: int
) -> None:
    publish(client, place, ONE)
    for accept in FORMS:
        answer = check(client, place, document, accept=accept, fail_on=fail_on)
        same = check(client, place, document, accept=accept)
        assert (answer.status_code, answer.content) == (status, same.content)
        assert answer.headers["content-type"].partition(";")[0] == accept


def test_fail_on_warning_fails_on_what_a_policy_only_warns_of(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    client.put(f"{place}/policy", json={"severities": {"operation-removed": "warning"}}, headers=ANY)
    for fail_on, status in (("breaking", 200), ("warning", 409)):
        answer = check(client, place, THREE, fail_on=fail_on)
        assert (answer.status_code, answer.json()["refused"]) == (status, False)


@pytest.mark.parametrize("mode", ["warn", "off"])
def test_a_gate_is_closed_also_where_publishing_is_not(client: TestClient, place: str, mode: str) -> None:
    publish(client, place, ONE)
    client.put(f"{place}/policy", json={"mode": mode}, headers=ANY)
    answer = check(client, place, THREE, fail_on="breaking")
    assert (answer.status_code, answer.json()["mode"], judged(answer)) == (
        409,
        mode,
        ("breaking", "major", False, "1.1.0"),
    )
    assert publish(client, place, THREE) == ["1.1.0"]


def test_what_is_waived_is_shown_and_fails_nothing(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    fingerprint = check(client, place, THREE).json()["report"]["changes"][0]["fingerprint"]
    client.put(f"{place}/waivers/{fingerprint}", json={"reason": "Nobody calls it."}, headers=ADMIN)
    answer = check(client, place, THREE, fail_on="warning")
    assert (answer.status_code, judged(answer)) == (200, ("compatible", "minor", False, "1.1.0"))
    waived = [change for change in answer.json()["report"]["changes"] if "ignored" in change]
    assert [(change["fingerprint"], change["ignored"]["reason"]) for change in waived] == [
        (fingerprint, "Nobody calls it.")
    ]


def test_a_line_that_is_opened_on_purpose_may_break(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    answer = check(client, place, THREE, major=2, fail_on="breaking")
    assert (answer.status_code, judged(answer)) == (200, ("breaking", "major", False, "2.0.0"))


def test_a_line_below_the_latest_cannot_be_opened(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    answer = check(client, place, THREE, major=0, accept="text/plain, application/json;q=0.5")
    assert (answer.status_code, answer.json()["code"]) == (409, "version-does-not-follow")


@pytest.mark.parametrize(
    ("against", "number", "verdict"),
    [
        ("1.0.0", "1.0.0", "compatible"),
        ("1.0", "1.0.0", "compatible"),
        ("1", "1.1.0", "breaking"),
        ("latest", "2.0.0", "breaking"),
    ],
)
def test_a_document_is_compared_with_the_version_asked_for(
    client: TestClient, place: str, against: str, number: str, verdict: str
) -> None:
    publish(client, place, ONE, TWO)
    publish(client, place, THREE, major=2)
    answer = check(client, place, ONE, against=against, fail_on="breaking")
    found = answer.json()
    assert (found["baselines"], found["verdict"]) == ([number], verdict)
    assert (found["would_publish_as"], found["required"]) == (None, None)
    assert answer.status_code == (409 if verdict == "breaking" else 200)


@pytest.mark.parametrize("against", ["3", "9.9.9"])
def test_a_version_that_is_not_there_cannot_be_compared_with(client: TestClient, place: str, against: str) -> None:
    publish(client, place, ONE)
    answer = check(client, place, ONE, against=against)
    assert (answer.status_code, answer.json()["code"]) == (404, "version-not-found")


def test_a_pre_release_promises_nothing(client: TestClient, place: str) -> None:
    publish(client, place, ONE | {"info": {"title": "P", "version": "1.0.0-rc.1"}})
    answer = check(client, place, THREE, fail_on="breaking")
    assert (answer.status_code, judged(answer)) == (200, ("breaking", "major", False, "1.0.0"))
    assert check(client, place, THREE, fail_on="breaking", against="1.0.0-rc.1").status_code == 409


def test_a_document_is_refused_as_publishing_refuses_it(client: TestClient, place: str) -> None:
    broken = ONE | {"paths": {"/pets": {"get": {"responses": {"4xx": {"description": "No."}}}}}}
    answer = check(client, place, broken)
    assert (answer.status_code, answer.json()["code"]) == (422, "document-invalid")
    assert check(client, place, broken, validity="warn").status_code == 200
    unreadable = client.post(f"{place}/checks", content=b"{", headers=JSON)
    assert (unreadable.status_code, unreadable.json()["code"]) == (400, "document-unreadable")


def test_every_format_there_is_has_a_media_type_of_its_own() -> None:
    assert sorted(FORMS.values()) == sorted(FORMATS)


def test_a_check_is_read_in_every_form(client: TestClient, place: str) -> None:
    publish(client, place, ONE)
    said = {accept: check(client, place, THREE, accept=accept, path="api/pets.yaml") for accept in FORMS}
    assert said["text/plain"].text.startswith("Breaking: requires a new major version.\n")
    assert "\x1b" not in said["text/plain"].text
    assert said["text/markdown"].text.startswith("## Breaking")
    sarif = json.loads(said["application/sarif+json"].text)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "operation-removed"
    assert "api/pets.yaml" in said["application/sarif+json"].text
    junit = ElementTree.fromstring(said["application/xml"].content)
    assert (junit.tag, junit.get("failures")) == ("testsuites", "1")
    assert "::error file=api/pets.yaml" in said["text/x-github-annotations"].text
    assert said["text/html"].text.startswith("<!doctype html>")
    assert "style-src 'unsafe-inline'" in said["text/html"].headers["content-security-policy"]
    for media_type, answer in said.items():
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        assert (answer.headers["content-type"], answer.headers["vary"]) == (
            media_type + charset,
            "Accept, Accept-Encoding",
        )


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("*/*", "application/json"),
        ("text/*", "text/plain"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "text/html"),
        ("text/markdown;q=0.2, text/plain;q=0.1", "text/markdown"),
    ],
)
def test_a_report_is_given_in_the_form_the_client_likes(
    client: TestClient, place: str, accept: str, answered: str
) -> None:
    assert check(client, place, ONE, accept=accept).headers["content-type"].partition(";")[0] == answered


def test_a_form_that_there_is_not_is_refused_before_anything_is_compared(client: TestClient, place: str) -> None:
    answer = check(client, place, ONE, accept="image/png")
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert answer.json()["detail"].count("text/plain") == 1


def test_yaml_is_compared_with_json_and_located_by_its_own_lines(client: TestClient, place: str) -> None:
    publish(client, place, THREE)
    content = yaml.safe_dump(TWO, sort_keys=False)
    answer = client.post(f"{place}/checks", content=content, headers={"Content-Type": "application/yaml"})
    assert judged(answer) == ("compatible", "minor", False, "1.1.0")
    place_of_it = answer.json()["report"]["changes"][0]["revision"]
    lines = content.splitlines()
    assert lines[place_of_it["line"] - 1][place_of_it["column"] - 1 :].startswith("get")


def test_a_witness_beyond_64_bits_is_shown_in_every_form(client: TestClient, place: str) -> None:
    publish(client, place, _limited({"minimum": 0}))
    answer = check(client, place, _limited({"maximum": 2**80}))
    witness = answer.json()["report"]["changes"][0]["witness"]
    assert int(witness["value"]) > 2**70
    for accept in FORMS:
        assert str(witness["value"]) in check(client, place, _limited({"maximum": 2**80}), accept=accept).text


def _limited(schema: dict[str, Any]) -> dict[str, Any]:
    """A petstore that takes integers of this schema."""
    document = petstore(pets="All.")
    body = {"content": {"application/json": {"schema": {"type": "integer", **schema}}}}
    document["paths"]["/pets"]["post"] = {"requestBody": body, "responses": {"200": {"description": "Done."}}}
    return document


def test_who_may_not_read_an_api_cannot_check_against_it(closed_client: TestClient) -> None:
    publish(closed_client, "/v1/apis/secret", ONE)
    fields = {"name": "other", "scopes": ["read"], "apis": ["other-*"]}
    token = closed_client.post("/v1/tokens", json=fields, headers=ADMIN).json()["token"]
    reader = {"Authorization": f"Bearer {token}"}
    answer = closed_client.post("/v1/apis/secret/checks", json=ONE, headers=reader)
    assert (answer.status_code, answer.json()["code"]) == (404, "api-not-found")
    assert closed_client.post("/v1/apis/other-new/checks", json=ONE, headers=reader).status_code == 200
    assert closed_client.post("/v1/apis/secret/checks", json=ONE).status_code == 401
