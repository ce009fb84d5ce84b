"""One item of a stream, as it is sent (OAS 3.2.0, 4.14.3): an event, a line of JSON, or a record of RFC 7464."""

from typing import Any

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.serialization.escaping import visible
from openapi_contracts.serialization.json_text import compact, worded

_EVENTS = "event-stream"
_LINES = ("jsonl", "ndjson", "x-ndjson", "json-lines", "x-jsonlines")
_RECORDS = "json-seq"
_FIELDS = ("event", "id", "retry", "data")  # of an event (HTML, 9.2.6)


def stream(media: MediaRange, item: Any) -> str | None:
    """Write an item of a stream; None for a media type that is none."""
    if media.subtype == _EVENTS:
        return _event(item)
    if media.subtype in _LINES:
        return f"{compact(item)}\n"
    if media.subtype == _RECORDS or media.subtype.endswith(f"+{_RECORDS}"):
        return f"{visible(chr(0x1E))}{compact(item)}\n"
    return None


def _event(item: Any) -> str:
    fields = item if isinstance(item, dict) and item.keys() <= set(_FIELDS) else {"data": item}
    lines = [
        f"{name}: {line}"
        for name in _FIELDS
        if name in fields
        for line in visible(worded(fields[name], str), lines=True).split("\n")
    ]
    return "\n".join(lines) + "\n\n"
