"""Operations that stand at other paths and are served at the same full paths: servers, basePath and variables."""

from typing import Any

import pytest

from tests.openapi_contracts.differences.small import OK, TEXT, Case, called, case, findings, rules, shown

HOST = "https://api.example.com"
VERSIONS = TEXT | {"enum": ["v4", "v4beta"]}


def at(server: Any, *paths: str, schema: Any = TEXT, version: str = "3.0.3", **operation: Any) -> dict[str, Any]:
    """Write a document of a server, as a URL or in full, and of the operation GET at some paths."""
    servers = [{"url": server}] if isinstance(server, str) else server
    items = {path: {"get": {"parameters": parameters(path, schema), "responses": OK} | operation} for path in paths}
    return {"openapi": version, "info": {"title": "pets", "version": "1"}, "servers": servers, "paths": items}


def parameters(path: str, schema: Any) -> list[dict[str, Any]]:
    names = [part.split("}")[0] for part in path.split("{")[1:]]
    return [{"in": "path", "name": name, "required": True, "schema": schema} for name in names]


def below(base: str | None, *paths: str) -> dict[str, Any]:
    """Write a document of OpenAPI 2.0."""
    items = {path: {"get": {"responses": OK}} for path in paths}
    prefix = {} if base is None else {"basePath": base}
    return {"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "host": "a.example", **prefix, "paths": items}


def variable(url: str, **values: Any) -> list[dict[str, Any]]:
    return [{"url": url, "variables": {"v": values}}]


def inside(level: str, server: str, path: str) -> dict[str, Any]:
    """Write a document whose path item or operation has the server."""
    written = at("/", path)
    item = written["paths"][path]
    (item if level == "path" else item["get"])["servers"] = [{"url": server}]
    return written


MOVED, BECAME, BACK = "operation-moved", "path-text-became-parameter", "path-parameter-became-text"
GONE = ("operation-removed", "operation-added")
CASES: dict[str, Case] = {
    "from the server to the path": case(at(f"{HOST}/v1", "/x"), at(HOST, "/v1/x"), MOVED),
    "from the path to the server": case(at(HOST, "/v1/x"), at(f"{HOST}/v1", "/x"), MOVED),
    "in 3.1": case(at("/v1", "/x", version="3.1.0"), at("/", "/v1/x", version="3.1.0"), MOVED),
    "in 3.2": case(at("/v1", "/x", version="3.2.0"), at("/", "/v1/x", version="3.2.0"), MOVED),
    "a part of the server's path": case(at("/api/v1", "/x"), at("/api", "/v1/x"), MOVED),
    "two segments": case(at("/api/v1", "/x"), at("/", "/api/v1/x"), MOVED),
    "to another prefix": case(at("/v1", "/x"), at("/", "/v2/x"), *GONE),
    "of a template": case(at("/v1", "/x/{id}"), at("/", "/v1/x/{key}"), MOVED),
    "of all operations": case(at("/v1", "/x", "/y"), at("/", "/v1/x", "/v1/y"), MOVED),
    "of 2.0": case(below("/api/v1", "/x"), below("/api", "/v1/x"), MOVED),
    "of 2.0, all of it": case(below("/v1", "/x"), below(None, "/v1/x"), MOVED),
    "of 2.0, back": case(below(None, "/v1/x"), below("/v1", "/x"), MOVED),
    "of 2.0, with a final slash": case(below("/v1/", "/x"), below("/", "/v1/x"), MOVED),
    "from 2.0 to 3.0": case(below("/v1", "/x"), at("//a.example", "/v1/x"), MOVED),
    "a variable by its default": case(at(variable("{v}", default="/v1"), "/x"), at("/", "/v1/x"), MOVED),
    "a variable in the path": case(at(variable("/{v}", default="v1"), "/x"), at("/", "/v1/x"), MOVED),
    "every value of a variable becomes a parameter": case(
        at(variable("/{v}", default="v4", enum=["v4", "v4beta"]), "/x"),
        at("/", "/{version}/x", schema=VERSIONS),
        MOVED,
        BECAME,
    ),
    "a value of a variable is lost": case(
        at(variable("/{v}", default="v4", enum=["v4", "v5"]), "/x"),
        at("/", "/{version}/x", schema=VERSIONS),
        MOVED,
        BECAME,
        "server-base-path-changed",
    ),
    "a parameter becomes a variable": case(
        at("/", "/{version}/x", schema=VERSIONS),
        at(variable("/{v}", default="v4", enum=["v4", "v4beta"]), "/x"),
        MOVED,
        BACK,
    ),
    "a value of a parameter is lost": case(
        at("/", "/{version}/x", schema=VERSIONS), at("/v4", "/x"), MOVED, BACK, "server-base-path-changed"
    ),
    "a parameter of any text becomes a server": case(at("/", "/{version}/x"), at("/v4", "/x"), *GONE),
    "a text becomes a parameter": case(at("/", "/v4/x"), at("/", "/{version}/x", schema=VERSIONS), BECAME),
    "a text becomes a parameter of other values": case(
        at("/", "/v3/x"), at("/", "/{version}/x", schema=VERSIONS), *GONE
    ),
    "a parameter of one value becomes a text": case(
        at("/", "/{version}/x", schema=TEXT | {"enum": ["v4"]}), at("/", "/v4/x"), BACK
    ),
    "a server's path becomes a parameter": case(
        at(f"{HOST}/v4", "/x/{id}"), at(HOST, "/{version}/x/{id}", schema=TEXT | {"maxLength": 9}), MOVED, BECAME
    ),
    "of a path's own server": case(inside("path", "/v1", "/x"), at("/", "/v1/x"), MOVED),
    "of an operation's own server": case(inside("operation", "/v1", "/x"), at("/", "/v1/x"), MOVED),
    "into an operation's own server": case(at("/", "/v1/x"), inside("operation", "/v1", "/x"), MOVED),
    "to another host too": case(
        at("https://a.example/v1", "/x"), at("https://b.example", "/v1/x"), MOVED, "server-removed", "server-added"
    ),
    "beside another operation at the old path": case(
        at("/v1", "/x"), at("/", "/x", "/v1/x"), MOVED, "operation-added"
    ),
    "a final slash of a server": case(at(f"{HOST}/v1", "/x"), at(f"{HOST}/v1/", "/x")),
    "a final slash of a host": case(at(f"{HOST}/", "/x"), at(HOST, "/x")),
    "a final slash of basePath": case(below("/v1", "/x"), below("/v1/", "/x")),
    "the server's path changes": case(at("/v1", "/x"), at("/v2", "/x"), "server-base-path-changed"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_operation_is_where_its_full_path_is(name: str) -> None:
    one = CASES[name]
    assert tuple(sorted(set(rules(one.old, one.new)))) == tuple(sorted(one.rules))


def test_a_part_that_moved_under_several_operations_is_one_change() -> None:
    paths = [f"/x{index}" for index in range(47)]
    (finding,) = findings(at("/v1", *paths), at("/", *(f"/v1{path}" for path in paths)))
    assert len(finding.operations) == 47
    assert finding.values == {"part": "`/v1`", "old": "the server's URL", "new": "the path"}


def test_what_moved_is_compared() -> None:
    new = at("/", "/{version}/x/{id}", schema=VERSIONS)
    new["paths"]["/{version}/x/{id}"]["get"]["parameters"] += [
        {"in": "query", "name": "limit", "required": True, "schema": TEXT}
    ]
    found = {finding.rule: finding for finding in findings(at("/v4", "/x/{id}"), new)}
    message = shown(found["required-parameter-added"])
    assert message.operation.path == "/x/{id}"
    assert "parameter-removed" not in found


def test_what_is_answered_where_it_moved_is_compared() -> None:
    gone = rules(at("/v1", "/x", responses=OK | {"201": {"description": "made"}}), at("/", "/v1/x"))
    assert gone == (MOVED, "response-success-status-removed")


def test_the_callbacks_of_what_moved_are_compared() -> None:
    old = called()
    new = {**old, "servers": [{"url": "/v1"}], "paths": {"/pets": {"put": {"responses": OK}}}}
    old["paths"] = {"/v1/pets": old["paths"]["/pets"]}
    assert rules(old, new) == (MOVED, "callback-removed")


def test_a_lost_value_is_shown_in_a_request() -> None:
    old, new = at("/", "/{version}/x", schema=VERSIONS), at("/v4", "/x")
    (finding,) = (one for one in findings(old, new) if one.rule == "server-base-path-changed")
    assert shown(finding).given == {("parameter", "path", "0"): "v4beta"}
    assert finding.values == {"old": "`/v4beta`", "new": "`/v4`"}
