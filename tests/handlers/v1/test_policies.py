"""Policies over HTTP: shown as they hold, with what is their own; changed only by who says which state is changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.policies import known_rules
from tests.application import ADMIN

RULE = next(iter(known_rules()))
ANY = {**ADMIN, "If-Match": "*"}
DEFAULTS = {
    "mode": "enforce",
    "content_model": "declared",
    "reach": "transitive",
    "severities": {},
    "problems": {},
    "undecided": "breaking",
    "removal_after_sunset": "forbidden",
}


@pytest.fixture(autouse=True)
def _no_policy_left_behind(client: TestClient) -> Iterator[None]:
    yield
    assert client.delete("/v1/policy", headers=ANY).status_code == 204


def shown(client: TestClient, place: str) -> dict[str, Any]:
    answer = client.get(f"{place}/policy")
    assert answer.status_code == 200
    return dict(answer.json())


def test_an_api_that_says_nothing_shows_the_defaults(client: TestClient, place: str) -> None:
    assert shown(client, place) == {**DEFAULTS, "own": {}, "links": {"self": f"{place}/policy"}}
    assert shown(client, "/v1") == {**DEFAULTS, "own": {}, "links": {"self": "/v1/policy"}}


def test_what_is_its_own_can_be_sent_back(client: TestClient, place: str) -> None:
    own = {
        "mode": "warn",
        "content_model": "strict",
        "reach": "latest",
        "severities": {RULE: "off"},
        "problems": {"duplicate-tag": "error"},
        "undecided": "warning",
        "removal_after_sunset": "allowed",
    }
    first = client.put(f"{place}/policy", json=own, headers=ANY)
    assert (first.status_code, first.json()) == (200, {**own, "own": own, "links": {"self": f"{place}/policy"}})
    again = client.put(f"{place}/policy", json=first.json()["own"], headers=ANY)
    assert again.json() == first.json() == shown(client, place)
    assert again.headers["etag"] == first.headers["etag"] == client.get(f"{place}/policy").headers["etag"]


def test_what_an_api_leaves_out_comes_from_the_registry(client: TestClient, place: str) -> None:
    client.put("/v1/policy", json={"mode": "warn", "severities": {RULE: "info"}}, headers=ANY)
    client.put(f"{place}/policy", json={"reach": "latest"}, headers=ANY)
    policy = shown(client, place)
    assert (policy["mode"], policy["reach"], policy["severities"]) == ("warn", "latest", {RULE: "info"})
    assert policy["own"] == {"reach": "latest"}


def test_a_policy_that_is_removed_leads_back_to_the_defaults(client: TestClient, place: str) -> None:
    client.put("/v1/policy", json={"mode": "warn"}, headers=ANY)
    client.put(f"{place}/policy", json={"mode": "off"}, headers=ANY)
    assert client.delete(f"{place}/policy", headers=ANY).status_code == 204
    assert shown(client, place)["mode"] == "warn"
    assert client.delete("/v1/policy", headers=ANY).status_code == 204
    assert shown(client, place) == {**DEFAULTS, "own": {}, "links": {"self": f"{place}/policy"}}


@pytest.mark.parametrize("where", ["api", "registry"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_change_names_the_state_it_changes(client: TestClient, place: str, method: str, where: str) -> None:
    path = f"{place}/policy" if where == "api" else "/v1/policy"
    body = {"json": {"mode": "warn"}} if method == "PUT" else {}
    etag = client.get(path).headers["etag"]
    assert client.request(method, path, headers=ADMIN, **body).status_code == 428
    assert client.request(method, path, headers={**ADMIN, "If-Match": '"other"'}, **body).status_code == 412
    client.put(path, json={"mode": "off"}, headers=ANY)
    assert client.request(method, path, headers={**ADMIN, "If-Match": etag}, **body).status_code == 412
    assert client.get(path).json()["mode"] == "off"
    etag = client.get(path).headers["etag"]
    assert client.request(method, path, headers={**ADMIN, "If-Match": etag}, **body).status_code in {200, 204}


def test_a_policy_is_always_there(client: TestClient, place: str) -> None:
    headers = {**ADMIN, "If-None-Match": "*"}
    assert client.put(f"{place}/policy", json={}, headers=headers).status_code == 412


def test_a_rule_there_is_not_is_refused_with_its_place_and_the_nearest(client: TestClient, place: str) -> None:
    unknown = RULE[:-1]
    answer = client.put(f"{place}/policy", json={"severities": {unknown: "off", RULE: "off"}}, headers=ANY)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["error_count"]) == (422, "rule-unknown", 1)
    assert problem["errors"] == [
        {"pointer": f"/severities/{unknown}", "detail": f"There is no rule {unknown!r}: did you mean {RULE!r}?"}
    ]
    assert shown(client, place)["own"] == {}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"mode": "sometimes"}, "/mode"),
        ({"mode": None}, "/mode"),
        ({"undecided": "off"}, "/undecided"),
        ({"severities": {RULE: "grave"}}, f"/severities/{RULE}"),
        ({"modes": "warn"}, ""),
        ([], ""),
    ],
)
def test_what_is_not_of_the_contracts_shape_is_refused(
    client: TestClient, place: str, body: object, pointer: str
) -> None:
    answer = client.put(f"{place}/policy", json=body, headers=ANY)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


def test_who_may_only_publish_changes_no_policy(client: TestClient, place: str, publisher: dict[str, str]) -> None:
    for path in (f"{place}/policy", "/v1/policy"):
        for method, body in (("PUT", {"json": {"mode": "off"}}), ("DELETE", {})):
            answer = client.request(method, path, headers={**publisher, "If-Match": "*"}, **body)
            assert (answer.status_code, answer.json()["scope"]) == (403, "admin")
            assert client.request(method, path, **body).status_code == 401


def test_an_api_that_is_not_there_has_no_policy(client: TestClient) -> None:
    path = "/v1/apis/nobody/policy"
    for answer in (client.get(path), client.put(path, json={}, headers=ANY), client.delete(path, headers=ANY)):
        assert (answer.status_code, answer.json()["code"]) == (404, "api-not-found")
