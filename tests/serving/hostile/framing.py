"""Where a message ends: lengths, chunks and forms that smuggle a second request (RFC 9112, sections 6 and 7)."""

from tests.serving.hostile.rows import CHUNKED, HOST, SERVER, YAML, Row, chunks, get, head, line, request

DOCUMENT = b"openapi: 3.0.3\ninfo: {title: Framed, version: 1.0.0}\npaths: {}\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: evil.example\r\n\r\n"  # never to be answered: it is within a body
FIRST = line("POST", "/v1/validations")
SIZE = f"Content-Length: {len(DOCUMENT)}"
WHOLE = chunks(DOCUMENT)


def framed(says: str, *fields: str | bytes, body: bytes = DOCUMENT, status: int = 400, code: str = SERVER) -> Row:
    """Send a document with fields that say where it ends; what the server refuses, it closes."""
    return Row(f"framing: {says}", head(FIRST, HOST, YAML, *fields) + body, status, code, kept=code != SERVER)


def cut(says: str, *fields: str | bytes, body: bytes) -> Row:
    """Send less than the fields say, and end: there is nobody left to be answered."""
    return Row(f"framing: {says}", head(FIRST, HOST, YAML, *fields) + body, None, kept=False, ends=True)


LENGTHS = (
    framed("a length", SIZE, status=200, code=""),
    framed("two lengths", SIZE, "Content-Length: 5"),
    framed("the same length twice", SIZE, SIZE),
    framed("two lengths in one", f"{SIZE}, {len(DOCUMENT)}"),
    framed("a length below zero", "Content-Length: -5"),
    framed("a length with a sign", f"Content-Length: +{len(DOCUMENT)}"),
    framed("a length in hexadecimal digits", f"Content-Length: 0x{len(DOCUMENT):x}"),
    framed("a length with an underscore", "Content-Length: 6_3"),
    framed("a length with a space", "Content-Length: 6 3"),
    framed("a length with a fraction", "Content-Length: 63.0"),
    framed("a length in Arabic digits", "Content-Length: \u0666\u0663".encode()),
    framed("an empty length", "Content-Length:"),
    framed("no length", body=b"", status=400, code="document-unreadable"),
    framed("a length of zero", "Content-Length: 0", body=b"", status=400, code="document-unreadable"),
    framed("a length of zeros before digits", f"Content-Length: {len(DOCUMENT):0>30}", status=200, code=""),
    Row(
        "framing: a length of 30 digits",
        head(FIRST, HOST, YAML, "Content-Length: " + "9" * 30) + DOCUMENT,
        413,
        "body-too-large",
        kept=False,
    ),
    Row(
        "framing: a length of 5000 digits",
        head(FIRST, HOST, YAML, "Content-Length: " + "9" * 5000) + DOCUMENT,
        None,  # gunicorn cannot read the number and drops the connection
        kept=False,
    ),
    cut("a length of more than comes", "Content-Length: 500", body=DOCUMENT),
    cut("a length and no body", "Content-Length: 500", body=b""),
)

CODINGS = (
    framed("chunks", CHUNKED, body=WHOLE, status=200, code=""),
    framed("chunks of one byte", CHUNKED, body=chunks(*(bytes([byte]) for byte in DOCUMENT)), status=200, code=""),
    framed("the coding in capitals", "Transfer-Encoding: CHUNKED", body=WHOLE, status=200, code=""),
    framed("the coding after a tab", "Transfer-Encoding:\tchunked", body=WHOLE, status=200, code=""),
    framed("chunks and a length", CHUNKED, SIZE, body=WHOLE),
    framed("chunks and a length of zero", "Content-Length: 0", CHUNKED, body=WHOLE + SMUGGLED),
    framed("a length and chunks that hide a request", CHUNKED, "Content-Length: 4", body=b"0\r\n\r\n" + SMUGGLED),
    framed("chunked twice", CHUNKED, CHUNKED, body=WHOLE),
    framed("chunked twice in one", "Transfer-Encoding: chunked, chunked", body=WHOLE),
    framed("chunked and another", CHUNKED, "Transfer-Encoding: evil", body=WHOLE, status=501),
    framed("a coding that nobody knows", "Transfer-Encoding: xchunked", body=WHOLE, status=501),
    framed("a coding with a quote", 'Transfer-Encoding: "chunked"', body=WHOLE, status=501),
    framed("an empty coding", "Transfer-Encoding:", body=WHOLE, status=501),
    framed("identity", "Transfer-Encoding: identity"),
    framed("identity and a length", "Transfer-Encoding: identity", SIZE),
    framed("identity after chunked", "Transfer-Encoding: chunked, identity", body=WHOLE),
    framed("gzip", "Transfer-Encoding: gzip"),
    framed("gzip after chunked", "Transfer-Encoding: chunked, gzip", body=WHOLE),
    Row(
        "framing: gzip before chunked",
        head(FIRST, HOST, YAML, "Transfer-Encoding: gzip, chunked") + WHOLE,
        501,
        "transfer-coding-unsupported",
        kept=False,
    ),
    framed("a vertical tab before the coding", "Transfer-Encoding: \x0bchunked", body=WHOLE),
    framed("a space before the colon", "Transfer-Encoding : chunked", body=WHOLE),
    framed("a space before the name", " Transfer-Encoding: chunked", body=WHOLE),
    framed("a line end before the coding", "X: x\nTransfer-Encoding: chunked", body=WHOLE),
    framed("the coding folded", "Transfer-Encoding:\r\n chunked", body=WHOLE),
    framed("an underscore in the name", "Transfer_Encoding: chunked", SIZE, status=200, code=""),
    Row(
        "framing: chunks in HTTP/1.0",
        head(line("POST", "/v1/validations", "HTTP/1.0"), HOST, YAML, CHUNKED) + WHOLE,
        400,
        SERVER,
        kept=False,
    ),
)


def chunk(says: str, body: bytes, *, status: int = 400, code: str = SERVER) -> Row:
    """Send a body as chunks that are written in a way of their own."""
    return framed(says, CHUNKED, body=body, status=status, code=code)


LENGTH = b"%x" % len(DOCUMENT)
CHUNKS = (
    chunk("an extension", LENGTH + b";name=value\r\n" + DOCUMENT + b"\r\n0\r\n\r\n", status=200, code=""),
    chunk("an extension with a line end", LENGTH + b";a\nb\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("an extension of 300 kB", LENGTH + b";a=" + b"x" * 300_000 + b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size in other digits", b"zz\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size below zero", b"-1\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size with a prefix", b"0x" + LENGTH + b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size with a sign", b"+" + LENGTH + b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size with an underscore", b"3_f\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size with a space before it", b" " + LENGTH + b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size with a space after it", LENGTH + b" \r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("no size", b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size that is too small", b"5\r\n" + DOCUMENT + b"\r\n0\r\n\r\n"),
    chunk("a size that ends in LF", LENGTH + b"\n" + DOCUMENT + b"\n0\n\n"),
    chunk("zeros before a size", b"0" * 30 + LENGTH + b"\r\n" + DOCUMENT + b"\r\n0\r\n\r\n", status=200, code=""),
    chunk("a trailer", WHOLE[:-2] + b"X-Trailer: one\r\n\r\n", status=200, code=""),
    chunk("a trailer of credentials", WHOLE[:-2] + b"Authorization: Bearer other\r\n\r\n"),
    chunk("a trailer of a length", WHOLE[:-2] + b"Content-Length: 5\r\n\r\n"),
    chunk("200 trailers", WHOLE[:-2] + b"X: x\r\n" * 200 + b"\r\n", status=431),
    cut("a size of 18 digits and the end", CHUNKED, body=b"f" * 18 + b"\r\n" + DOCUMENT),
    cut("no last chunk", CHUNKED, body=WHOLE[:-5]),
    cut("half a trailer", CHUNKED, body=WHOLE[:-2] + b"X-Trai"),
)

BODIES_WITHOUT_USE = (
    Row("a GET with a request as its body", request("GET", "/v1/apis", body=SMUGGLED), 200),
    Row("a GET with a request in chunks", head(line("GET", "/v1/apis"), HOST, CHUNKED) + chunks(SMUGGLED), 200),
    Row("a HEAD with a request as its body", request("HEAD", "/v1/apis", body=SMUGGLED), 200),
    Row("health with a request as its body", request("GET", "/healthz", body=SMUGGLED), 200),
    Row("nothing with a request as its body", request("GET", "/nothing", body=SMUGGLED), 404, "route-not-found"),
    Row("OPTIONS with a request as its body", request("OPTIONS", "/v1/apis", body=SMUGGLED), 204),
    Row("a DELETE with a request as its body", request("DELETE", "/v1/policy", body=SMUGGLED), 401, "unauthenticated"),
    Row(
        "a refused POST with a request as its body",
        request("POST", "/v1/tokens", body=SMUGGLED),
        401,
        "unauthenticated",
    ),
    Row("a TRACE with a request as its body", request("TRACE", "/v1/apis", body=SMUGGLED), 405, "method-not-allowed"),
)

SOCKETS = (
    Row(
        "a web socket",
        get(
            "/v1/apis",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ),
        403,
        SERVER,
        kept=False,
    ),
    Row(
        "a web socket without a key",
        get("/v1/apis", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"),
        400,
        SERVER,
        kept=False,
    ),
    Row(
        "a web socket of another version",
        get("/v1/apis", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 99"),
        426,
        SERVER,
        kept=False,
    ),
)
