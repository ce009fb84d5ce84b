"""Normalizes the contents of OpenAPI 3 requests and responses: bodies by media type, and headers."""

from dataclasses import replace

from openapi_contracts.contracts.media_ranges import MediaRange, media_range
from openapi_contracts.contracts.message_parts import Encoding, Header, MediaType, RequestBody
from openapi_contracts.contracts.places import Direction, Node, SchemaAt, Unclear
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.styles import Styled, collected, styled

_UNCOUNTED = "content-type"  # a header that is described by the media types (OAS 3.1.0, 4.8.17.1 `headers`)
EVERY_OTHER = "every other part"  # of a multipart body: those that `prefixEncoding` says nothing of
_STYLE_KEYS = frozenset(("style", "explode", "allowReserved"))


def content(source: Source, node: Node, direction: Direction) -> dict[MediaRange, MediaType | Unclear]:
    """Read `content`: a body for each media type or range."""
    found: dict[MediaRange, MediaType | Unclear] = {}
    for text, child in source.members(node, "content"):
        known = media_range(text)
        if known is None:
            found[MediaRange(text, "")] = source.unclear(child, f"{text!r:.80} is not a media type")
        elif known in found:
            found[known] = source.unclear(child, f"the media type {known} is described twice", node.raw["content"])
        else:
            found[known] = source.read(child, direction, media_type)
    return found


def media_type(source: Source, node: Node, direction: Direction) -> MediaType:
    """Read a Media Type Object (OAS 3.1.0, 4.8.14)."""
    encodings = {name: source.read(child, direction, _encoding) for name, child in source.members(node, "encoding")}
    return MediaType(
        node,
        source.schema(node, "schema", direction),
        {name: encoding for name, encoding in encodings.items() if not _says_nothing(encoding)},
        source.schema(node, "itemSchema", direction),
        _positions(source, node, direction),
    )


def _positions(source: Source, node: Node, direction: Direction) -> dict[str, Encoding | Unclear]:
    """Read `prefixEncoding` and `itemEncoding` (OAS 3.2.0, 4.14.4), by what people call the parts."""
    if not source.version.startswith("3.2"):
        return {}
    prefix = source.listed(node, "prefixEncoding")
    found = {f"part {index}": source.read(child, direction, _encoding) for index, child in enumerate(prefix, 1)}
    if node.raw.get("itemEncoding") is not None:
        found[EVERY_OTHER] = source.read(node.child("itemEncoding"), direction, _encoding)
    return {part: encoding for part, encoding in found.items() if not _says_nothing(encoding)}


def request_body(source: Source, node: Node, direction: Direction) -> RequestBody:
    """Read a Request Body Object (OAS 3.1.0, 4.8.13)."""
    return RequestBody(node, source.flag(node, "required"), content(source, node, direction))


def headers(source: Source, node: Node, direction: Direction) -> dict[str, Header | Unclear]:
    """Read `headers`, by their names in lower case (RFC 9110, 5.1)."""
    found: dict[str, Header | Unclear] = {}
    for name, child in source.members(node, "headers"):
        if name.lower() != _UNCOUNTED:
            header = source.read(child, direction, _header)
            found[name.lower()] = header if isinstance(header, Unclear) else replace(header, name=name)
    return found


def serialized(
    source: Source, node: Node, location: str, direction: Direction
) -> tuple[Styled | MediaType | Unclear, SchemaAt | None]:
    """Return the serialization and the schema of a parameter or header: a style, or the one media type of `content`."""
    if source.is_swagger:
        return collected(source, node, location), SchemaAt(node.pointer, node.raw, direction, source.dialect)
    if "content" not in node.raw:
        form = styled(source, node, "query" if location == "querystring" else location)
        return form, source.schema(node, "schema", direction)
    described = content(source, node, direction)
    if len(described) != 1:
        return source.unclear(node, "`content` has one media type here, not several (OAS 3.1.0, 4.8.12.2)"), None
    media, body = next(iter(described.items()))
    if isinstance(body, Unclear):
        return body, None
    return replace(body, media=media), body.schema


def _header(source: Source, node: Node, direction: Direction) -> Header:
    form, schema = serialized(source, node, "header", direction)
    required = not source.is_swagger and source.flag(node, "required")
    return Header(node, "", required, source.flag(node, "deprecated"), form, schema)


def _encoding(source: Source, node: Node, direction: Direction) -> Encoding | Unclear:
    text = source.text(node, "contentType") or ""
    named = [media_range(part) for part in text.split(",") if part.strip()]
    if None in named:
        return source.unclear(node, f"{text!r:.80} is not a list of media types")
    types = tuple(sorted(found for found in named if found))
    form = styled(source, node, "query") if _STYLE_KEYS & node.raw.keys() else None
    return Encoding(node, types, headers(source, node, direction), None if form == Styled.default() else form)


def _says_nothing(encoding: Encoding | Unclear) -> bool:
    """Say whether an encoding equals the default, so that omitting it means the same."""
    if isinstance(encoding, Unclear):
        return False
    return not (encoding.content_types or encoding.headers or encoding.form)
