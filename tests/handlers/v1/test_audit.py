"""The audit over HTTP: every change of a judgement, newest first, also of an API that is gone."""

from typing import Any

from starlette.testclient import TestClient

from tests.application import ADMIN

CHANGE = "0123456789abcdef"
ANY = {**ADMIN, "If-Match": "*"}


def entries(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"{path}/audit?limit=100", headers=ADMIN)
    assert answer.status_code == 200
    return list(answer.json()["items"])


def change_everything(client: TestClient, place: str) -> None:
    client.put(f"{place}/policy", json={"mode": "warn"}, headers=ANY)
    client.put(f"{place}/waivers/{CHANGE}", json={"reason": "Nobody calls it."}, headers=ADMIN)
    client.delete(f"{place}/waivers/{CHANGE}", headers=ANY)
    client.delete(f"{place}/policy", headers=ANY)


def test_every_change_is_told_with_who_what_and_when(client: TestClient, place: str) -> None:
    change_everything(client, place)
    told = entries(client, place)
    waived = {"reason": "Nobody calls it.", "expires_at": None}
    assert [(entry["action"], entry["subject"], entry["details"]) for entry in told] == [
        ("policy-removed", "policy", {"before": {"mode": "warn"}, "after": {}}),
        ("waiver-withdrawn", CHANGE, waived),
        ("waiver-granted", CHANGE, waived),
        ("policy-replaced", "policy", {"before": {}, "after": {"mode": "warn"}}),
    ]
    assert {entry["api"] for entry in told} == {place.rsplit("/", 1)[1]}
    assert {entry["by"] for entry in told} == {"admin"}
    assert all(entry["at"].endswith("Z") for entry in told)
    sequences = [entry["sequence"] for entry in told]
    assert sequences == sorted(sequences, reverse=True)


def test_what_was_refused_is_not_told(client: TestClient, place: str) -> None:
    client.put(f"{place}/policy", json={"severities": {"no-such-rule": "off"}}, headers=ANY)
    client.put(f"{place}/policy", json={"mode": "off"}, headers=ADMIN)
    client.delete(f"{place}/waivers/{CHANGE}", headers=ANY)
    assert entries(client, place) == []


def test_pages_follow_one_another(client: TestClient, place: str) -> None:
    change_everything(client, place)
    for path in (place, "/v1"):
        first = client.get(f"{path}/audit?limit=2", headers=ADMIN)
        second = client.get(first.headers["link"].partition(">")[0].removeprefix("<"), headers=ADMIN)
        pages = first.json()["items"] + second.json()["items"]
        assert pages == entries(client, path)[:4]


def test_entries_outlive_their_api(client: TestClient, place: str) -> None:
    change_everything(client, place)
    assert client.delete(place, headers=ANY).status_code == 204
    assert client.get(place).status_code == 404
    told = entries(client, place)
    assert (len(told), told[0]["action"]) == (5, "api-removed")


def test_an_admin_sees_what_holds_for_all(client: TestClient, place: str, publisher: dict[str, str]) -> None:
    client.put("/v1/policy", json={"mode": "warn"}, headers=ANY)
    client.delete("/v1/policy", headers=ANY)
    assert [entry["action"] for entry in entries(client, "/v1")[:2]] == ["policy-removed", "policy-replaced"]
    assert [entry["api"] for entry in entries(client, "/v1")[:2]] == [None, None]
    assert entries(client, place) == []
    assert client.get("/v1/audit", headers=publisher).status_code == 403
    assert client.get("/v1/audit").status_code == 401


def test_nothing_changes_the_audit(client: TestClient, place: str) -> None:
    for path in (f"{place}/audit", "/v1/audit"):
        assert client.options(path).headers["allow"] == "GET, HEAD, OPTIONS"


def test_an_api_that_never_was_has_no_audit(client: TestClient) -> None:
    assert client.get("/v1/apis/nobody/audit").json()["code"] == "api-not-found"
