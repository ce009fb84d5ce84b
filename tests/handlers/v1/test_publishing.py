"""Publishing over HTTP: the number, the refusal with its report, the line that is opened on purpose."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN, JSON, petstore

ONE, TWO = petstore(pets="ok"), petstore(pets="ok", toys="ok")
ANY = {**ADMIN, "If-Match": "*"}


def post(client: TestClient, place: str, document: dict[str, Any], **parameters: object) -> Any:
    return client.post(f"{place}/versions", json=document, params=parameters, headers=ADMIN | JSON)


def put(client: TestClient, place: str, number: str, document: dict[str, Any]) -> Any:
    return client.put(f"{place}/versions/{number}", json=document, headers=ADMIN | JSON)


def test_a_version_says_what_it_was_compared_with_and_what_changed(client: TestClient, place: str) -> None:
    first, second = post(client, place, ONE), post(client, place, TWO)
    judged = ("version", "verdict", "bump", "baseline")
    assert [first.json()[name] for name in judged] == ["1.0.0", "unchecked", None, None]
    assert [second.json()[name] for name in judged] == ["1.1.0", "compatible", "minor", "1.0.0"]
    listed = client.get(f"{place}/versions").json()["items"]
    assert [version["bump"] for version in listed] == ["minor", None]


def test_what_breaks_is_refused_with_its_report(client: TestClient, place: str) -> None:
    post(client, place, TWO)
    refused = post(client, place, ONE)
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    problem = refused.json()
    (change,) = problem["report"]["changes"]
    assert (problem["code"], problem["required"]) == ("breaking-change", "2.0.0")
    assert problem["detail"].startswith(f"The document breaks version 1.0.0 by 1 change, namely: {change['message']}. ")
    assert change["witness"]["text"].startswith("GET /toys HTTP/1.1")
    assert [version["version"] for version in client.get(f"{place}/versions").json()["items"]] == ["1.0.0"]


def test_a_major_is_opened_on_purpose(client: TestClient, place: str) -> None:
    post(client, place, TWO)
    opened = post(client, place, ONE, major=2)
    assert (opened.status_code, opened.headers["location"]) == (201, f"{place}/versions/2.0.0")
    told = client.get(f"{place}/audit", headers=ADMIN).json()["items"]
    assert [(entry["action"], entry["subject"]) for entry in told] == [("major-opened", "2.0.0")]


@pytest.mark.parametrize("major", ["-1", "two", "1000000000", "1.0"])
def test_a_major_that_is_none_is_refused(client: TestClient, place: str, major: str) -> None:
    refused = post(client, place, ONE, major=major)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "major")


def test_a_major_below_another_is_refused(client: TestClient, place: str) -> None:
    put(client, place, "3.0.0", ONE)
    refused = post(client, place, TWO, major=2)
    assert (refused.status_code, refused.json()["code"]) == (409, "version-does-not-follow")


def test_a_number_too_small_names_the_one_that_is_needed(client: TestClient, place: str) -> None:
    put(client, place, "1.0.0", ONE)
    refused = put(client, place, "1.0.1", TWO)
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["required"]) == (409, "version-too-small", "1.1.0")
    assert problem["report"]["bump"] == "minor"
    assert put(client, place, "1.1.0", TWO).status_code == 201


def test_what_breaks_two_versions_has_both_reports(client: TestClient, place: str) -> None:
    for document in (TWO, petstore(pets="ok", toys="ok", food="ok")):
        post(client, place, document)
    problem = post(client, place, ONE).json()
    assert [report["baseline"] for report in problem["reports"]] == ["1.1.0", "1.0.0"]
    assert problem["report"] == problem["reports"][0]


def test_a_waived_break_is_published_and_audited(client: TestClient, place: str) -> None:
    post(client, place, TWO)
    (change,) = post(client, place, ONE).json()["report"]["changes"]
    waiver = f"{place}/waivers/{change['fingerprint']}"
    client.put(waiver, json={"reason": "Nobody calls it."}, headers=ADMIN).raise_for_status()
    published = post(client, place, ONE)
    assert (published.status_code, published.json()["version"]) == (201, "1.1.0")
    told = client.get(f"{place}/audit", headers=ADMIN).json()["items"][0]
    assert told["action"] == "version-published"
    assert told["details"]["fingerprints"] == [change["fingerprint"]]


def test_a_policy_is_tried_before_it_is_adopted(client: TestClient, place: str) -> None:
    client.put(f"{place}/policy", json={"mode": "off"}, headers=ANY).raise_for_status()
    for document in (TWO, ONE):
        post(client, place, document)
    before = client.get(f"{place}/policy").json()
    tried = client.put(f"{place}/policy?dry-run=true", json={"mode": "enforce"}, headers=ADMIN)
    assert tried.status_code == 200
    assert tried.headers["cache-control"] == "no-store"
    refused = [{"version": "1.1.0", "baseline": "1.0.0", "verdict": "breaking", "breaking": 1}]
    assert tried.json() == {"api": before["links"]["self"].split("/")[3], "pairs": 1, "judged": 1, "refused": refused}
    assert client.get(f"{place}/policy").json() == before
    lenient = {"mode": "enforce", "severities": {"operation-removed": "warning"}}
    assert client.put(f"{place}/policy?dry-run=true", json=lenient, headers=ADMIN).json()["refused"] == []


def test_a_policy_that_is_tried_is_read_as_strictly_as_one_that_is_adopted(client: TestClient, place: str) -> None:
    unknown = client.put(f"{place}/policy?dry-run=true", json={"severities": {"no-rule": "off"}}, headers=ADMIN)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "rule-unknown")
    refused = client.put(f"{place}/policy?dry-run=maybe", json={}, headers=ADMIN)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "dry-run")
    assert client.put("/v1/policy?dry-run=true", json={}, headers=ANY).status_code == 400


def test_trying_a_policy_needs_an_admin(client: TestClient, place: str, publisher: dict[str, str]) -> None:
    assert client.put(f"{place}/policy?dry-run=true", json={}, headers=publisher).status_code == 403
