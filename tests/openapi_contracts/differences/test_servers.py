"""Servers: whether requests still reach an operation where clients send them."""

from typing import Any

import pytest

from openapi_contracts.differences.servers import servers
from openapi_contracts.findings import Doubt, Kind, Shown
from openapi_contracts.rules.servers import RULES
from openapi_contracts.vocabulary import Side
from tests.openapi_contracts.differences.outlines import Document, found, ids, outline, said

V1, V2 = {"url": "https://api.example.com/v1"}, {"url": "https://api.example.com/v2"}
EU, US = {"url": "https://eu.example.com/v1"}, {"url": "https://us.example.com/v1"}


def at(*servers: Any) -> Document:
    return outline(servers=list(servers))


def variable(url: str, **variables: Any) -> Document:
    return {"url": url, "variables": variables}


def swagger(**members: Any) -> Document:
    return {"swagger": "2.0", "info": {}, "paths": {"/pets": {"get": {"responses": {}}}}, **members}


BROKEN = variable("https://{host}/v1", host={})
VERSIONED = variable("https://api.example.com/{version}", version={"default": "v1", "enum": ["v1", "v2"]})

# before, after, sentences by rule
CASES: list[tuple[Document, Document, dict[str, str]]] = [
    (
        at(V1),
        at(V2),
        {"server-base-path-changed": "The operation is no longer served under `/v1`, but under `/v2`"},
    ),
    (
        at(V1),
        outline(),
        {"server-base-path-changed": "The operation is no longer served under `/v1`, but under `/`"},
    ),
    (
        at(V1, V2),
        at(V2),
        {"server-base-path-changed": "The operation is no longer served under `/v1`, but under `/v2`"},
    ),
    (
        swagger(basePath="/v1"),
        swagger(basePath="/v2"),
        {"server-base-path-changed": "The operation is no longer served under `/v1`, but under `/v2`"},
    ),
    (
        at(VERSIONED),
        at(V1),
        {"server-base-path-changed": "The operation is no longer served under `/v2`, but under `/v1`"},
    ),
    (at(EU, US), at(US), {"server-removed": "The server `https://eu.example.com/v1` is no longer listed"}),
    (
        at(EU),
        at(US),
        {
            "server-removed": "The server `https://eu.example.com/v1` is no longer listed",
            "server-added": "The server `https://us.example.com/v1` was added",
        },
    ),
    (at(US), at(US, EU), {"server-added": "The server `https://eu.example.com/v1` was added"}),
    (at(V1), at(VERSIONED), {"server-added": "The server `https://api.example.com/v2` was added"}),
    (
        at(V1),
        at(V1, BROKEN),
        {},
    ),
    (
        at(V1),
        at(BROKEN),
        {
            "server-undecided": "It is undecided whether the operation is still served at its address: "
            "the server's variable 'host' has no default"
        },
    ),
    (
        at(BROKEN),
        at(V1),
        {
            "server-undecided": "It is undecided whether the operation is still served at its address: "
            "the server's variable 'host' has no default",
            "server-added": "The server `https://api.example.com/v1` was added",
        },
    ),
    (
        swagger(host="a.example", basePath="/v1"),
        at({"url": "https://a.example/v1"}),
        {"server-added": "The server `https://a.example/v1` was added"},
    ),
]


@pytest.mark.parametrize(("old", "new", "sentences"), CASES)
def test_a_change_of_servers_is_found_and_said(old: Document, new: Document, sentences: dict[str, str]) -> None:
    assert {one.rule: said(RULES, one) for one in found(servers.compare, old, new)} == sentences


def test_every_rule_has_a_case() -> None:
    assert {rule for case in CASES for rule in case[2]} == {rule.id for rule in RULES}


def test_the_witness_is_a_request_to_the_server_that_is_gone() -> None:
    (finding,) = found(servers.compare, at(V1), at(V2))
    shown = finding.evidence
    assert isinstance(shown, Shown)
    assert (shown.side, shown.kind, shown.label) == (Side.BASE, Kind.REQUEST, "GET /pets")
    assert shown.server is not None
    assert (shown.server.url, shown.server.base) == ("https://api.example.com/v1", "/v1")
    assert shown.refused == "the revision serves this operation under `/v2`"
    assert finding.operations == ("GET /pets", "POST /pets")
    assert (finding.base, finding.revision) == ("/servers/0", "/servers/0")


def test_a_value_of_a_variable_that_is_gone_is_in_the_witness() -> None:
    (finding,) = found(servers.compare, at(VERSIONED), at(V1))
    shown = finding.evidence
    assert isinstance(shown, Shown)
    assert shown.server is not None
    assert (shown.server.url, shown.server.base) == ("https://api.example.com/v2", "/v2")


def test_what_is_undecided_says_why() -> None:
    (finding,) = found(servers.compare, at(V1), at(BROKEN))
    assert finding.evidence == Doubt("the server's variable 'host' has no default")


def test_a_server_of_one_operation_is_its_own_change() -> None:
    old, new = (outline(operation={"servers": [server]}) for server in (V1, V2))
    (finding,) = found(servers.compare, old, new)
    assert finding.operations == ("GET /pets",)
    assert finding.base == "/paths/~1pets/get/servers/0"


def test_the_servers_of_a_path_may_say_what_the_document_said() -> None:
    old, new = at(V1), outline(servers=[V2])
    new["paths"]["/pets"]["servers"] = [V1]
    assert found(servers.compare, old, new) == []


def test_receivers_of_webhooks_say_themselves_where_they_are() -> None:
    old, new = (outline(servers=[server], webhooks={"paid": {"post": {}}}, paths={}) for server in (V1, V2))
    assert found(servers.compare, old, new) == []


ANY = variable("https://{tenant}.example.com/{base}", tenant={"default": "a"}, base={"default": "v1"})
SAME = [
    (at(EU, US), at(US, EU)),
    (at(V1), at({"url": "https://API.example.com:443/v1/"})),
    (outline(), at({"url": "/"})),
    (swagger(host="a.example", schemes=["https"]), at({"url": "https://a.example"})),
    (at(BROKEN), at(BROKEN)),
    (at({"url": "https://a.example.com:port/v1"}), at({"url": "https://a.example.com:port/v1"})),
    (at(VERSIONED), at({**VERSIONED, "description": "Both."})),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_leads_to_the_same_addresses_is_no_change(old: Document, new: Document) -> None:
    assert ids(found(servers.compare, old, new)) == []
    assert ids(found(servers.compare, new, old)) == []


@pytest.mark.parametrize("url", ["https://b.example.com/v1", "https://b.example.com/anything/at/all"])
def test_a_variable_without_enum_may_have_any_value(url: str) -> None:
    assert ids(found(servers.compare, at({"url": url}), at(ANY))) == ["server-added"]


def test_a_variable_has_no_part_in_what_is_written_around_it() -> None:
    bound = variable("https://api.example.com/{base}/v1", base={"default": "pets"})
    assert ids(found(servers.compare, at({"url": "https://api.example.com/cats/v1"}), at(bound))) == ["server-added"]
    assert "server-base-path-changed" in ids(
        found(servers.compare, at({"url": "https://api.example.com/cats/v2"}), at(bound))
    )


def test_hostile_urls_are_compared_in_no_time() -> None:
    many = {f"v{number}": {"default": "a", "enum": ["a", "aa", "b"]} for number in range(40)}
    free = {f"w{number}": {"default": "a"} for number in range(40)}
    urls = ["/" + "".join(f"{{{name}}}" for name in names) for names in (many, free)]
    old, new = at(variable(urls[0], **many)), at(variable(urls[1] + "c", **free))
    assert "server-base-path-changed" in ids(found(servers.compare, old, new))


def test_more_servers_than_are_compared_are_undecided_and_the_same_ones_are_not() -> None:
    many = [{"url": f"https://{number}.example.com"} for number in range(100)]
    assert ids(found(servers.compare, at(*many), at(*many))) == []
    assert ids(found(servers.compare, at(*many), at(*many[1:]))) == ["server-undecided"]
