"""Successful responses: JSON or a document, with its ETag and its caching rules."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from enum import StrEnum

import orjson

from edge.answers import conditional
from edge.answers.answer import Answer, fields
from edge.exchange import Exchange, Field, current
from registry.access import Reads

JSON = "application/json"


class Caching(StrEnum):
    """How long a response may be reused (RFC 9111, RFC 8246)."""

    NEVER = "no-store"
    REVALIDATE = "max-age=0, must-revalidate"
    SHORT = "max-age=300"
    FOR_EVER = "max-age=31536000, immutable"


CACHE_CONTROL: Mapping[tuple[Caching, bool], Field] = {
    (caching, shared): (b"cache-control", value.encode())
    for caching in Caching
    for shared, value in (
        (True, caching if caching is Caching.NEVER else f"public, {caching}"),
        (False, caching if caching is Caching.NEVER else f"private, {caching}"),
    )
}
"""The Cache-Control field, by caching and by whether shared caches may keep the response."""


def etag_of(body: Mapping[str, object]) -> str:
    """Make the strong ETag of a JSON representation, without quotes."""
    return etag_of_bytes(orjson.dumps(body))


def etag_of_bytes(content: bytes) -> str:
    """Make the strong ETag of a representation, without quotes."""
    return hashlib.sha256(content).hexdigest()[:32]


def answer(
    body: Mapping[str, object],
    *,
    status: int = 200,
    caching: Caching = Caching.REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Respond with JSON, or with 304 when the client's copy is current.

    Raises PreconditionFailed for a GET whose If-Match names another state.
    """
    content = orjson.dumps(body)
    return _answer(lambda: content, JSON, etag_of_bytes(content), status, caching, headers)


def representation(
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    caching: Caching = Caching.REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Respond with one of several media types, or with 304 when the client's copy is current.

    Raises PreconditionFailed for a GET whose If-Match names another state.
    """
    etag = etag_of_bytes(media_type.encode() + b"\n" + content)
    return _answer(lambda: content, _with_charset(media_type), etag, status, caching, headers)


def document(
    produce: Callable[[], bytes], *, media_type: str, etag: str, caching: Caching, headers: Mapping[str, str]
) -> Answer:
    """Respond with a document and its digest (RFC 9530). Not rendered when the client's copy is current."""
    return _answer(produce, media_type, etag, 200, caching, headers, digest=True)


def stored(content: bytes, *, media_type: str, etag: str, caching: Caching) -> Answer:
    """Respond with stored bytes and their stored ETag."""
    return _answer(lambda: content, media_type, etag, 200, caching, None)


def no_content() -> Answer:
    """Respond 204: done, no body."""
    return Answer(204, ())


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _answer(
    produce: Callable[[], bytes],
    media_type: str,
    etag: str,
    status: int,
    caching: Caching,
    headers: Mapping[str, str] | None,
    *,
    digest: bool = False,
) -> Answer:
    exchange = current()
    own = fields(headers) if headers else ()
    about = (*own, CACHE_CONTROL[caching, _shared(exchange)])
    if caching is not Caching.NEVER:
        about = (*about, (b"etag", f'"{etag}"'.encode()))
    if status == 200 and conditional.is_not_modified(exchange, etag):
        return Answer(304, about)
    content = produce()
    if digest:
        encoded = b64encode(hashlib.sha256(content).digest())
        about = (*about, (b"repr-digest", b"sha-256=:%b:" % encoded))
    return Answer(status, ((b"content-type", media_type.encode()), *about), content)


def _shared(exchange: Exchange) -> bool:
    """Whether shared caches may keep the response: anonymous reads are allowed and no token was sent."""
    return exchange.services.reads is Reads.OPEN and "authorization" not in exchange.headers
