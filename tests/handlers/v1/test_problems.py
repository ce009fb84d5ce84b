"""Problems of documents: errors refuse a publish, warnings are stored and shown, and a policy grades both."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN
from tests.handlers.v1.publishing import ONE

ANY = {**ADMIN, "If-Match": "*"}
TWICE = ONE | {"tags": [{"name": "a"}, {"name": "a"}]}
DANGLING = ONE | {"paths": {"/pets": {"get": {"responses": {"200": {"$ref": "#/components/responses/None"}}}}}}
BOTH = TWICE | {"paths": DANGLING["paths"]}
MERGED = b"""
openapi: 3.0.3
info: {title: Merged, version: 1.0.0}
x-shared: &shared
  get: {responses: {'200': {description: All.}}}
paths:
  /pets:
    <<: *shared
"""


@pytest.fixture(autouse=True)
def _no_policy_left_behind(client: TestClient) -> Iterator[None]:
    yield
    assert client.delete("/v1/policy", headers=ANY).status_code == 204


def graded(client: TestClient, place: str, **grades: str) -> None:
    grades = {code.replace("_", "-"): grade for code, grade in grades.items()}
    assert client.put(f"{place}/policy", json={"problems": grades}, headers=ANY).status_code == 200


def test_a_document_with_warnings_is_published_with_them(client: TestClient, place: str) -> None:
    answer = client.post(f"{place}/versions", json=TWICE, headers=ADMIN)
    version = answer.json()
    assert (answer.status_code, version["valid"]) == (201, True)
    assert (version["problem_count"], version["error_count"]) == (1, 0)
    (problem,) = version["problems"]
    assert (problem["code"], problem["severity"], problem["pointer"]) == ("duplicate-tag", "warning", "/tags/1")
    assert client.get(f"{place}/versions/latest").json() == version
    (listed,) = client.get(f"{place}/versions").json()["items"]
    assert (listed["valid"], listed["problem_count"], listed["error_count"]) == (True, 1, 0)


def test_errors_alone_refuse_a_publish(client: TestClient, place: str) -> None:
    refused = client.post(f"{place}/versions", json=BOTH, headers=ADMIN)
    assert (refused.status_code, refused.json()["error_count"]) == (422, 1)
    (error,) = refused.json()["errors"]
    assert (error["code"], error["severity"]) == ("unresolved-reference", "error")
    assert client.post(f"{place}/checks", json=BOTH, headers=ADMIN).json()["errors"] == [error]
    version = client.post(f"{place}/versions?validity=warn", json=BOTH, headers=ADMIN).json()
    assert (version["valid"], version["problem_count"], version["error_count"]) == (False, 2, 1)
    assert {each["severity"] for each in version["problems"]} == {"error", "warning"}


def test_a_policy_makes_a_warning_an_error(client: TestClient, place: str) -> None:
    graded(client, place, duplicate_tag="error")
    assert client.post(f"{place}/checks", json=TWICE, headers=ADMIN).status_code == 422
    refused = client.post(f"{place}/versions", json=TWICE, headers=ADMIN)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "duplicate-tag")


def test_a_policy_makes_an_error_a_warning_or_leaves_it_out(client: TestClient, place: str) -> None:
    graded(client, place, unresolved_reference="warning", duplicate_tag="off")
    version = client.post(f"{place}/versions", json=BOTH, headers=ADMIN).json()
    assert (version["valid"], version["problem_count"], version["error_count"]) == (True, 1, 0)
    assert [(each["code"], each["severity"]) for each in version["problems"]] == [("unresolved-reference", "warning")]
    graded(client, place)
    assert client.get(f"{place}/versions/latest").json()["problems"] == version["problems"]


def test_the_registry_s_policy_grades_validations_and_what_an_api_leaves_out(client: TestClient, place: str) -> None:
    graded(client, "/v1", duplicate_tag="error")
    found = client.post("/v1/validations", json=TWICE).json()
    assert (found["valid"], found["error_count"], found["problems"][0]["severity"]) == (False, 1, "error")
    assert client.post(f"{place}/versions", json=TWICE, headers=ADMIN).status_code == 422


def test_a_policy_that_grades_an_unknown_problem_is_refused(client: TestClient, place: str) -> None:
    answer = client.put(f"{place}/policy", json={"problems": {"duplicate-tags": "off"}}, headers=ANY)
    assert answer.json()["errors"] == [
        {
            "pointer": "/problems/duplicate-tags",
            "detail": "There is no problem 'duplicate-tags': did you mean 'duplicate-tag'?",
        }
    ]


def test_merge_keys_are_expanded_with_a_warning(client: TestClient) -> None:
    found = client.post("/v1/validations", content=MERGED, headers={"Content-Type": "application/yaml"}).json()
    assert (found["valid"], found["operation_count"]) == (True, 1)
    assert [(each["code"], each["severity"], each["line"]) for each in found["problems"]] == [
        ("merge-key", "warning", 8)
    ]


@pytest.mark.parametrize("alias", ["application/x-yaml", "text/yaml", "text/x-yaml; charset=utf-8"])
def test_the_former_names_of_yaml_are_understood(client: TestClient, place: str, alias: str) -> None:
    sent = {**ADMIN, "Content-Type": alias}
    assert client.post(f"{place}/versions", content=MERGED, headers=sent).status_code == 201
    document = client.get(f"{place}/versions/latest/document", headers={"Accept": alias.partition(";")[0]})
    assert (document.status_code, document.content) == (200, MERGED)
    assert document.headers["content-type"].partition(";")[0] == alias.partition(";")[0]
