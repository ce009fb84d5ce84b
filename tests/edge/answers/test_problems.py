"""Problem details: every refusal has a row, and every row reads well."""

import re

import pytest
from starlette.testclient import TestClient

from edge.answers import problems, refusals
from edge.answers.problems import PROBLEM_TYPES
from registry import errors, judgement_errors
from registry.errors import RegistryError
from tests.application import ADMIN, JSON, YAML, petstore
from tests.edge.exchanges import exchange


def leaves(root: type[RegistryError] = RegistryError) -> list[type[RegistryError]]:
    """List the classes of refusals that are raised: those with a code."""
    below = [leaf for child in root.__subclasses__() for leaf in leaves(child)]
    return below or [root]


def test_every_refusal_has_a_row_and_every_row_a_refusal() -> None:
    assert set(leaves()) == set(PROBLEM_TYPES)


def test_codes_are_permanent_slugs_and_no_two_are_the_same() -> None:
    codes = [error.code for error in PROBLEM_TYPES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("module", [errors, judgement_errors, refusals], ids=lambda module: module.__name__)
def test_the_tree_in_the_docstring_names_every_refusal_with_its_code(module: object) -> None:
    drawn = module.__doc__ or ""
    for error in PROBLEM_TYPES:
        if error.__module__ == module.__name__:  # type: ignore[attr-defined]
            assert re.search(rf"─ {error.__name__} +{error.code}\b", drawn) or error is errors.DocumentInvalid, error


def test_the_page_of_problems_explains_every_code(client: TestClient) -> None:
    page = client.get("/problems").text
    assert all(f'id="{error.code}"' in page for error in PROBLEM_TYPES)


def test_an_error_of_an_unknown_subclass_is_answered_as_its_nearest_known_one(client: TestClient) -> None:
    exchange(client.app.services)  # type: ignore[attr-defined]

    class Unheard(errors.ApiNotFound):
        """A refusal that came later."""

    assert problems.answer(Unheard("x")).status == 404


REQUESTS = {
    "route-not-found": ("GET", "/nowhere", {}, None),
    "unknown-major": ("GET", "/v9/apis", {}, None),
    "method-not-allowed": ("PATCH", "/v1/apis", {}, None),
    "api-not-found": ("GET", "/v1/apis/nobody", {}, None),
    "version-not-found": ("GET", "/v1/apis/contract-registry/versions/9", {}, None),
    "waiver-not-found": ("GET", "/v1/apis/contract-registry/waivers/0123456789abcdef", {}, None),
    "rule-unknown": ("PUT", "/v1/policy", {**ADMIN, **JSON, "If-Match": "*"}, b'{"severities": {"x": "off"}}'),
    "expiry-passed": (
        "PUT",
        "/v1/apis/contract-registry/waivers/0123456789abcdef",
        {**ADMIN, **JSON},
        b'{"reason": "x", "expires_at": "2001-01-01T00:00:00Z"}',
    ),
    "token-not-found": ("DELETE", "/v1/tokens/0000000000000000", ADMIN, None),
    "invalid-request": ("GET", "/v1/apis?limit=many", {}, None),
    "cursor-invalid": ("GET", "/v1/apis?cursor=WyJ4Il0", {}, None),
    "unauthenticated": ("DELETE", "/v1/apis/petstore", {}, None),
    "invalid-token": ("GET", "/v1/apis", {"Authorization": "Bearer wrong"}, None),
    "not-acceptable": ("GET", "/v1/apis", {"Accept": "image/png"}, None),
    "unsupported-media-type": ("POST", "/v1/validations", {"Content-Type": "text/plain"}, b"x"),
    "body-too-large": ("POST", "/v1/validations", YAML, b"#" * 100_001),
    "document-unreadable": ("POST", "/v1/validations", YAML, b"a: ["),
    "document-invalid": ("POST", "/v1/validations", YAML, b"a: b"),
    "precondition-required": ("PUT", "/v1/apis/contract-registry", {**ADMIN, **JSON}, b'{"title": "x"}'),
    "precondition-failed": (
        "PUT",
        "/v1/apis/contract-registry",
        {**ADMIN, **JSON, "If-Match": '"other"'},
        b'{"title": "x"}',
    ),
}


@pytest.mark.parametrize("code", REQUESTS)
def test_a_refused_request_is_answered_with_its_problem(client: TestClient, code: str) -> None:
    method, path, headers, body = REQUESTS[code]
    response = client.request(method, path, headers=headers, content=body)
    problem = response.json()
    assert (problem["code"], problem["type"], problem["status"]) == (code, f"/problems#{code}", response.status_code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert problem["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    assert problem["detail"].endswith((".", ")"))
    assert len(problem["detail"]) <= 400


def test_a_refused_document_names_every_problem_with_its_place(client: TestClient) -> None:
    document = {**petstore(pets="all"), "paths": {"/{a}": {}, "/b": {"get": {}}}}
    response = client.post("/v1/apis/petstore/versions", json=document, headers=ADMIN)
    problem = response.json()
    assert response.status_code == 422
    assert problem["error_count"] == len(problem["errors"]) >= 1
    assert all(error["pointer"].startswith("/") and error["line"] == 1 for error in problem["errors"])


def test_what_fails_unexpectedly_is_a_problem_without_a_trace(client: TestClient) -> None:
    app = client.app.pages.app  # type: ignore[attr-defined]
    view = app.view_functions["pages.home"]
    app.view_functions["pages.home"] = lambda: 1 / 0
    try:
        response = client.get("/")
    finally:
        app.view_functions["pages.home"] = view
    assert response.status_code == 500
    assert response.json()["code"] == "internal-error"
    assert "ZeroDivision" not in response.text
