"""Request checks gunicorn omits (RFC 9112), and the absolute form of a request target."""

import re
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from edge.answers.refusals import InvalidRequest, RouteNotFound, TransferCodingUnsupported
from edge.exchange import Exchange, client_path

ABSOLUTE = re.compile(rb"https?://[^/?#]*", re.IGNORECASE)
HOST = re.compile(r"(?:[0-9A-Za-z._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")  # RFC 3986, section 3.2


def resolve(scope: Scope) -> Scope:
    """Turn a request target in absolute form into its origin form (RFC 9112, section 3.2.2)."""
    raw: bytes = scope["raw_path"]
    found = None if raw.startswith(b"/") else ABSOLUTE.match(raw)
    if found is None:
        return scope
    path = raw[found.end() :] or b"/"
    return {**scope, "raw_path": path, "path": unquote_to_bytes(path).decode("utf-8", "replace")}


def check(exchange: Exchange, scope: Scope) -> None:
    """Check the rules that hold for every request. Raises InvalidRequest, TransferCodingUnsupported, RouteNotFound."""
    headers = exchange.headers
    host = headers.get("host", "" if scope["http_version"] == "1.0" else None)
    if host is None or not HOST.fullmatch(host):  # RFC 9112, section 3.2
        raise _invalid_header("Host", "is missing" if host is None else "is not a valid host")
    if headers.get("transfer-encoding", "chunked").lower() != "chunked":
        raise TransferCodingUnsupported  # RFC 9112, section 6.1; gunicorn passes gzip on undecoded
    if "content-range" in headers and exchange.method == "PUT":  # RFC 9110, section 14.5
        raise _invalid_header("Content-Range", "is not supported: PUT replaces a whole resource")
    path: bytes = scope["raw_path"]
    if path.startswith(b"//") or b"%2f" in path.lower():  # werkzeug treats `//` and `%2f` as one slash
        raise RouteNotFound(client_path("/"))  # RFC 3986, section 2.2


def _invalid_header(name: str, detail: str) -> InvalidRequest:
    return InvalidRequest([{"parameter": name, "in": "header", "detail": detail}])
