"""How a hostile request is written down: what is sent, and what has to come of it."""

from dataclasses import dataclass

from tests.service import ADMIN_TOKEN

SERVER = "server"  # in place of a problem's code: gunicorn refuses it before we see it, with a sentence as text/plain
HOST = "Host: registry.example"
ADMIN = f"Authorization: Bearer {ADMIN_TOKEN}"
JSON = "Content-Type: application/json"
YAML = "Content-Type: application/yaml"
CHUNKED = "Transfer-Encoding: chunked"


@dataclass(frozen=True, slots=True)
class Row:
    """One request: its `status` is None where the server has to close without an answer, `code` is that of the problem.

    `kept` says whether the connection then takes the next request, and is None where that depends on how much of the
    body had come by then; `ends` says that the client sends nothing after this one.
    `fields` are fields that the answer has to have, each with the text that its value starts with.
    """

    says: str
    sends: bytes
    status: int | None
    code: str = ""
    kept: bool | None = True
    ends: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def line(method: str | bytes, target: str | bytes, version: str = "HTTP/1.1") -> bytes:
    """Write a request line."""
    return b" ".join((_bytes(method), _bytes(target), version.encode()))


def head(first: bytes, *fields: str | bytes) -> bytes:
    """Write a request line and fields as they are, with the empty line after them."""
    return b"\r\n".join((first, *map(_bytes, fields), b"", b""))


def request(method: str, target: str | bytes, *fields: str | bytes, body: bytes = b"") -> bytes:
    """Write a whole request for a host; one with a body says its length."""
    length = [f"Content-Length: {len(body)}"] if body else []
    return head(line(method, target), HOST, *fields, *length) + body


def get(target: str | bytes, *fields: str | bytes) -> bytes:
    """Write a GET."""
    return request("GET", target, *fields)


def chunks(*pieces: bytes) -> bytes:
    """Write a body in chunks, the last one too (RFC 9112, section 7.1)."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1")
