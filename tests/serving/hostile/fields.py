"""Fields of requests: how they are written, and what they ask for (RFC 9110; RFC 9112, section 5)."""

from tests.serving.hostile.rows import ADMIN, HOST, JSON, SERVER, Row, get, head, line, request

WRONG = (400, "invalid-request")
FIRST = line("GET", "/v1/apis")


def field(says: str, *fields: str | bytes, status: int = 200, code: str = "", kept: bool = True) -> Row:
    """Ask for the APIs with fields beside the host."""
    return Row(f"field: {says}", get("/v1/apis", *fields), status, code, kept=kept)


def refused(says: str, *fields: str | bytes, status: int = 400) -> Row:
    """Ask for the APIs with fields that the server below us refuses."""
    return field(says, *fields, status=status, code=SERVER, kept=False)


HOSTS = (
    Row("no host", head(FIRST), *WRONG),
    Row("two hosts", head(FIRST, HOST, "Host: evil.example"), 400, SERVER, kept=False),
    Row("the same host twice", head(FIRST, HOST, HOST), 400, SERVER, kept=False),
    Row("an empty host", head(FIRST, "Host:"), 200),
    Row("a host with a path", head(FIRST, "Host: registry.example/v1"), *WRONG),
    Row("a host with a user", head(FIRST, "Host: me@evil.example"), *WRONG),
    Row("a host with a space", head(FIRST, "Host: registry example"), *WRONG),
    Row("a host of two", head(FIRST, "Host: registry.example, evil.example"), *WRONG),
    Row("a host with half an address", head(FIRST, "Host: [::1"), *WRONG),
    Row("a host with a port that is none", head(FIRST, "Host: registry.example:http"), *WRONG),
    Row("a host with bytes of latin-1", head(FIRST, b"Host: caf\xe9.example"), *WRONG),
    Row("a host of an address", head(FIRST, "Host: [::1]:8080"), 200),
)

WRITING = (
    refused("200 of them", *(f"X-{index}: {index}" for index in range(200)), status=431),
    refused("one of 33 kB", "X-Large: " + "x" * 33_000, status=431),
    refused("a name of 33 kB", "X" * 33_000 + ": x", status=431),
    field("90 of 8 kB each", *(f"X-{index}: {'x' * 8000}" for index in range(90))),
    refused("folded", "X-Folded: one\r\n two"),
    refused("folded at once", " X-Folded: one"),
    refused("no colon", "X-Nothing"),
    refused("no name", ": nothing"),
    refused("a space before the colon", "X-Space : one"),
    refused("a bracket in the name", "X-(Comment): one"),
    refused("a NUL in the name", "X-\0: one"),
    refused("a NUL in the value", "X-Nul: one\0two"),
    refused("a CR in the value", "X-Cr: one\rtwo"),
    refused("an LF in the value", "X-Lf: one\nX-Evil: two"),
    refused("a control character in the value", "X-Esc: \x1b[31m"),
    refused("a letter outside ASCII in the name", b"X-Caf\xe9: one"),
    field("bytes of latin-1 in the value", b"X-Latin: caf\xe9"),
    field("bytes of UTF-8 in the value", "User-Agent: \u00e9\u00e8".encode()),
    field("an empty value", "X-Empty:"),
    field("an underscore in the name", "X_Request_Id: evil"),
    field("a cookie of 30 kB", "Cookie: a=" + "x" * 30_000),
    field("a proxy for programs", "Proxy: http://evil.example"),
)

CREDENTIALS = (
    field("two credentials", ADMIN, "Authorization: Bearer other", status=401, code="invalid-token"),
    field("the same credential twice", ADMIN, ADMIN, status=401, code="invalid-token"),
    field("two credentials in one", f"{ADMIN}, Bearer other", status=401, code="invalid-token"),
    field("an empty credential", "Authorization:", status=401, code="invalid-token"),
    field("a scheme and nothing", "Authorization: Bearer", status=401, code="invalid-token"),
    field("another scheme", "Authorization: Basic YTpi", status=401, code="invalid-token"),
    field("a credential with a tab", ADMIN.replace("Bearer ", "Bearer\t"), status=401, code="invalid-token"),
    field("a credential of latin-1", b"Authorization: Bearer \xff", status=401, code="invalid-token"),
    field("a credential of 30 kB", "Authorization: Bearer " + "x" * 30_000, status=401, code="invalid-token"),
    field("a credential with a quote of SQL", "Authorization: Bearer '--", status=401, code="invalid-token"),
    field("a scheme in capitals", ADMIN.replace("Bearer", "BEARER")),
)

VERSIONS = (
    field("another major", "API-Version: 9", status=400, code="unsupported-api-version"),
    field("a minor to come", "API-Version: 1.999", status=400, code="unsupported-api-version"),
    field("a version that is none", "API-Version: latest", status=400, code="unsupported-api-version"),
    field("a version of 5000 digits", "API-Version: 1." + "9" * 5000, status=400, code="unsupported-api-version"),
    field("a version below none", "API-Version: -1", status=400, code="unsupported-api-version"),
    field("a version in Arabic digits", "API-Version: \u0661".encode(), status=400, code="unsupported-api-version"),
    field("two versions", "API-Version: 1.0", "API-Version: 9", status=400, code="unsupported-api-version"),
    field("a floor that holds", "API-Version: 1.0"),
)

NEGOTIATION = (
    field("Accept of nothing that is a range", "Accept: ;;;,,,", status=406, code="not-acceptable"),
    field("Accept with no number as quality", "Accept: application/json;q=nan", status=406, code="not-acceptable"),
    field("Accept with a quality over one", "Accept: application/json;q=9", status=406, code="not-acceptable"),
    field("Accept that excludes all", "Accept: application/json;q=0", status=406, code="not-acceptable"),
    field("Accept of something else", "Accept: image/png", status=406, code="not-acceptable"),
    field("Accept of 1000 ranges", "Accept: " + ",".join(["text/x;q=0.1"] * 1000) + ",*/*"),
    field("Accept of 3000 commas", "Accept: " + "," * 3000 + "*/*"),
    field("codings that are none", "Accept-Encoding: \xff, ;;q=nan, gzip;q=x"),
    field("every coding excluded", "Accept-Encoding: identity;q=0, *;q=0"),
    field("1000 codings", "Accept-Encoding: " + ", ".join(["x"] * 1000)),
    field("charsets and languages that are none", "Accept-Charset: \xff", "Accept-Language: ;;;"),
)

CONDITIONS = (
    field("If-None-Match that is no list", 'If-None-Match: "unclosed'),
    field("If-None-Match of anything", "If-None-Match: *", status=304),
    field("If-None-Match of 1000 tags", "If-None-Match: " + ",".join(['"x"'] * 1000)),
    field("If-Match that is no list", "If-Match: <evil>", status=412, code="precondition-failed"),
    field("If-Modified-Since that is no date", "If-Modified-Since: yesterday"),
    field("If-Modified-Since before time", "If-Modified-Since: Thu, 01 Jan 0000 00:00:00 GMT"),
    field("If-Unmodified-Since that is no date", "If-Unmodified-Since: \xff"),
    field("If-Range without a range", 'If-Range: "x"'),
    field("a range that is none", "Range: bytes=z-a"),
    field("1000 ranges", "Range: bytes=" + ",".join(f"{index}-" for index in range(1000))),
    Row(
        "a part of a resource to be put",
        request("PUT", "/v1/apis/part", ADMIN, JSON, "Content-Range: bytes 0-4/100", body=b'{"title": "x"}'),
        *WRONG,
    ),
    field("an expectation that nobody knows", "Expect: 200-maybe"),
)

PROXIES = (
    field("a host forwarded", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=evil"),
    field("a scheme forwarded", "X-Forwarded-Proto: evil"),
    refused("two schemes forwarded that differ", "X-Forwarded-Proto: https", "X-Forwarded-Ssl: off"),
    field("a prefix forwarded", "X-Forwarded-Prefix: //evil.example"),
    field("an address forwarded", "X-Forwarded-For: evil, \xff, 127.0.0.1" + ", ::1" * 1000),
    field("a request's id of a script", 'X-Request-Id: <script>"\\'),
    field("a request's id of 20 kB", "X-Request-Id: " + "x" * 20_000),
    field("a request's id of nothing", "X-Request-Id: ///"),
    field("two ids of a request", "X-Request-Id: one", "X-Request-Id: two"),
    field("a trace that is none", "traceparent: 00-zz-zz-zz", "tracestate: ;;;=", "b3: -", "X-B3-TraceId: \xff"),
    field("a trace of zeros", "traceparent: 00-" + "0" * 32 + "-" + "0" * 16 + "-00"),
    field("fields of the connection that are the request's", "Connection: Host, Authorization, X-Request-Id"),
    field("a connection that is none", "Connection: ;;;, ,"),
    field("the connection to be closed", "Connection: close", kept=False),
    field("an upgrade to HTTP/2", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"),
    field("an upgrade to something else", "Connection: Upgrade", "Upgrade: IRC/6.9"),
)
