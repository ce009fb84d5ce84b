"""Bodies: media types, syntax, numbers, nesting and sizes (RFC 8259; RFC 9110, section 8; RFC 7578)."""

from tests.serving.hostile.rows import ADMIN, CHUNKED, HOST, JSON, YAML, Row, chunks, head, line, request

LIMIT = 100_000  # bytes of a document, as the service under test is started
TITLE = b'{"title": "x"}'
WRONG, FOREIGN, LARGE = (400, "invalid-request"), (415, "unsupported-media-type"), (413, "body-too-large")
UNREADABLE, READ = (400, "document-unreadable"), (200, "")


def described(says: str, body: bytes, expected: tuple[int, str], *fields: str | bytes, kept: bool | None = True) -> Row:
    """Describe an API with a body, as JSON unless other fields are given."""
    sent = request("PUT", "/v1/apis/hostile", ADMIN, *(fields or (JSON,)), body=body)
    return Row(f"body: {says}", sent, *expected, kept=kept)


def typed(says: str, *fields: str | bytes, expected: tuple[int, str] = FOREIGN) -> Row:
    """Describe an API with what would be a good body, under a media type or coding."""
    return described(says, TITLE.replace(b"x", b""), expected, *fields)


TYPES = (
    typed("another media type", "Content-Type: text/plain"),
    typed("a form", "Content-Type: application/x-www-form-urlencoded"),
    typed("a media type that is none", "Content-Type: json"),
    typed("any media type", "Content-Type: */*"),
    typed("an empty media type", "Content-Type:"),
    typed("two media types", "Content-Type: application/json, text/plain"),
    typed("a media type of 8 kB", "Content-Type: application/json; x=" + "x" * 8000, expected=WRONG),
    typed("a charset that is not UTF-8", "Content-Type: application/json; charset=utf-16"),
    typed("a charset that is none", "Content-Type: application/json; charset=evil"),
    typed("a charset of UTF-7", "Content-Type: application/json; charset=utf-7"),
    typed("UTF-8 in quotes", 'Content-Type: application/json; charset="UTF-8"', expected=WRONG),
    typed("capital letters", "Content-Type: Application/JSON", expected=WRONG),
    typed("a parameter that does not end", 'Content-Type: application/json; charset="utf-8', expected=WRONG),
    typed("a compression", JSON, "Content-Encoding: gzip"),
    typed("a compression twice", JSON, "Content-Encoding: gzip, gzip"),
    typed("a compression that is none", JSON, "Content-Encoding: evil"),
)

SYNTAX = (
    Row(
        "body: a member twice, of which the last counts",
        request("PUT", "/v1/apis/twice", ADMIN, JSON, body=b'{"title": "x", "title": "y"}'),
        201,
    ),
    described("nothing", b"", WRONG),
    described("half an object", b"{", WRONG),
    described("two objects", b"{}{}", WRONG),
    described("a list", b"[]", WRONG),
    described("null", b"null", WRONG),
    described("a NUL", b"\0", WRONG),
    described("a comment", b'{"title": "" /* x */}', WRONG),
    described("100,000 brackets", b"[" * 60_000, WRONG),
    described("20,000 objects in each other", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, WRONG),
    described("NaN", b'{"title": NaN}', WRONG),
    described("infinity", b'{"title": -Infinity}', WRONG),
    described("a number of 5000 digits", b'{"title": ' + b"9" * 5000 + b"}", WRONG),
    described("a number beyond all", b'{"title": 1e999999999}', WRONG),
    described("half a surrogate pair", b'{"title": "\\ud800"}', WRONG),
    described("a NUL in a text", b'{"title": "a\\u0000b"}', WRONG),
    described("a byte order mark", b"\xef\xbb\xbf" + TITLE, WRONG),
    described("bytes that are not UTF-8", b'{"title": "\xff\xfe"}', WRONG),
    described("UTF-16", TITLE.decode().encode("utf-16"), WRONG),
    described("UTF-32", TITLE.decode().encode("utf-32"), WRONG),
    described("a member of objects", b'{"__proto__": {}, "title": "x"}', WRONG),
    described("a member with a name of 60 kB", b'{"' + b"x" * 60_000 + b'": 1}', WRONG),
    described("10,000 members", b"{" + b",".join(b'"m%d":1' % index for index in range(5000)) + b"}", WRONG),
    described("a resource of 70 kB", b'{"title": "' + b"x" * 70_000 + b'"}', LARGE, kept=None),
)


def document(says: str, body: bytes, expected: tuple[int, str], *fields: str, kept: bool | None = True) -> Row:
    """Ask what is wrong with a document."""
    sent = request("POST", "/v1/validations", *(fields or (YAML,)), body=body)
    return Row(f"document: {says}", sent, *expected, kept=kept)


LAUGHS = b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b"*a%d, " % (n - 1) * 9) for n in range(1, 12))
DOCUMENTS = (
    document("aliases of aliases", b"openapi: 3.0.3\n" + LAUGHS, UNREADABLE),
    document("a tag of Python", b"!!python/object/apply:os.system [id]", UNREADABLE),
    document("90,000 brackets as JSON", b"[" * 90_000, UNREADABLE, JSON),
    document("a member twice", b'{"openapi": "3.0.3", "openapi": "3.0.3"}', READ, JSON),
    document("another media type", b"{}", FOREIGN, "Content-Type: application/pdf"),
    document("one byte over the limit", b"#" * (LIMIT + 1), LARGE, kept=None),
    document("a megabyte over the limit", b"#" * 1_100_000, LARGE, kept=None),
    Row(
        "document: one byte over the limit, in chunks",
        head(line("POST", "/v1/validations"), HOST, YAML, CHUNKED) + chunks(*[b"#" * 1000] * 100, b"#"),
        *LARGE,
        kept=None,
    ),
    Row(
        "document: a megabyte over the limit, in chunks",
        head(line("POST", "/v1/validations"), HOST, YAML, CHUNKED) + chunks(*[b"#" * 10_000] * 110),
        *LARGE,
        kept=None,
    ),
    Row(
        "document: over the limit, with the body held back",
        head(line("POST", "/v1/validations"), HOST, YAML, f"Content-Length: {LIMIT + 1}", "Expect: 100-continue"),
        *LARGE,
        kept=False,
    ),
)


PART = b'--b\r\nContent-Disposition: form-data; name="base"; filename="a.yaml"\r\n\r\n{}\r\n'
FORM = "Content-Type: multipart/form-data; boundary=b"


def form(
    says: str, body: bytes, expected: tuple[int, str] = WRONG, *, field: str = FORM, kept: bool | None = True
) -> Row:
    """Ask for a comparison with a form."""
    return Row(f"form: {says}", request("POST", "/v1/comparisons", field, body=body), *expected, kept=kept)


FORMS = (
    form("nothing", b""),
    form("nothing but its end", b"--b--\r\n"),
    form("no boundary", PART, field="Content-Type: multipart/form-data"),
    form("an empty boundary", PART, field="Content-Type: multipart/form-data; boundary="),
    form("a boundary of 8 kB", PART, field="Content-Type: multipart/form-data; boundary=" + "b" * 8000),
    form("a boundary that is not there", PART, field="Content-Type: multipart/form-data; boundary=c"),
    form("no end", PART),
    form("one file of two", PART + b"--b--\r\n"),
    form("the same file twice", PART + PART + b"--b--\r\n"),
    form("a file that nobody asks for", PART.replace(b"base", b"evil") + b"--b--\r\n"),
    form("a part without a name", b"--b\r\nContent-Disposition: form-data\r\n\r\n{}\r\n--b--\r\n"),
    form("a part without fields", b"--b\r\n\r\n{}\r\n--b--\r\n"),
    form("a part whose fields do not end", b"--b\r\n" + b"X: x\r\n" * 5000),
    form("a field of 60 kB", b"--b\r\nX: " + b"x" * 60_000 + b"\r\n\r\n{}\r\n--b--\r\n"),
    form("3000 parts", b"--b\r\n\r\n\r\n" * 3000 + b"--b--\r\n"),
    form("a form within a form", PART.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n")),
    form("bytes of every value", bytes(range(256)) * 4),
    form(
        "another kind of form", b"base=1&revision=2", FOREIGN, field="Content-Type: application/x-www-form-urlencoded"
    ),
    form("JSON", b"{}", FOREIGN, field=JSON),
)
