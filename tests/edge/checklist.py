"""The rows of the checklist: what is to hold of an operation, and which operations it is about."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from httpx import Response
from openapi_schema_validator import OAS30Validator

from tests.application import ADMIN
from tests.edge.operations import BOUNDARY, Operation, Registry

PASSING = {"date", "x-request-id", "ratelimit"}  # fields that differ from one answer to the next
MADE = {"content-length"}  # of a page, which need not be made to be described (RFC 9110, section 9.3.2)
LARGE = 500_000  # bytes, more than every operation takes here
WRONG = ("", "§", "x" * 2000, "!")  # values, one of which is outside of the schema of each parameter
Check = Callable[[Registry, Operation], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the checklist: which operations it is about, and what is to hold of each."""

    name: str
    check: Check
    applies: Callable[[Operation], bool]


def is_anything(operation: Operation) -> bool:
    return True


def is_operation(operation: Operation) -> bool:
    return operation.contract is not None


def is_read(operation: Operation) -> bool:
    return operation.method == "get"


def declaring(status: int, header: str | None = None) -> Callable[[Operation], bool]:
    return lambda operation: operation.declares(status, header)


def with_body(operation: Operation) -> bool:
    return bool(operation.content)


def with_representation(operation: Operation) -> bool:
    return any("content" in said for status, said in operation.responses.items() if status < "300")


def with_token(operation: Operation) -> bool:
    return is_operation(operation) and operation.needs_token


def refused(response: Response, status: int, code: str) -> Mapping[str, object]:
    """Ask for a refusal of this kind; give its body."""
    assert response.status_code == status, response.text[:300]
    body: Mapping[str, object] = response.json()
    assert body["code"] == code
    return body


def succeeds_as_declared(registry: Registry, operation: Operation) -> None:
    response = registry.succeed(operation)
    if operation.contract is None:
        return
    declared = operation.responses[str(response.status_code)]
    media_type = response.headers.get("content-type", "").partition(";")[0]
    assert media_type in declared["content"] if "content" in declared else (media_type, response.content) == ("", b"")
    for name in set(declared.get("headers", {})) - {"Link", "Content-Location", "RateLimit", "RateLimit-Policy"}:
        assert name in response.headers


def is_the_same_for_head(registry: Registry, operation: Operation) -> None:
    get, head = registry.ask(operation), registry.ask(operation, method="HEAD")
    assert (head.status_code, head.content) == (get.status_code, b"")
    left_out = PASSING if is_operation(operation) else PASSING | MADE
    told, expected = ({*each.headers.items()} for each in (head, get))
    assert {name for name, _ in told ^ expected} <= left_out


def tells_its_methods(registry: Registry, operation: Operation) -> None:
    response = registry.ask(operation, method="OPTIONS")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == operation.allowed
    assert "content-length" not in response.headers


def refuses_other_methods(registry: Registry, operation: Operation) -> None:
    for method in {"PATCH", "PUT", "DELETE", "POST", "GET"} - set(operation.allowed.split(", ")):
        response = registry.ask(operation, method=method)
        refused(response, 405, "method-not-allowed")
        assert response.headers["allow"] == operation.allowed


def refuses_a_wrong_token(registry: Registry, operation: Operation) -> None:
    response = registry.ask(operation, headers={"Authorization": "Bearer wrong"})
    refused(response, 401, "invalid-token")
    assert response.headers["www-authenticate"] == 'Bearer realm="registry", error="invalid_token"'


def asks_for_a_token(registry: Registry, operation: Operation) -> None:
    response = registry.ask(operation, without="Authorization")
    refused(response, 401, "unauthenticated")
    assert response.headers["www-authenticate"] == 'Bearer realm="registry"'


def asks_for_a_scope(registry: Registry, operation: Operation) -> None:
    response = registry.ask(operation, headers=registry.reader)
    scope = refused(response, 403, "insufficient-scope")["scope"]
    challenge = f'Bearer realm="registry", error="insufficient_scope", scope="{scope}"'
    assert response.headers["www-authenticate"] == challenge


def refuses_what_nobody_accepts(registry: Registry, operation: Operation) -> None:
    refused(registry.ask(operation, headers={"Accept": "application/x-nothing"}), 406, "not-acceptable")


def bounds_its_body(registry: Registry, operation: Operation) -> None:
    refused(registry.ask(operation, content=b"x" * LARGE), 413, "body-too-large")
    refused(registry.ask(operation, content=(b"x" * 1000 for _ in range(LARGE // 1000))), 413, "body-too-large")


def names_the_media_types_it_takes(registry: Registry, operation: Operation) -> None:
    for said in ({"Content-Type": "text/x-nothing"}, {"Content-Encoding": "x-nothing"}):
        response = registry.ask(operation, headers=said)
        refused(response, 415, "unsupported-media-type")
        assert response.headers["accept"] == ", ".join(operation.content)


def takes_media_types_in_capitals(registry: Registry, operation: Operation) -> None:
    media_type = next(iter(operation.content)).title()
    registry.succeed(operation, headers={"Content-Type": f"{media_type}; boundary={BOUNDARY}; charset=UTF-8"})


def refuses_an_unknown_parameter(registry: Registry, operation: Operation) -> None:
    body = refused(registry.ask(operation, suffix="?unknown=1"), 400, "invalid-request")
    assert body["errors"] == [{"parameter": "unknown", "in": "query", "detail": "is not a parameter of this operation"}]


def names_each_wrong_parameter(registry: Registry, operation: Operation) -> None:
    for each in operation.parameters:
        if each["in"] == "header":
            continue
        validator = OAS30Validator({"type": "string", **each["schema"]})
        wrong = next(value for value in WRONG if not validator.is_valid(value) and (value or each["in"] == "query"))
        at = {**registry.shared, each["name"]: wrong} if each["in"] == "path" else None
        suffix = f"?{each['name']}={wrong}" if each["in"] == "query" else ""
        errors = refused(registry.ask(operation, at=at, suffix=suffix), 400, "invalid-request")["errors"]
        assert isinstance(errors, list)
        assert {(error["parameter"], error["in"]) for error in errors} == {(each["name"], each["in"])}


def holds_to_if_match(registry: Registry, operation: Operation) -> None:
    refused(registry.ask(operation, headers={"If-Match": '"of another state"'}), 412, "precondition-failed")


def asks_for_a_precondition(registry: Registry, operation: Operation) -> None:
    refused(registry.ask(operation, without="If-Match"), 428, "precondition-required")


def is_not_sent_again(registry: Registry, operation: Operation) -> None:
    first = registry.ask(operation)
    assert first.headers["etag"].startswith('"')
    for said in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = registry.ask(operation, headers={"If-None-Match": said})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("cache-control", "vary", "content-location"):
            assert again.headers.get(name) == first.headers.get(name)
        assert again.headers["etag"] == first.headers["etag"] or said == "*"  # which names no coding


def says_what_is_not_there(registry: Registry, operation: Operation) -> None:
    missing = {"api": "no-such-api", "version": "9.9.9", "fingerprint": "0" * 16, "token": "0" * 16}
    suffix = "?against=9.9.9" if operation.takes("against") else ""
    response = registry.ask(operation, at=missing, suffix=suffix)
    assert response.status_code == 404, response.text[:300]
    assert response.json()["code"] != "route-not-found"


def is_not_there_with_a_slash_behind_it(registry: Registry, operation: Operation) -> None:
    refused(registry.ask(operation, suffix="/"), 404, "route-not-found")


def locates_what_it_creates(registry: Registry, operation: Operation) -> None:
    at = {**registry.shared, "api": f"new-{hashlib.sha256(operation.name.encode()).hexdigest()[:12]}"}
    response = registry.ask(operation, at=at, without="If-Match")
    if response.status_code == 404:
        registry.client.put(f"/v1/apis/{at['api']}", json={"title": "x"}, headers=ADMIN)
        response = registry.ask(operation, at=at, without="If-Match")
    assert response.status_code == 201, response.text[:300]
    created = registry.client.get(response.headers["location"], headers=ADMIN)
    assert (created.status_code, created.headers["etag"]) == (200, response.headers["etag"])
    assert created.json() == response.json()


def digests_what_it_sends(registry: Registry, operation: Operation) -> None:
    response = registry.ask(operation)
    digest = b64encode(hashlib.sha256(response.content).digest()).decode()
    assert response.headers["repr-digest"] == f"sha-256=:{digest}:"


ROWS = [
    Row("succeeds as declared", succeeds_as_declared, is_anything),
    Row("tells its methods", tells_its_methods, is_anything),
    Row("refuses other methods", refuses_other_methods, is_anything),
    Row("is the same for HEAD", is_the_same_for_head, is_read),
    Row("refuses a wrong token", refuses_a_wrong_token, is_operation),
    Row("refuses an unknown parameter", refuses_an_unknown_parameter, is_operation),
    Row("names each wrong parameter", names_each_wrong_parameter, is_operation),
    Row("is not there with a slash behind it", is_not_there_with_a_slash_behind_it, is_operation),
    Row("asks for a token", asks_for_a_token, with_token),
    Row("asks for a scope", asks_for_a_scope, with_token),
    Row("refuses what nobody accepts", refuses_what_nobody_accepts, with_representation),
    Row("bounds its body", bounds_its_body, with_body),
    Row("names the media types it takes", names_the_media_types_it_takes, with_body),
    Row("takes media types in capitals", takes_media_types_in_capitals, with_body),
    Row("holds to If-Match", holds_to_if_match, declaring(412)),
    Row("asks for a precondition", asks_for_a_precondition, declaring(428)),
    Row("is not sent again", is_not_sent_again, declaring(304)),
    Row("says what is not there", says_what_is_not_there, declaring(404)),
    Row("locates what it creates", locates_what_it_creates, declaring(201, "Location")),
    Row("digests what it sends", digests_what_it_sends, declaring(200, "Repr-Digest")),
]
