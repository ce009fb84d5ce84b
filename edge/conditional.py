"""Preconditions of changes (RFC 9110, section 13; RFC 6585, section 3)."""

from flask import request

from registry.errors import PreconditionFailed, PreconditionRequired


def check_write(etag: str | None) -> None:
    """Ask that a change names the state it changes; `etag` is that of the resource, None where there is none.

    Raises PreconditionFailed, PreconditionRequired.
    """
    if_match, if_none_match = request.if_match, request.if_none_match
    if "If-Match" in request.headers and (etag is None or not if_match.contains(etag)):
        raise PreconditionFailed("The resource is not in the state that If-Match names. Read it and send its ETag.")
    if "If-None-Match" in request.headers and etag is not None and if_none_match.contains(etag):
        raise PreconditionFailed("The resource exists, which If-None-Match asks it not to. Read it first.")
    if etag is not None and "If-Match" not in request.headers and "If-None-Match" not in request.headers:
        raise PreconditionRequired("The resource exists. Send its ETag as If-Match to change it, or * for any state.")
