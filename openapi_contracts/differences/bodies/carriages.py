"""How the bodies of a media type are carried: as JSON, text, a form, parts, XML, or bytes."""

from dataclasses import replace

from openapi_contracts.contracts import SchemaAt
from openapi_contracts.contracts.carriage import Carriage, Mode
from openapi_contracts.contracts.media_ranges import URLENCODED, MediaRange, is_xml
from openapi_contracts.contracts.message_parts import Encoding, MediaType
from openapi_contracts.differences.bodies.media_types import is_json
from openapi_contracts.schemas.equivalence import bytes_in
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

_TYPED = ("yaml", "x-yaml", "event-stream", "ndjson", "jsonl", "json-seq")  # beside JSON, of text with types


def mode_of(media: MediaRange) -> Mode:
    """Return the mode of carriage of a media type (RFC 7303 for XML, RFC 7578 for parts); JSON where none is known."""
    if is_json(media) or "*" in (media.type, media.subtype) or media.subtype in _TYPED:
        return Mode.JSON
    if is_xml(media):
        return Mode.XML
    if (media.type, media.subtype) == (URLENCODED.type, URLENCODED.subtype):
        return Mode.FORM
    return {"multipart": Mode.PARTS, "text": Mode.TEXT}.get(media.type, Mode.JSON)


def carried(bodies: tuple[MediaType, MediaType], media: MediaRange) -> tuple[MediaType, MediaType]:
    """Return the bodies of both sides with the carriage of their schemas."""
    mode = mode_of(media)
    if mode is Mode.JSON:
        return bodies
    encodings = {**bodies[0].encoding, **bodies[1].encoding} if mode in (Mode.FORM, Mode.PARTS) else {}
    told = {name: one for name, one in encodings.items() if isinstance(one, Encoding)}
    as_json = frozenset(name for name, one in told.items() if Mode.JSON in map(mode_of, one.content_types))
    styled = frozenset(name for name, one in told.items() if one.form) - as_json
    carriage = Carriage(mode, as_json, styled)
    old, new = (replace(body, schema=_of(body, other, carriage)) for body, other in (bodies, reversed(bodies)))
    return old, new


def _of(body: MediaType, other: MediaType, carriage: Carriage) -> SchemaAt | None:
    """Return the schema of a body; for text without one an empty schema: none of a media type's members says more."""
    if body.schema is not None:
        return replace(body.schema, carriage=carriage)
    if other.schema is None or carriage.mode is not Mode.TEXT:
        return None
    at = SchemaAt(body.origin.pointer, body.origin.raw, other.schema.direction, other.schema.dialect)
    return replace(at, carriage=carriage)


def are_bytes(values: SchemaValues, bodies: tuple[MediaType, MediaType], media: MediaRange) -> bool:
    """Say whether bodies of a media type that is neither JSON nor text are the same bytes on both sides."""
    is_range = "*" in (media.type, media.subtype)
    if is_range or mode_of(media) is not Mode.JSON or is_json(media) or media.subtype in _TYPED:
        return False
    kinds = [bytes_in(values, side, body.schema) for side, body in zip(Side, bodies, strict=True)]
    return kinds[0] is not None and kinds[0] == kinds[1]
