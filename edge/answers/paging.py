"""Pages of lists: opaque cursors, bound to the list and filter they were given by, and links to the next page."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

import orjson

from edge.exchange import current, located
from registry.errors import CursorInvalid


def after(cursor: str | None) -> tuple[str, ...] | None:
    """Read where a page starts. Raises CursorInvalid for a cursor of another list or filter."""
    if cursor is None:
        return None
    try:
        binding, *position = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):  # it is no JSON, or a JSON value that holds nothing
        raise CursorInvalid from None
    if binding != _binding() or not position or not all(isinstance(part, str) for part in position):
        raise CursorInvalid
    return tuple(position)


def next_cursor(position: tuple[str, ...] | None) -> str | None:
    """Write where the next page starts; None after the last."""
    if position is None:
        return None
    return urlsafe_b64encode(orjson.dumps([_binding(), *position])).decode().rstrip("=")


def next_link(position: tuple[str, ...] | None) -> Mapping[str, str]:
    """Make the field that links to the next page (RFC 8288)."""
    page = next_page(position)
    return {} if page is None else {"Link": f'<{page}>; rel="next"'}


def next_page(position: tuple[str, ...] | None) -> str | None:
    """Locate the next page; None after the last."""
    cursor = next_cursor(position)
    return None if cursor is None else f"{located(current().path)}?{urlencode({**current().asked, 'cursor': cursor})}"


def _binding() -> str:
    """Name the list and its filter: a position means nothing in another."""
    asked = sorted((name, value) for name, value in current().asked.items() if name not in {"cursor", "limit"})
    return hashlib.sha256(orjson.dumps([current().path, asked])).hexdigest()[:8]
