"""A changelog as an Atom feed (RFC 4287): one entry per version, with a permanent id."""

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handlers.v1 import links
from handlers.v1.views import time
from handlers.v1.writing.changelog import facts, summary
from openapi_contracts import visible
from registry.histories import Step
from registry.model import Api

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"


def feed(api: Api, steps: Sequence[Step], *, further: str | None) -> bytes:
    """Write one page of a changelog as a feed; `further` is the URL of the next page (RFC 5005, section 3)."""
    root = Element("feed", xmlns=ATOM)
    _texts(root, id=_id("feed", api.name, time(api.created_at)), title=f"Changelog of {api.title}")
    newest = max((step.version.published_at for step in steps), default=api.created_at)
    _texts(root, updated=time(newest))
    _author(root, api.owner or api.title)
    SubElement(root, "link", rel="self", type=MEDIA_TYPE, href=links.changelog(api.name))
    if further:
        SubElement(root, "link", rel="next", type=MEDIA_TYPE, href=further)
    for step in steps:
        _entry(SubElement(root, "entry"), step)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _entry(entry: Element, step: Step) -> None:
    version = step.version
    published = time(version.published_at)
    _texts(entry, id=_id("version", version.api, str(version.number), version.sha256))
    _texts(entry, title=f"{version.api} {version.number}", published=published, updated=published)
    _author(entry, version.published_by)
    SubElement(entry, "link", rel="alternate", href=links.changes(version.api, version.number))
    SubElement(entry, "content", type="text").text = visible("\n".join([summary(step), *facts(step)]))


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = visible(text)


def _author(parent: Element, name: str) -> None:
    SubElement(SubElement(parent, "author"), "name").text = visible(name)


def _id(*names: str) -> str:
    """Return a permanent id, the same on every host (RFC 9562, section 5.5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, ' '.join(names))}"
