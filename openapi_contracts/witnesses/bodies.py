"""Bodies by media type: JSON, urlencoded and multipart forms, XML, streams, and text."""

from typing import Any

from openapi_contracts.contracts.media_ranges import URLENCODED, MediaRange, is_xml, media_range
from openapi_contracts.contracts.message_parts import MediaType, RequestBody, Response
from openapi_contracts.contracts.places import Unclear
from openapi_contracts.findings import Part
from openapi_contracts.schemas.sampling.samples import Trace
from openapi_contracts.witnesses import forms
from openapi_contracts.witnesses.filling import Filling
from openapi_contracts.witnesses.media_types import concrete, content_type, textual
from openapi_contracts.witnesses.message import Body
from openapi_contracts.witnesses.streams import stream
from openapi_contracts.witnesses.xml_bodies import xml


def body(filling: Filling, owner: RequestBody | Response, part: Part) -> Body | None:
    """Return the body of a message: the given one, that of the finding's media type, or the operation's first."""
    content = owner.content
    given = next((key[-1] for key in filling.shown.given if key[:-1] == part), None)
    media = filling.shown.media
    if media is None and given is not None:
        media = next((known for known in content if str(known) == given), media_range(given))
    if media is None:
        media = next(iter(content), None)
    if media is None:
        return None
    covering = sorted((known for known in content if known.covers(media)), key=lambda known: str(known).count("*"))
    described = content.get(media) or (content[covering[0]] if covering else None)
    return _written(filling, concrete(media, content), described, (*part, given or str(media)))


def _written(filling: Filling, media: MediaRange, described: MediaType | Unclear | None, key: Part) -> Body:
    found = described if isinstance(described, MediaType) else None
    if isinstance(described, Unclear) and not filling.gives(key):
        value: Any = filling.missing(key, "body", described.reason)
    else:
        schema = (found.schema or found.item_schema) if found else None
        is_form = media.type == "multipart" or _is_urlencoded(media)
        value = filling.value(key, schema, name="body", trace=Trace.FIELDS if is_form else Trace.NONE)
    if media.type == "multipart" and isinstance(value, dict):
        return forms.multipart(filling, content_type(media), value, found)
    if _is_urlencoded(media) and isinstance(value, dict):
        return Body(content_type(media), forms.urlencoded(value, found), value)
    if is_xml(media):
        described_by = found.schema.schema if found and found.schema else {}
        return Body(content_type(media), xml(value, described_by, filling.resolved), value)
    return Body(content_type(media), stream(media, value) or textual(media, value), value)


def _is_urlencoded(media: MediaRange) -> bool:
    return (media.type, media.subtype) == (URLENCODED.type, URLENCODED.subtype)
