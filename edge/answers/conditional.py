"""Conditional requests: If-Match and If-None-Match (RFC 9110, section 13; RFC 6585, section 3)."""

from werkzeug.http import parse_etags

from edge.exchange import Exchange, current
from registry.errors import PreconditionFailed, PreconditionRequired


def require_precondition(etag: str | None) -> None:
    """Require that a write names the state it changes. `etag` is the resource's; None where it does not exist.

    Raises PreconditionFailed, PreconditionRequired.
    """
    headers = current().headers
    if_match, if_none_match = headers.get("if-match"), headers.get("if-none-match")
    if if_match is not None and not (etag and parse_etags(if_match).contains(etag)):
        raise PreconditionFailed("If-Match does not name the resource's current ETag. Read the resource again.")
    if if_none_match is not None and etag and parse_etags(if_none_match).contains_weak(etag):
        raise PreconditionFailed("If-None-Match requires that the resource does not exist, and it does. Read it first.")
    if etag is not None and if_match is None and if_none_match is None:
        raise PreconditionRequired("The resource exists. To change it, send its current ETag, or *, in If-Match.")


def is_not_modified(exchange: Exchange, etag: str) -> bool:
    """Whether to answer 304.

    Raises PreconditionFailed where If-Match names another state.
    """
    if exchange.method not in {"GET", "HEAD"}:
        return False
    if_match, if_none_match = exchange.headers.get("if-match"), exchange.headers.get("if-none-match")
    if if_match is not None and not parse_etags(if_match).contains(etag):
        raise PreconditionFailed("If-Match does not name the resource's current ETag. Read it without If-Match.")
    if if_none_match is None:
        return False
    return if_none_match == f'"{etag}"' or parse_etags(if_none_match).contains_weak(etag)
