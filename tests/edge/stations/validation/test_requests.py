"""Requests, read strictly: a table of what is sent and what it is answered with."""

import uuid

import orjson
import pytest
from starlette.testclient import TestClient

from tests.application import ADMIN, JSON, YAML, petstore

DEEP = b"[" * 100_000
FIELDS = b'{"title": "x"}'
LABELS = orjson.dumps({"title": "x", "labels": {f"label-{index}": "" for index in range(33)}})

QUERIES = [
    ("limit=1_0", 400),
    ("limit=%205", 400),
    ("limit=%D9%A5", 400),
    ("limit=5.0", 400),
    ("limit=NaN", 400),
    ("limit=", 400),
    ("limit=0", 400),
    ("limit=101", 400),
    ("limit=-1", 400),
    ("limit=" + "9" * 5000, 400),
    ("limit=5&limit=6", 400),
    ("unknown=1", 400),
    ("q=%ff", 400),
    ("q=%00", 200),
    ("q=" + "x" * 201, 400),
    ("sort=title", 400),
    ("label=Team", 400),
    ("cursor=!", 400),
    ("&".join(f"q{index}=" for index in range(200)), 400),
    ("limit=100", 200),
    ("q=caf%C3%A9", 200),
    ("q=a+b%2Bc", 200),
    ("label=team:a%3Ab", 200),
]


@pytest.mark.parametrize(("query", "status"), QUERIES, ids=[query[:30] for query, _ in QUERIES])
def test_a_query_is_read_strictly(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/v1/apis?{query}").status_code == status


@pytest.mark.parametrize(("pairs", "faults"), [(100, 100), (101, 1)])
def test_a_query_has_a_hundred_parameters_at_most(client: TestClient, pairs: int, faults: int) -> None:
    """Beyond that the query is refused as a whole, and no parameter of it is read."""
    problem = client.get("/v1/apis?" + "&".join(f"other{index}=" for index in range(pairs))).json()
    assert len(problem["errors"]) == faults


BODIES = [
    ("capital letters are the same media type", {"Content-Type": "Application/JSON"}, b'{"title": 1}', 400),
    ("no media type is the first one taken", {}, b'{"title": 1}', 400),
    ("another media type", {"Content-Type": "text/plain"}, FIELDS, 415),
    ("a media type that is none", {"Content-Type": "x"}, FIELDS, 415),
    ("another charset", {"Content-Type": "application/json; charset=latin-1"}, FIELDS, 415),
    ("a charset that is none", {"Content-Type": "application/json; charset=bogus"}, FIELDS, 415),
    ("UTF-8, said", {"Content-Type": "application/json; charset=UTF-8"}, FIELDS, 201),
    ("compressed", {**JSON, "Content-Encoding": "gzip"}, FIELDS, 415),
    ("empty", JSON, b"", 400),
    ("not JSON", JSON, b"{", 400),
    ("a byte order mark", JSON, b"\xef\xbb\xbf" + FIELDS, 400),
    ("not UTF-8", JSON, b'{"title": "\xff"}', 400),
    ("UTF-16", JSON, '{"title": "x"}'.encode("utf-16"), 400),
    ("NaN", JSON, b'{"title": NaN}', 400),
    ("a lone surrogate", JSON, b'{"title": "\\ud800"}', 400),
    ("deep", JSON, DEEP[:60_000], 400),
    ("large", JSON, b'{"title": "' + b"x" * 70_000 + b'"}', 413),
    ("a long integer", JSON, b'{"title": ' + b"9" * 5000 + b"}", 400),
    ("an array", JSON, b"[]", 400),
    ("null", JSON, b"null", 400),
    ("an unknown member", JSON, b'{"title": "x", "name": "y"}', 400),
    ("a member that is missing", JSON, b'{"owner": "x"}', 400),
    ("a title with a line break", JSON, b'{"title": "a\\nb"}', 400),
    ("an empty title", JSON, b'{"title": ""}', 400),
    (
        "too many labels",
        JSON,
        LABELS,
        400,
    ),
    ("null where it is allowed", JSON, b'{"title": "x", "owner": null}', 201),
]


@pytest.mark.parametrize(("headers", "body", "status"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_a_body_is_read_strictly(client: TestClient, headers: dict[str, str], body: bytes, status: int) -> None:
    response = client.put(f"/v1/apis/body-{uuid.uuid4().hex}", content=body, headers={**ADMIN, **headers})
    assert response.status_code == status, response.text


def test_a_body_without_a_length_is_read_and_bounded(client: TestClient) -> None:
    chunks = (b"#" * 1000 for _ in range(101))
    assert client.post("/v1/validations", content=chunks, headers=YAML).status_code == 413


@pytest.mark.parametrize("name", ["Pets", "pets_", "-pets", "p" * 64, "pets%2Fx", "p%00", "%ff", "..."])
def test_a_name_that_is_no_slug_is_refused(client: TestClient, name: str) -> None:
    assert client.get(f"/v1/apis/{name}").status_code in {400, 404}


@pytest.mark.parametrize("number", ["1.0.0+build", "01.0.0", "v1.0.0", "1.0", "latest", "1.0.0-", "1.0.0-01"])
def test_a_version_is_published_only_under_an_exact_number(client: TestClient, number: str) -> None:
    response = client.put(f"/v1/apis/petstore/versions/{number}", json=petstore(), headers=ADMIN)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "authorization",
    ["Basic YTpi", "Bearer", "Bearer ", "bearer wrong", "Bearer a b", "Token x", "registry_0_0", "Bearer \xff"],
)
def test_a_credential_that_is_not_valid_is_never_taken_for_none(client: TestClient, authorization: str) -> None:
    response = client.get("/v1/apis", headers={"Authorization": authorization.encode("latin-1")})
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_who_sends_no_token_is_challenged_without_an_error(client: TestClient) -> None:
    response = client.post("/v1/apis/petstore/versions", json=petstore())
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="registry"'


def test_a_token_without_the_scope_is_told_which(client: TestClient) -> None:
    fields = {"name": "reader", "scopes": ["read"]}
    token = client.post("/v1/tokens", json=fields, headers=ADMIN).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    response = client.post("/v1/apis/petstore/versions", json=petstore(), headers=headers)
    assert response.status_code == 403
    assert response.json()["scope"] == "publish"
    assert 'error="insufficient_scope", scope="publish"' in response.headers["www-authenticate"]


def test_where_reading_needs_a_token_nothing_is_read_without(closed_client: TestClient) -> None:
    for path in ("/v1/apis", "/v1/apis/contract-registry", "/v1/whoami"):
        assert closed_client.get(path).status_code == 401
        assert closed_client.get(path, headers=ADMIN).status_code == 200


def test_where_reading_needs_a_token_the_published_contract_says_so(closed_client: TestClient) -> None:
    contract = closed_client.get("/v1/openapi.json").json()
    assert contract["security"] == [{"bearer": []}]


def test_where_reading_needs_a_token_the_pages_tell_nothing(closed_client: TestClient) -> None:
    page = closed_client.get("/").text
    assert "needs a token" in page
    assert "contract-registry" not in page
