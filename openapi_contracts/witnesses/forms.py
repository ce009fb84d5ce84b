"""Forms: the fields of an object as pairs, or as parts of a multipart body (OAS 3.1.1, 4.8.15).

A field is serialized by its Encoding Object; without one, an array item by item and an object as JSON.
"""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.message_parts import Encoding, Header, MediaType
from openapi_contracts.contracts.styles import Styled
from openapi_contracts.schemas.sampling.samples import Trace
from openapi_contracts.serialization.escaping import component, field, reserved, token, visible
from openapi_contracts.serialization.json_text import worded
from openapi_contracts.serialization.styles import pairs
from openapi_contracts.serialization.truncation import Elided
from openapi_contracts.witnesses.filling import Filling
from openapi_contracts.witnesses.media_types import concrete, content_type, textual
from openapi_contracts.witnesses.message import Body

_BOUNDARY = "boundary"
_JSON, _TEXT = MediaRange("application", "json"), MediaRange("text", "plain")
_ESCAPED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})  # in names (HTML, multipart/form-data encoding)


def urlencoded(value: dict[str, Any], described: MediaType | None) -> str:
    """Write an object as `application/x-www-form-urlencoded`."""
    found: list[str] = []
    for name, item in value.items():
        encoding = _encoding(described, name)
        form = encoding.form if encoding else None
        if isinstance(form, Styled):
            found += pairs(name, item, form, reserved if form.allow_reserved else component)
        elif (encoding and encoding.content_types) or _is_complex(item):
            media = encoding.content_types[0] if encoding and encoding.content_types else _JSON
            found.append(f"{component(name)}={component(textual(media, item))}")
        else:
            found += pairs(name, item, Styled.default())
    return "&".join(found)


def multipart(filling: Filling, media_type: str, value: dict[str, Any], described: MediaType | None) -> Body:
    """Write an object as `multipart/form-data`, or as another type of parts."""
    parts = ["\n".join(lines) for name, item in value.items() for lines in _parts(filling, name, item, described)]
    boundary, number = _BOUNDARY, 1
    while any(f"--{boundary}" in part for part in parts):
        boundary, number = f"{_BOUNDARY}{number}", number + 1
    text = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return Body(f"{media_type}; boundary={boundary}", f"{text}--{boundary}--\n", value)


def _parts(filling: Filling, name: str, value: Any, described: MediaType | None) -> Iterator[list[str]]:
    encoding = _encoding(described, name)
    if encoding and isinstance(encoding.form, Styled):
        for pair in pairs(name, value, encoding.form, visible):
            key, _, text = pair.partition("=")
            yield [_disposition(key), "", text]
        return
    for item in value if isinstance(value, list) and value else [value]:
        media = concrete(encoding.content_types[0]) if encoding and encoding.content_types else None
        if media is None and isinstance(item, dict | list | Elided) and not _is_text(item):
            media = _JSON
        lines = [_disposition(name), *([f"Content-Type: {field(content_type(media))}"] if media else [])]
        yield [*lines, *_headers(filling, name, encoding), "", textual(media or _TEXT, item)]


def _headers(filling: Filling, name: str, encoding: Encoding | None) -> Iterator[str]:
    for header, described in encoding.headers.items() if encoding else ():
        if isinstance(described, Header) and described.required:
            value = filling.value(("request", name, header), described.schema, name=header, trace=Trace.WHOLE)
            yield f"{token(header)}: {field(worded(value, str))}"


def _disposition(name: str) -> str:
    return f'Content-Disposition: form-data; name="{visible(name.translate(_ESCAPED))}"'


def _encoding(described: MediaType | None, name: str) -> Encoding | None:
    found = described.encoding.get(name) if described else None
    return found if isinstance(found, Encoding) else None


def _is_complex(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Elided) and isinstance(value.start, str))
