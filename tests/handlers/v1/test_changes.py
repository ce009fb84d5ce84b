"""Changes over HTTP: what a version changed since the one before, or since any other."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from handlers.v1.writing.reports import FORMS
from tests.application import ADMIN
from tests.handlers.v1.publishing import ONE, THREE, TWO, publish

ANY = {**ADMIN, "If-Match": "*"}


@pytest.fixture
def history(client: TestClient, place: str) -> str:
    """An API with versions 1.0.0, 1.1.0 and 2.0.0."""
    assert publish(client, place, ONE, TWO) == ["1.0.0", "1.1.0"]
    assert publish(client, place, THREE, major=2) == ["2.0.0"]
    return place


@pytest.mark.parametrize(
    ("selector", "since", "exact", "baseline", "found"),
    [
        ("1.1.0", None, "1.1.0", "1.0.0", ("compatible", ["operation-added"])),
        ("1", None, "1.1.0", "1.0.0", ("compatible", ["operation-added"])),
        ("2.0.0", None, "2.0.0", "1.1.0", ("breaking", ["operation-removed"])),
        ("latest", "1.0.0", "2.0.0", "1.0.0", ("breaking", ["operation-removed", "operation-added"])),
        ("1.0.0", "latest", "1.0.0", "2.0.0", ("breaking", ["operation-removed", "operation-added"])),
        ("1.0", "1.0.0", "1.0.0", "1.0.0", ("compatible", [])),
        ("1.0.0", None, "1.0.0", None, ("compatible", [])),
    ],
)
def test_a_version_shows_what_it_changed(
    client: TestClient, history: str, selector: str, since: str | None, exact: str, baseline: str | None, found: Any
) -> None:
    query = {"since": since} if since else {}
    answer = client.get(f"{history}/versions/{selector}/changes", params=query)
    report = answer.json()
    assert (answer.status_code, answer.headers["content-location"]) == (200, f"{history}/versions/{exact}/changes")
    assert (report["verdict"], [change["id"] for change in report["changes"]]) == found
    assert report.get("baseline") == baseline
    assert report["revision"]["name"] == f"{history.rsplit('/', 1)[1]} {exact}"


def test_changes_are_linked_from_their_version(client: TestClient, history: str) -> None:
    link = client.get(f"{history}/versions/1.1.0").json()["links"]["changes"]
    assert client.get(link).json()["bump"] == "minor"


def test_changes_are_graded_by_what_is_in_force_now(client: TestClient, history: str) -> None:
    path = f"{history}/versions/2.0.0/changes"
    removed = client.get(path).json()["changes"][0]
    client.put(f"{history}/waivers/{removed['fingerprint']}", json={"reason": "Nobody calls it."}, headers=ADMIN)
    waived = client.get(path).json()
    assert (waived["verdict"], waived["changes"][0]["ignored"]["reason"]) == ("compatible", "Nobody calls it.")
    client.delete(f"{history}/waivers/{removed['fingerprint']}", headers=ANY)
    client.put(f"{history}/policy", json={"severities": {"operation-removed": "off"}}, headers=ANY)
    assert client.get(path).json()["changes"] == []


@pytest.mark.parametrize("media_type", FORMS)
def test_each_form_has_an_etag_of_its_own_and_is_not_sent_again(
    client: TestClient, history: str, media_type: str
) -> None:
    path = f"{history}/versions/1.1.0/changes"
    first = client.get(path, headers={"Accept": media_type})
    assert first.headers["content-type"].partition(";")[0] == media_type
    again = client.get(path, headers={"Accept": media_type, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    others = [client.get(path, headers={"Accept": other}).headers["etag"] for other in FORMS if other != media_type]
    assert first.headers["etag"] not in others
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_the_same_versions_have_the_same_report_byte_for_byte(client: TestClient, history: str) -> None:
    path = f"{history}/versions/latest/changes?since=1.0.0"
    assert client.get(path).content == client.get(path).content


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("versions/9/changes", 404, "version-not-found"),
        ("versions/latest/changes?since=9", 404, "version-not-found"),
        ("versions/latest/changes?since=first", 400, "invalid-request"),
        ("versions/newest/changes", 400, "invalid-request"),
    ],
)
def test_versions_that_are_not_there_have_no_changes(
    client: TestClient, history: str, path: str, status: int, code: str
) -> None:
    answer = client.get(f"{history}/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_api_that_is_not_there_has_no_changes(client: TestClient) -> None:
    for path in ("versions/latest/changes", "changelog"):
        answer = client.get(f"/v1/apis/nobody/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "api-not-found")


def test_what_was_published_and_not_judged_is_compared_when_asked_for(client: TestClient, place: str) -> None:
    client.put(f"{place}/policy", json={"mode": "off"}, headers=ANY)
    publish(client, place, ONE, THREE)
    assert client.get(f"{place}/versions/1.1.0").json()["verdict"] == "unchecked"
    assert client.get(f"{place}/versions/1.1.0/changes").json()["verdict"] == "breaking"
