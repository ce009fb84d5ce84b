"""What the server lets through although HTTP says to refuse it, and the forms of a target that it does not resolve."""

import re
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from edge.answers.refusals import InvalidRequest, RouteNotFound, TransferCodingUnsupported
from edge.exchange import Exchange, located

ABSOLUTE = re.compile(rb"https?://[^/?#]*", re.IGNORECASE)
HOST = re.compile(r"(?:[0-9A-Za-z._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")  # RFC 3986, section 3.2


def resolve(scope: Scope) -> Scope:
    """Give a request in absolute form as the one in origin form that it stands for (RFC 9112, section 3.2.2)."""
    raw: bytes = scope["raw_path"]
    found = None if raw.startswith(b"/") else ABSOLUTE.match(raw)
    if found is None:
        return scope
    path = raw[found.end() :] or b"/"
    return {**scope, "raw_path": path, "path": unquote_to_bytes(path).decode("utf-8", "replace")}


def check(exchange: Exchange, scope: Scope) -> None:
    """Check what holds whatever a request asks for. Raises InvalidRequest, TransferCodingUnsupported, RouteNotFound."""
    headers = exchange.headers
    host = headers.get("host", "" if scope["http_version"] == "1.0" else None)
    if host is None or not HOST.fullmatch(host):  # RFC 9112, section 3.2
        raise _wrong("Host", "is missing" if host is None else "is not a host")
    if headers.get("transfer-encoding", "chunked").lower() != "chunked":
        raise TransferCodingUnsupported  # RFC 9112, section 6.1; gunicorn hands gzip over as it came
    if "content-range" in headers and exchange.method == "PUT":  # RFC 9110, section 14.5
        raise _wrong("Content-Range", "is not taken: a resource is replaced as a whole")
    path: bytes = scope["raw_path"]
    if path.startswith(b"//") or b"%2f" in path.lower():  # werkzeug takes either for a path with one slash
        raise RouteNotFound(located("/"))  # RFC 3986, section 2.2


def _wrong(name: str, detail: str) -> InvalidRequest:
    return InvalidRequest([{"parameter": name, "in": "header", "detail": detail}])
