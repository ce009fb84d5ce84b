"""Pages of other origins: who may call, what they may send and read, and how a preflight is refused."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.types import Message

from edge.exchange import current, join_headers
from edge.stations.cors import RESPONSE_FIELDS, Cors
from settings import Settings, SettingsError
from tests import application
from tests.edge.exchanges import exchange

PAGE = "https://app.example"
ALLOWED = (PAGE, "http://localhost:3000")


class Got:
    """An answer, and the fields that the envelope is to add to it."""

    def __init__(self, messages: list[Message]) -> None:
        start: Message = messages[0] if messages else {"status": 0, "headers": []}
        self.status = start["status"]
        self.headers = Headers(raw=list(start["headers"]))
        self.added = Headers(raw=current().fields)
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


async def passed(scope: object, receive: object, send: Any) -> None:
    """Answer as a handler does."""
    await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", b"GET, HEAD, OPTIONS")]})
    await send({"type": "http.response.body"})


def ask(method: str = "GET", origins: tuple[str, ...] = ALLOWED, **headers: str) -> Got:
    """Ask from a page."""

    async def asking() -> Got:
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        unused: Any = None
        exchange(unused, method=method, headers=join_headers(raw))
        messages: list[Message] = []

        async def send(message: Message) -> None:
            messages.append(message)

        await Cors(passed, origins=origins)({"type": "http", "method": method, "headers": raw}, unused, send)
        return Got(messages)

    return asyncio.run(asking())


def preflight(method: str = "PUT", headers: str = "authorization, content-type", **said: Any) -> Got:
    """Ask as a browser does before it sends what a page wants to."""
    asked = {"access_control_request_method": method, "access_control_request_headers": headers}
    return ask("OPTIONS", **{"origin": PAGE, **asked, **said})


@pytest.mark.parametrize("origin", ALLOWED)
def test_a_page_of_an_allowed_origin_may_read_the_answer(origin: str) -> None:
    added = ask(origin=origin).added
    assert added["access-control-allow-origin"] == origin
    assert added["vary"] == "Origin"
    assert set(added["access-control-expose-headers"].split(", ")) == set(RESPONSE_FIELDS)
    assert "access-control-allow-credentials" not in added


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://app.example",
        PAGE + ".evil.example",
        PAGE + ":8443",
        "null",
        "",
        "*",
        "HTTPS://app.example",
    ],
)
def test_any_other_page_may_not_and_caches_tell_them_apart(origin: str) -> None:
    assert dict(ask(origin=origin).added) == {"vary": "Origin"}


def test_without_an_origin_caches_are_told_that_it_would_matter() -> None:
    assert dict(ask().added) == {"vary": "Origin"}


@pytest.mark.parametrize("said", [{}, {"origin": "https://anywhere.example"}, {"origin": "null"}])
def test_where_everyone_may_every_answer_says_so_alike(said: dict[str, str]) -> None:
    added = ask(origins=("*",), **said).added
    assert set(added["access-control-expose-headers"].split(", ")) == set(RESPONSE_FIELDS)
    assert added["access-control-allow-origin"] == "*"
    assert "vary" not in added
    assert "access-control-allow-credentials" not in added


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE"])
def test_a_preflight_of_what_the_contract_has_is_answered(method: str) -> None:
    got = preflight(method, "Authorization, If-Match, API-Version, traceparent, x-request-id")
    assert (got.status, got.body) == (204, b"")
    assert got.headers["access-control-allow-origin"] == PAGE
    assert got.headers["access-control-max-age"] == "600"
    assert "origin" in got.headers["vary"].lower()
    assert not {"content-type", "content-length"} & set(got.headers)


def test_where_everyone_may_a_preflight_says_so() -> None:
    got = preflight(origins=("*",), origin="https://anywhere.example")
    assert (got.status, got.headers["access-control-allow-origin"]) == (204, "*")


REFUSED = {
    "origin": {"origin": "https://evil.example"},
    "method": {"method": "PATCH"},
    "headers": {"headers": "authorization, x-evil"},
    "origin, method, headers": {"origin": "null", "method": "TRACE", "headers": "cookie"},
}


@pytest.mark.parametrize("parts", REFUSED)
def test_a_refused_preflight_is_a_problem_that_says_why(parts: str) -> None:
    got = preflight(**REFUSED[parts])
    problem = json.loads(got.body)
    assert (got.status, problem["status"], problem["code"]) == (403, 403, "preflight-refused")
    assert got.headers["content-type"] == "application/problem+json"
    assert got.headers["content-length"] == str(len(got.body))
    assert problem["detail"].endswith(f"because of its {parts}.")
    assert ("access-control-allow-origin" in got.headers) is ("origin" not in parts)


def test_an_options_that_is_no_preflight_is_answered_as_ever() -> None:
    assert ask("OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    assert ask("OPTIONS", origin=PAGE).headers["allow"] == "GET, HEAD, OPTIONS"
    assert ask("OPTIONS", access_control_request_method="GET").headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_failure_inside_is_marked_too() -> None:
    async def failing(scope: object, receive: object, send: object) -> None:
        raise RuntimeError

    unused: Any = None
    raw = [(b"origin", PAGE.encode())]

    async def asking() -> Headers:
        exchange(unused, headers=join_headers(raw))
        with pytest.raises(RuntimeError):
            await Cors(failing, origins=ALLOWED)({"type": "http", "method": "GET", "headers": raw}, unused, unused)
        return Headers(raw=current().fields)

    assert asyncio.run(asking())["access-control-allow-origin"] == PAGE


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", ()),
        ("  ", ()),
        ("*", ("*",)),
        ("https://app.example", (PAGE,)),
        ("https://app.example, http://localhost:3000", ALLOWED),
        ("https://app.example http://localhost:3000,", ALLOWED),
        ("HTTPS://App.Example:443", (PAGE,)),
        ("http://a:80 http://a:8080 http://[::1]:80", ("http://a", "http://a:8080", "http://[::1]")),
        ("chrome-extension://abcdef", ("chrome-extension://abcdef",)),
    ],
)
def test_origins_are_read_as_browsers_write_them(text: str, origins: tuple[str, ...]) -> None:
    assert Settings.from_environ({"REGISTRY_CORS_ORIGINS": text}).cors_origins == origins


@pytest.mark.parametrize(
    "text",
    [
        "app.example",
        "https://app.example/",
        "https://app.example/path",
        "https://app.example?query",
        "https://user@app.example",
        "https://*.example",
        "https://app.example:http",
        "https://bücher.example",
        "https://",
        "null",
        "* https://app.example",
        "https://app.example; https://b.example",
    ],
)
def test_what_is_no_origin_stops_the_start(text: str) -> None:
    with pytest.raises(SettingsError, match=r"REGISTRY_CORS_ORIGINS=.*origins such as"):
        Settings.from_environ({"REGISTRY_CORS_ORIGINS": text})


def test_a_page_may_call_the_whole_application(tmp_path: Path) -> None:
    with application.client(tmp_path, cors_origins=ALLOWED) as client:
        got = client.get("/v1/apis", headers={"Origin": PAGE})
        refused = client.get("/nowhere", headers={"Origin": PAGE})
        asked = {"Origin": PAGE, "Access-Control-Request-Method": "PUT"}
        preflights = [
            client.options("/v1/apis/petstore", headers={**asked, **said}) for said in ({}, {"Origin": "null"})
        ]
    assert (got.status_code, got.headers["access-control-allow-origin"]) == (200, PAGE)
    assert {"Origin", "Accept", "Accept-Encoding"} <= set(got.headers["vary"].replace(",", "").split())
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (404, PAGE)
    assert [each.status_code for each in preflights] == [204, 403]
    assert preflights[1].json()["instance"] == f"urn:uuid:{preflights[1].headers['x-request-id']}"


def test_by_default_no_page_may(client: TestClient) -> None:
    got = client.get("/v1/apis", headers={"Origin": PAGE})
    assert not [name for name in got.headers if name.startswith("access-control-")]
    assert "Origin" not in got.headers["vary"]
