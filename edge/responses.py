"""Answers that succeed: JSON or a document, with the validators and the caching that go with them."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from enum import StrEnum

import orjson
from flask import Response, request

from edge.context import services
from registry.access import Reads
from registry.errors import PreconditionFailed

JSON = "application/json"


class Caching(StrEnum):
    """How long an answer may be used again (RFC 9111, RFC 8246)."""

    NEVER = "no-store"
    REVALIDATE = "max-age=0, must-revalidate"
    FOR_EVER = "max-age=31536000, immutable"


def etag_of(body: Mapping[str, object]) -> str:
    """Make the strong ETag of a JSON representation, without quotes."""
    return hashlib.sha256(orjson.dumps(body)).hexdigest()[:32]


def answer(
    body: Mapping[str, object],
    *,
    status: int = 200,
    caching: Caching = Caching.REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with JSON; a GET that holds the same is answered 304.

    Raises PreconditionFailed for a GET with an If-Match that names another state.
    """
    return _finish(Response(orjson.dumps(body), status, headers, mimetype=JSON), etag_of(body), caching)


def written(
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    caching: Caching = Caching.REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with one representation of several; a GET that holds the same is answered 304.

    Raises PreconditionFailed for a GET with an If-Match that names another state.
    """
    etag = hashlib.sha256(media_type.encode() + b"\n" + content).hexdigest()[:32]
    return _finish(Response(content, status, headers, content_type=_with_charset(media_type)), etag, caching)


def document(
    produce: Callable[[], bytes], *, media_type: str, etag: str, caching: Caching, headers: Mapping[str, str]
) -> Response:
    """Answer with a document, its digest beside it (RFC 9530); it is not produced for who holds it already."""
    held = _finish(Response(b"", 200, headers, content_type=media_type), etag, caching)
    if held.status_code == 304:
        return held
    content = produce()
    digest = b64encode(hashlib.sha256(content).digest()).decode()
    held.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    held.set_data(content)
    return held


def nothing() -> Response:
    """Answer that it is done, without a body."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _finish(response: Response, etag: str, caching: Caching) -> Response:
    response.headers["Cache-Control"] = _cache_control(caching)
    if caching is not Caching.NEVER:
        response.set_etag(etag)
    if response.status_code == 200:
        response.make_conditional(request)
    if response.status_code == 412:
        raise PreconditionFailed("The resource is not in the state that If-Match names. Read it without.")
    return response


def _cache_control(caching: Caching) -> str:
    """Say who may keep the answer: everyone, where everyone may read."""
    if caching is Caching.NEVER:
        return caching.value
    shared = services().reads is Reads.OPEN and "Authorization" not in request.headers
    return f"{'public' if shared else 'private'}, {caching.value}"
