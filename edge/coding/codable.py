"""Which responses may be coded, and are long enough to be worth it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from edge.coding import tags

MIN_BYTES = 1024  # bytes: a shorter body fits one packet either way
NEVER_CODED = frozenset({204, 205, 206, 304})  # these have no body, or part of one (RFC 9110, section 14)
COMPRESSIBLE = re.compile(
    rb"(text/(?!event-stream)[^;]+|application/(javascript|([^;]+\+)?(json|yaml|xml))|image/svg\+xml)[ \t]*(;.*)?",
    re.IGNORECASE,
)


def is_codable(status: int, fields: Mapping[bytes, bytes]) -> bool:
    """Whether a response with these fields is coded, if its body is long enough (RFC 9111, section 5.2.2.6)."""
    return (
        status not in NEVER_CODED
        and int(fields.get(b"content-length", MIN_BYTES)) >= MIN_BYTES
        and _is_compressible(fields.get(b"content-type", b""))
        and b"content-encoding" not in fields
        and b"no-transform" not in fields.get(b"cache-control", b"")
    )


def is_cacheable(method: str, status: int, fields: Mapping[bytes, bytes]) -> bool:
    """Whether the coded body may be cached under the response's ETag (RFC 9111, section 5.2.2.5)."""
    return (
        method in {"GET", "HEAD"}
        and status == 200
        and tags.is_strong(fields.get(b"etag", b""))
        and b"no-store" not in fields.get(b"cache-control", b"")
    )


@lru_cache(maxsize=256)
def _is_compressible(content_type: bytes) -> bool:
    return COMPRESSIBLE.fullmatch(content_type) is not None
