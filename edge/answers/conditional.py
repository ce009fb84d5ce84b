"""Preconditions of requests (RFC 9110, section 13; RFC 6585, section 3)."""

from werkzeug.http import parse_etags

from edge.exchange import Exchange, current
from registry.errors import PreconditionFailed, PreconditionRequired


def check_write(etag: str | None) -> None:
    """Ask that a change names the state it changes; `etag` is that of the resource, None where there is none.

    Raises PreconditionFailed, PreconditionRequired.
    """
    headers = current().headers
    if_match, if_none_match = headers.get("if-match"), headers.get("if-none-match")
    if if_match is not None and not (etag and parse_etags(if_match).contains(etag)):
        raise PreconditionFailed("The resource is not in the state that If-Match names. Read it and send its ETag.")
    if if_none_match is not None and etag and parse_etags(if_none_match).contains_weak(etag):
        raise PreconditionFailed("The resource exists, which If-None-Match asks it not to. Read it first.")
    if etag is not None and if_match is None and if_none_match is None:
        raise PreconditionRequired("The resource exists. Send its ETag as If-Match to change it, or * for any state.")


def holds(exchange: Exchange, etag: str) -> bool:
    """Whether who reads holds this representation already, and is to be answered 304.

    Raises PreconditionFailed for an If-Match that names another state.
    """
    if exchange.method not in {"GET", "HEAD"}:
        return False
    if_match, if_none_match = exchange.headers.get("if-match"), exchange.headers.get("if-none-match")
    if if_match is not None and not parse_etags(if_match).contains(etag):
        raise PreconditionFailed("The resource is not in the state that If-Match names. Read it without.")
    if if_none_match is None:
        return False
    return if_none_match == f'"{etag}"' or parse_etags(if_none_match).contains_weak(etag)
