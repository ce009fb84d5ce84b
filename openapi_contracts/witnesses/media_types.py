"""Media types in messages, and the text of a value in each."""

from collections.abc import Iterable
from typing import Any

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.serialization.escaping import token, visible
from openapi_contracts.serialization.json_text import compact
from openapi_contracts.serialization.truncation import Elided

# A type for each range, the first that no other entry of the content covers.
_CONCRETE = (
    *(MediaRange("application", "json"), MediaRange("text", "plain"), MediaRange("multipart", "form-data")),
    *(MediaRange("image", "png"), MediaRange("audio", "mpeg"), MediaRange("video", "mp4")),
    *(MediaRange("application", "octet-stream"), MediaRange("text", "html"), MediaRange("font", "woff2")),
)


def textual(media: MediaRange, value: Any) -> str:
    """Write a value as text of a media type: JSON, or a string unchanged."""
    if not is_json(media) and isinstance(value, str):
        return visible(value, lines=True)
    if not is_json(media) and isinstance(value, Elided) and isinstance(value.start, str):
        return f"{visible(value.start, lines=True)}… ({value.count:,} characters)"
    return compact(value)


def is_json(media: MediaRange) -> bool:
    """Say whether a media type is JSON (RFC 6839, 3.1)."""
    return media.subtype == "json" or media.subtype.endswith("+json")


def concrete(media: MediaRange, listed: Iterable[MediaRange] = ()) -> MediaRange:
    """Return a media type of a range that no other entry covers."""
    if "*" not in (media.type, media.subtype):
        return media
    others = [known for known in listed if known != media and media.covers(known)]
    for known in _CONCRETE:
        if media.covers(known) and not any(other.covers(known) for other in others):
            return known
    return MediaRange("application" if media.type == "*" else media.type, "example")


def content_type(media: MediaRange) -> str:
    """Write a media type as the value of Content-Type (RFC 9110, 8.3.1)."""
    parameters = [f"; {token(name)}={_parameter(value)}" for name, value in media.parameters]
    return "".join([token(media.type), *([f"/{token(media.subtype)}"] if media.subtype else []), *parameters])


def _parameter(value: str) -> str:
    if value and token(value) == value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
