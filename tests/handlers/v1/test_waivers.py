"""Waivers over HTTP: granted for a reason, listed by state, withdrawn, and never by who may only publish."""

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN

CHANGE = "0123456789abcdef"
REASON = {"reason": "Nobody calls it."}
ANY = {**ADMIN, "If-Match": "*"}


def test_a_waiver_is_granted_located_and_shown(client: TestClient, place: str) -> None:
    path = f"{place}/waivers/{CHANGE}"
    granted = client.put(path, json={**REASON, "expires_at": "2099-01-31T02:00:00+02:00"}, headers=ADMIN)
    assert (granted.status_code, granted.headers["location"]) == (201, path)
    assert granted.json() == {
        "api": place.rsplit("/", 1)[1],
        "fingerprint": CHANGE,
        "reason": "Nobody calls it.",
        "state": "active",
        "granted_by": "admin",
        "granted_at": granted.json()["granted_at"],
        "expires_at": "2099-01-31T00:00:00.000000Z",
        "links": {"self": path},
    }
    shown = client.get(path)
    assert (shown.json(), shown.headers["etag"]) == (granted.json(), granted.headers["etag"])


@pytest.mark.parametrize("said", [{}, {"expires_at": None}])
def test_a_waiver_without_a_time_never_expires(client: TestClient, place: str, said: dict[str, None]) -> None:
    granted = client.put(f"{place}/waivers/{CHANGE}", json={**REASON, **said}, headers=ADMIN)
    assert (granted.status_code, granted.json()["expires_at"]) == (201, None)


def test_a_change_of_a_waiver_names_the_state_it_changes(client: TestClient, place: str) -> None:
    path = f"{place}/waivers/{CHANGE}"
    etag = client.put(path, json=REASON, headers={**ADMIN, "If-None-Match": "*"}).headers["etag"]
    assert client.put(path, json={"reason": "Still."}, headers=ADMIN).status_code == 428
    assert client.put(path, json={"reason": "Still."}, headers={**ADMIN, "If-None-Match": "*"}).status_code == 412
    changed = client.put(path, json={"reason": "Still."}, headers={**ADMIN, "If-Match": etag})
    assert (changed.status_code, changed.json()["reason"]) == (200, "Still.")
    assert client.delete(path, headers=ADMIN).status_code == 428
    assert client.delete(path, headers={**ADMIN, "If-Match": etag}).status_code == 412
    assert client.delete(path, headers={**ADMIN, "If-Match": changed.headers["etag"]}).status_code == 204
    assert client.get(path).json()["code"] == "waiver-not-found"
    assert client.delete(path, headers=ANY).json()["code"] == "waiver-not-found"


def test_waivers_are_listed_newest_first_page_by_page(client: TestClient, place: str) -> None:
    fingerprints = [f"{number:016x}" for number in range(5)]
    for fingerprint in fingerprints:
        client.put(f"{place}/waivers/{fingerprint}", json=REASON, headers=ADMIN)
    found = []
    answer = client.get(f"{place}/waivers?state=active&limit=2")
    for _ in range(3):
        found += [item["fingerprint"] for item in answer.json()["items"]]
        if answer.json()["next"]:
            answer = client.get(answer.headers["link"].partition(">")[0].removeprefix("<"))
    assert found == fingerprints[::-1]
    assert answer.json()["next"] is None
    assert client.get(f"{place}/waivers?state=expired").json()["items"] == []


def test_a_cursor_belongs_to_the_state_it_was_given_for(client: TestClient, place: str) -> None:
    for number in range(2):
        client.put(f"{place}/waivers/{number:016x}", json=REASON, headers=ADMIN)
    cursor = client.get(f"{place}/waivers?limit=1").json()["next"]
    answer = client.get(f"{place}/waivers?limit=1&state=active&cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor-invalid")


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({}, 400, ""),
        ({"reason": ""}, 400, "/reason"),
        ({"reason": " \n\t"}, 400, "/reason"),
        ({"reason": "x" * 501}, 400, "/reason"),
        ({"reason": "a\0b"}, 400, "/reason"),
        ({**REASON, "until": "2099-01-31"}, 400, ""),
        ({**REASON, "expires_at": "tomorrow"}, 400, "/expires_at"),
        ({**REASON, "expires_at": "0000-01-01T00:00:00Z"}, 400, "/expires_at"),
        ({**REASON, "expires_at": "2020-01-01T00:00:00Z"}, 422, "/expires_at"),
    ],
)
def test_a_waiver_without_a_reason_or_a_time_to_come_is_refused(
    client: TestClient, place: str, body: dict[str, str], status: int, pointer: str
) -> None:
    answer = client.put(f"{place}/waivers/{CHANGE}", json=body, headers=ADMIN)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, pointer)
    assert client.get(f"{place}/waivers/{CHANGE}").status_code == 404


def test_the_longest_reason_is_taken(client: TestClient, place: str) -> None:
    body = {"reason": "Ü" * 498 + "\n."}
    assert client.put(f"{place}/waivers/{CHANGE}", json=body, headers=ADMIN).json()["reason"] == body["reason"]


@pytest.mark.parametrize("fingerprint", ["0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "z" * 16])
def test_a_fingerprint_is_sixteen_hexadecimal_digits(client: TestClient, place: str, fingerprint: str) -> None:
    assert client.get(f"{place}/waivers/{fingerprint}").status_code == 400


def test_who_may_only_publish_excuses_nobody(client: TestClient, place: str, publisher: dict[str, str]) -> None:
    path = f"{place}/waivers/{CHANGE}"
    client.put(path, json=REASON, headers=ADMIN)
    for answer in (
        client.put(path, json={"reason": "x"}, headers={**publisher, "If-Match": "*"}),
        client.delete(path, headers={**publisher, "If-Match": "*"}),
    ):
        assert (answer.status_code, answer.json()["scope"]) == (403, "admin")
    assert client.put(path, json=REASON).status_code == 401


def test_an_api_that_is_not_there_has_no_waivers(client: TestClient) -> None:
    path = f"/v1/apis/nobody/waivers/{CHANGE}"
    for answer in (
        client.get(path),
        client.get("/v1/apis/nobody/waivers"),
        client.put(path, json=REASON, headers=ADMIN),
        client.delete(path, headers=ANY),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "api-not-found")
