"""Pages of a list: opaque cursors, valid for one list and filter only, and links to the next page."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

import orjson

from edge.exchange import client_path, current
from registry.errors import CursorInvalid


def after(cursor: str | None) -> tuple[str, ...] | None:
    """Return the position a cursor holds. Raises CursorInvalid for a cursor of another list or filter."""
    if cursor is None:
        return None
    try:
        binding, *position = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):  # not JSON, or not a JSON array
        raise CursorInvalid from None
    if binding != _binding() or not position or not all(isinstance(part, str) for part in position):
        raise CursorInvalid
    return tuple(position)


def next_cursor(position: tuple[str, ...] | None) -> str | None:
    """Make the cursor of the next page; None after the last page."""
    if position is None:
        return None
    return urlsafe_b64encode(orjson.dumps([_binding(), *position])).decode().rstrip("=")


def next_link(position: tuple[str, ...] | None) -> Mapping[str, str]:
    """Make the Link field that leads to the next page (RFC 8288)."""
    page = next_page(position)
    return {} if page is None else {"Link": f'<{page}>; rel="next"'}


def next_page(position: tuple[str, ...] | None) -> str | None:
    """Return the URL of the next page; None after the last page."""
    cursor = next_cursor(position)
    if cursor is None:
        return None
    query = urlencode({**current().query_parameters, "cursor": cursor})
    return f"{client_path(current().path)}?{query}"


def _binding() -> str:
    """Return a digest of the list and its filter, which makes a cursor invalid for any other list."""
    query = current().query_parameters
    filters = sorted((name, value) for name, value in query.items() if name not in {"cursor", "limit"})
    return hashlib.sha256(orjson.dumps([current().path, filters])).hexdigest()[:8]
