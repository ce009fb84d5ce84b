"""Answers that succeed: JSON or a document, with the validators and the caching that go with them."""

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
    """How long an answer may be used again (RFC 9111, RFC 8246)."""

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
"""The field for each, by whether everyone may keep the answer."""


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
    """Answer with JSON; a GET that holds the same is answered 304.

    Raises PreconditionFailed for a GET with an If-Match that names another state.
    """
    content = orjson.dumps(body)
    return _answer(lambda: content, JSON, etag_of_bytes(content), status, caching, headers)


def written(
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    caching: Caching = Caching.REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer with one representation of several; a GET that holds the same is answered 304.

    Raises PreconditionFailed for a GET with an If-Match that names another state.
    """
    etag = etag_of_bytes(media_type.encode() + b"\n" + content)
    return _answer(lambda: content, _with_charset(media_type), etag, status, caching, headers)


def document(
    produce: Callable[[], bytes], *, media_type: str, etag: str, caching: Caching, headers: Mapping[str, str]
) -> Answer:
    """Answer with a document, its digest beside it (RFC 9530); it is not produced for who holds it already."""
    return _answer(produce, media_type, etag, 200, caching, headers, digest=True)


def stored(content: bytes, *, media_type: str, etag: str, caching: Caching) -> Answer:
    """Answer with bytes that are kept with their ETag."""
    return _answer(lambda: content, media_type, etag, 200, caching, None)


def nothing() -> Answer:
    """Answer that it is done, without a body."""
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
    if status == 200 and conditional.holds(exchange, etag):
        return Answer(304, about)
    content = produce()
    if digest:
        encoded = b64encode(hashlib.sha256(content).digest())
        about = (*about, (b"repr-digest", b"sha-256=:%b:" % encoded))
    return Answer(status, ((b"content-type", media_type.encode()), *about), content)


def _shared(exchange: Exchange) -> bool:
    """Whether everyone may keep an answer: where everyone may read."""
    return exchange.services.reads is Reads.OPEN and "authorization" not in exchange.headers
