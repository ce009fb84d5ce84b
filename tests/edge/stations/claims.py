"""What is claimed of serving a contract, hole by hole of the stack as it comes: each is one request and its answer.

A claim is held by this service and not by Connexion 3.3 alone: docs/decisions/0008 names the issues of its tracker.
Connexion checks dates with times only where rfc3339-validator happens to be installed, as it is here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from httpx import Response

from tests.application import ADMIN

PROBLEM = "application/problem+json"
Holds = Callable[[Response], None]
LARGE = b'{"title": "' + b"x" * 70_000 + b'"}'


@dataclass(frozen=True, slots=True)
class Claim:
    """A request, and what its answer is to be."""

    hole: str
    about: str
    method: str
    path: str
    holds: Holds
    content: Callable[[], Any] = field(default=lambda: None)
    headers: Mapping[str, str] = field(default_factory=dict)


def refused(status: int) -> Holds:
    """Ask for a refusal of this status, as a problem."""

    def check(response: Response) -> None:
        assert response.status_code == status, response.text[:300]
        assert response.headers.get("content-type") == PROBLEM

    return check


def handed(**given: Any) -> Holds:
    """Ask for a success whose handler was given these."""

    def check(response: Response) -> None:
        assert response.status_code == 200, response.text[:300]
        assert given.items() <= response.json().items()

    return check


def carrying(status: int, **fields: str) -> Holds:
    """Ask for an answer of this status with these header fields."""

    def check(response: Response) -> None:
        said = {name: response.headers.get(name.replace("_", "-")) for name in fields}
        assert (response.status_code, said) == (status, fields)

    return check


def prefixed(response: Response) -> None:
    """Ask for a contract whose server is behind the prefix of a proxy."""
    assert response.json()["servers"] == [{"url": "/registry/v1"}]


def recursive(response: Response) -> None:
    """Ask for a contract whose schema refers to itself."""
    assert response.status_code == 200, response.text[:300]
    assert "'#/components/schemas/Tree'" in str(response.json())


def body(hole: str, about: str, content: bytes, holds: Holds, media_type: str | None = "application/json") -> Claim:
    """Claim something of a body."""
    headers = {} if media_type is None else {"Content-Type": media_type}
    return Claim(hole, about, "POST", "/v1/bodies", holds, lambda: content, headers)


def asked(about: str, query: str) -> Claim:
    """Claim that a query is refused."""
    return Claim("3 values", about, "GET", f"/v1/queries?{query}", refused(400))


def sent(about: str, member: str) -> Claim:
    """Claim that a body with such a member is refused."""
    return body("3 values", about, b'{"title": "x", "number": "1", ' + member.encode() + b"}", refused(400))


def chunked(content: bytes) -> Callable[[], Iterator[bytes]]:
    """Send a body in chunks, which have no length together."""
    return lambda: iter([content[:10], content[10:]])


JSON = {"Content-Type": "application/json"}
GOOD = b'{"title": "x", "number": "1"}'
BROKEN = b'{"title": 1, "number": "1"}'
DEEP = b'{"name": "x", "trees": [' * 400 + b"]}" * 400

CLAIMS = [
    Claim(
        "1 routing", "a path is not answered under the security of another", "GET", "/v1/things/special", refused(401)
    ),
    Claim("1 routing", "nor its parameters left unread", "GET", "/v1/things/special", refused(400), headers=ADMIN),
    Claim("3 values", "an operation overrides a parameter of its path", "GET", "/v1/wide?limit=50", handed(limit=50)),
    body("2 bodies", "a media type in capital letters is checked", BROKEN, refused(400), "Application/JSON"),
    body(
        "2 bodies",
        "without a media type it is read as what is checked",
        GOOD,
        handed(body={"title": "x", "number": "1"}),
        None,
    ),
    body("2 bodies", "another charset is not taken", GOOD, refused(415), "application/json; charset=latin-1"),
    sent("a uuid in a body", '"id": "x"'),
    sent("a date-time with more behind it, in a body", r'"at": "2026-11-22T08:30:00Z\n"'),
    sent("a date in a body", '"day": "2026-02-30"'),
    sent("a uri in a body", '"home": "not one"'),
    sent("NaN in a body", '"weight": NaN'),
    sent("Infinity in a body", '"weight": Infinity'),
    sent("1e999 in a body", '"weight": 1e999'),
    sent("a number of more than 32 bits in a body", '"size": 2147483648'),
    asked("a uuid in a query", "id=x"),
    asked("a date-time with more behind it, in a query", "at=2026-11-22T08:30:00Z%0A"),
    asked("a date in a query", "day=2026-02-30"),
    asked("a uri in a query", "home=not%20one"),
    asked("an underscore in a number", "limit=1_0"),
    asked("a space before a number", "limit=%205"),
    asked("digits that are not ASCII", "limit=%D9%A5"),
    asked("NaN in a query", "ratio=nan"),
    asked("a number of more than 32 bits in a query", "big=2147483648"),
    asked("TRUE for true", "flag=TRUE"),
    asked("bytes that are not UTF-8", "text=%ff"),
    asked("a value given twice", "limit=5&limit=6"),
    asked("a name that is not known", "unknown=1"),
    Claim(
        "4 headers",
        "an integer is cast, and handed over",
        "GET",
        "/v1/headers",
        handed(x_depth=5),
        headers={"X-Depth": "5"},
    ),
    Claim("4 headers", "a text is handed over", "GET", "/v1/headers", handed(x_label="a"), headers={"X-Label": "a"}),
    Claim("6 bounds", "a long body, by its length", "POST", "/v1/bodies", refused(413), lambda: LARGE, JSON),
    Claim("6 bounds", "a long body, while it streams", "POST", "/v1/bodies", refused(413), chunked(LARGE), JSON),
    Claim(
        "6 bounds",
        "a body in chunks is read",
        "POST",
        "/v1/bodies",
        handed(body={"title": "x", "number": "1"}),
        chunked(GOOD),
        JSON,
    ),
    Claim("6 bounds", "an optional body is left out", "POST", "/v1/notes", handed(body=None)),
    body("6 bounds", "bytes that are not UTF-8", b'{"title": "\xff", "number": "1"}', refused(400)),
    body("6 bounds", "a charset that is not known", GOOD, refused(415), "application/json; charset=bogus"),
    body("6 bounds", "a charset that is no charset", GOOD, refused(415), "application/json; charset=zlib"),
    body(
        "6 bounds",
        "an integer of 5000 digits",
        b'{"title": "x", "number": "1", "long": ' + b"9" * 5000 + b"}",
        refused(400),
    ),
    body("6 bounds", "a body nested deeply", b'{"title": "x", "number": "1", "list": ' + b"[" * 30_000, refused(400)),
    Claim("6 bounds", "a tree nested deeply", "POST", "/v2/trees", refused(400), lambda: DEEP, JSON),
    Claim("6 bounds", "a contract whose schema holds itself is published", "GET", "/v2/openapi.json", recursive),
    Claim("7 fields", "Allow is complete", "PATCH", "/v1/things/a", carrying(405, allow="DELETE, GET, HEAD, OPTIONS")),
    Claim(
        "7 fields", "OPTIONS is answered", "OPTIONS", "/v1/things/a", carrying(204, allow="DELETE, GET, HEAD, OPTIONS")
    ),
    Claim("7 fields", "Retry-After is kept", "GET", "/v1/busy", carrying(429, retry_after="7")),
    Claim(
        "7 fields",
        "who sends no token is challenged",
        "GET",
        "/v1/private",
        carrying(401, www_authenticate='Bearer realm="registry"'),
    ),
    Claim(
        "7 fields",
        "a wrong token is not taken for none",
        "GET",
        "/v1/public",
        refused(401),
        headers={"Authorization": "Bearer wrong"},
    ),
    body("7 fields", "what only answers have is not asked for", b'{"title": "x"}', handed(body={"title": "x"})),
    Claim(
        "9 proxies",
        "a prefix is honoured",
        "GET",
        "/v1/openapi.json",
        prefixed,
        headers={"X-Forwarded-Prefix": "/registry"},
    ),
]

GRANTED = [
    Claim("", "a path with a variable", "GET", "/v1/things/a", handed(handler="thing", name="a")),
    Claim("", "another method of it", "DELETE", "/v1/things/a", handed(handler="remove", name="a")),
    Claim("", "a special path", "GET", "/v1/things/special?q=1", handed(handler="special"), headers=ADMIN),
    Claim("", "defaults", "GET", "/v1/queries", handed(limit=20, flag=False)),
    Claim(
        "",
        "an integer and a boolean",
        "GET",
        "/v1/queries?limit=5&flag=true&ratio=0.5&big=-2147483648",
        handed(limit=5, flag=True),
    ),
    Claim(
        "",
        "formats",
        "GET",
        "/v1/queries?id=0b6ff0a4-55a5-4d6c-8b4a-d5e0c5a9e0a1&at=2026-11-22T08:30:00Z&day=2026-11-22&home=urn:x",
        handed(limit=20),
    ),
    Claim("", "no header field", "GET", "/v1/headers", handed(x_depth=None)),
    body("", "a body", GOOD, handed(body={"title": "x", "number": "1"})),
    body(
        "", "null where it is allowed", b'{"title": null, "number": "1"}', handed(body={"title": None, "number": "1"})
    ),
    Claim(
        "",
        "a body that may be left out",
        "POST",
        "/v1/notes",
        handed(body={"title": "x", "number": "1"}),
        lambda: GOOD,
        JSON,
    ),
    Claim("", "a token", "GET", "/v1/private", handed(handler="private"), headers=ADMIN),
    Claim("", "no token where none is needed", "GET", "/v1/public", handed(handler="public")),
    Claim(
        "",
        "a tree",
        "POST",
        "/v2/trees",
        handed(body={"name": "a", "trees": [{"name": "b"}]}),
        lambda: b'{"name": "a", "trees": [{"name": "b"}]}',
        JSON,
    ),
]
"""What both do: that Connexion fails a claim is then not for want of an operation."""
