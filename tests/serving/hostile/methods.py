"""Methods and request lines (RFC 9110, section 9; RFC 9112, section 3)."""

from tests.serving.hostile.rows import HOST, SERVER, Row, get, head, line, request

APIS = (("allow", "GET, HEAD, OPTIONS"),)

METHODS = (
    Row("a method nobody knows", request("BREW", "/v1/apis"), 405, "method-not-allowed", fields=APIS),
    Row("a method in lower case", request("get", "/v1/apis"), 400, SERVER, kept=False),
    Row("a method in mixed case", request("Get", "/v1/apis"), 400, SERVER, kept=False),
    Row("a method of one letter", request("G", "/v1/apis"), 400, SERVER, kept=False),
    Row("a method of 5000 letters", request("A" * 5000, "/v1/apis"), 414, SERVER, kept=False),
    Row("a method with a bracket", request("GE(T", "/v1/apis"), 400, SERVER, kept=False),
    Row("a method with a NUL", request("G\0T", "/v1/apis"), 400, SERVER, kept=False),
    Row("no method", head(b" /v1/apis HTTP/1.1", HOST), 400, SERVER, kept=False),
    Row(
        "TRACE, which would show the fields again", request("TRACE", "/v1/apis"), 405, "method-not-allowed", fields=APIS
    ),
    Row("TRACE of a page", request("TRACE", "/"), 405, "method-not-allowed"),
    Row("TRACE of health", request("TRACE", "/healthz"), 405, "method-not-allowed", fields=APIS),
    Row("CONNECT to a host", request("CONNECT", "evil.example:443"), 404, "route-not-found", kept=False),
    Row("CONNECT to a path", request("CONNECT", "/v1/apis"), 405, "method-not-allowed", kept=False, fields=APIS),
    Row("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, SERVER, kept=False),
    Row("PROPFIND", request("PROPFIND", "/v1/apis"), 405, "method-not-allowed", fields=APIS),
    Row("PATCH where PUT is", request("PATCH", "/v1/apis/pets"), 405, "method-not-allowed"),
    Row("DELETE of a list", request("DELETE", "/v1/apis"), 405, "method-not-allowed", fields=APIS),
    Row("POST to what is only read", request("POST", "/v1/whoami", body=b"{}"), 405, "method-not-allowed", fields=APIS),
    Row("PUT of health", request("PUT", "/healthz", body=b"{}"), 405, "method-not-allowed", fields=APIS),
    Row("POST to the contract", request("POST", "/v1/openapi.json", body=b"{}"), 405, "method-not-allowed"),
    Row("HEAD", request("HEAD", "/v1/apis"), 200),
    Row("HEAD of nothing", request("HEAD", "/v1/nothing"), 404),
    Row("HEAD of what is only posted to", request("HEAD", "/v1/validations"), 405),
    Row("OPTIONS", request("OPTIONS", "/v1/apis"), 204, fields=APIS),
    Row("OPTIONS of nothing", request("OPTIONS", "/v1/nothing"), 404, "route-not-found"),
    Row("OPTIONS of the server", request("OPTIONS", "*"), 204, fields=(("allow", "DELETE"),)),
    Row("an asterisk with another method", get("*"), 400, SERVER, kept=False),
    Row("a method in a field", get("/v1/apis", "X-HTTP-Method-Override: DELETE"), 200),
)

LINES = (
    Row("no space after the method", head(b"GET/v1/apis HTTP/1.1", HOST), 400, SERVER, kept=False),
    Row("tabs for spaces", head(b"GET\t/v1/apis\tHTTP/1.1", HOST), 400, SERVER, kept=False),
    Row("two spaces", head(b"GET  /v1/apis HTTP/1.1", HOST), 400, SERVER, kept=False),
    Row("a space after the version", head(b"GET /v1/apis HTTP/1.1 ", HOST), 400, SERVER, kept=False),
    Row("a space in front", head(b" GET /v1/apis HTTP/1.1", HOST), 400, SERVER, kept=False),
    Row("HTTP/0.9", b"GET /v1/apis\r\n", 400, SERVER, kept=False),
    Row("HTTP/1.0 without a host", head(line("GET", "/v1/apis", "HTTP/1.0")), 200, kept=False),
    Row("HTTP/1.0, kept", head(line("GET", "/v1/apis", "HTTP/1.0"), "Connection: keep-alive"), 200),
    Row("HTTP/1.2", head(line("GET", "/v1/apis", "HTTP/1.2"), HOST), 400, SERVER, kept=False),
    Row("HTTP/2.0", head(line("GET", "/v1/apis", "HTTP/2.0"), HOST), 400, SERVER, kept=False),
    Row("a version of ten digits", head(line("GET", "/v1/apis", "HTTP/1.1111111111"), HOST), 400, SERVER, kept=False),
    Row("a version in lower case", head(line("GET", "/v1/apis", "http/1.1"), HOST), 400, SERVER, kept=False),
    Row("another protocol", head(line("GET", "/v1/apis", "RTSP/1.0"), HOST), 400, SERVER, kept=False),
    Row("an empty line first", b"\r\n" + get("/v1/apis"), 200),
    Row("many empty lines first", b"\r\n" * 10 + get("/v1/apis"), 400, SERVER, kept=False),
    Row("lines that end in LF", b"GET /v1/apis HTTP/1.1\nHost: registry.example\n\n", 400, SERVER, kept=False),
    Row("lines that end in CR", b"GET /v1/apis HTTP/1.1\rHost: registry.example\r\r" * 200, 414, SERVER, kept=False),
    Row("the greeting of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, SERVER, kept=False),
    Row("the greeting of a proxy", b"PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n" + get("/v1/apis"), 400, SERVER, kept=False),
    Row("nothing but line ends", b"\r\n\r\n\r\n\r\n", 400, SERVER, kept=False),
    Row("bytes of every value", bytes(range(256)) * 2 + b"\r\n\r\n", 400, SERVER, kept=False),
)
