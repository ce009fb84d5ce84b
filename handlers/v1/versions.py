"""Versions, the published and immutable documents of an API: list, show, read, publish."""

from edge.answers import media, negotiation, paging, responses
from edge.answers.answer import Answer
from edge.answers.refusals import InvalidRequest
from edge.answers.responses import Caching, answer
from edge.exchange import services
from handlers.v1 import links, views
from openapi_contracts import Syntax
from registry import browsing, examining, numbers, publishing
from registry.access import Caller
from registry.model import Document, Scope, Validity, Version
from registry.numbers import Number
from registry.publishing import Published


def browse(caller: Caller, api: str, limit: int, cursor: str | None = None) -> Answer:
    """List the versions of an API, highest first."""
    with services().storage.reading() as store:
        page = browsing.versions(store, api, by=caller, limit=limit, after=paging.after(cursor))
    body = views.page(page, views.version_summary)
    return answer(body, headers=paging.next_link(page.after))


def show(caller: Caller, api: str, version: str) -> Answer:
    """Show the selected version."""
    with services().storage.reading() as store:
        found = browsing.version(store, api, version, by=caller)
        body = views.version(found, browsing.problems(store, found))
    return answer(body, headers={"Content-Location": links.version(api, found.number)})


def document(caller: Caller, api: str, version: str) -> Answer:
    """Return the document of the selected version, as published or converted to the other syntax."""
    with services().storage.reading() as store:
        found = browsing.version(store, api, version, by=caller)
    return _document_answer(found, exact=str(found.number) == version)


def publish(
    caller: Caller, api: str, content: bytes, media_type: str, validity: str, major: int | None = None
) -> Answer:
    """Publish a document; the registry assigns its version number."""
    document = _examined(caller, api, content, media_type)
    by, at = caller, services().now()
    return _published(
        publishing.publish(
            services().storage,
            services().analysts,
            api,
            document,
            major=major,
            validity=Validity(validity),
            by=by,
            at=at,
        )
    )


def publish_as(caller: Caller, api: str, version: str, content: bytes, media_type: str, validity: str) -> Answer:
    """Publish a document under a version number the caller chose."""
    document, number = _examined(caller, api, content, media_type), _number(version)
    by, at = caller, services().now()
    return _published(
        publishing.publish_as(
            services().storage, services().analysts, api, number, document, validity=Validity(validity), by=by, at=at
        )
    )


def _examined(caller: Caller, api: str, content: bytes, media_type: str) -> Document:
    """Analyse a document for a caller who may publish to this API; no transaction is open meanwhile."""
    caller.require(Scope.PUBLISH, api)
    return examining.examine(services().analysts, content, media.DOCUMENTS[media_type])


def _published(published: Published) -> Answer:
    with services().storage.reading() as store:
        body = views.version(published.version, browsing.problems(store, published.version))
    place = links.version(published.version.api, published.version.number)
    if published.new:
        return answer(body, status=201, headers={"Location": place})
    return answer(body, headers={"Content-Location": place})


def _document_answer(version: Version, *, exact: bool) -> Answer:
    media_type = negotiation.negotiate(media.offered(version.syntax))
    target = media.DOCUMENTS[media_type]
    as_published = target is version.syntax
    return responses.document(
        lambda: _content(version) if as_published else _converted(version, target),
        media_type=media_type,
        etag=version.sha256 if as_published else f"{version.sha256}-{target}",
        caching=Caching.FOR_EVER if exact else Caching.REVALIDATE,
        headers={"Content-Location": links.document(version.api, version.number)},
    )


def _content(version: Version) -> bytes:
    with services().storage.reading() as store:
        return browsing.content(store, version)


def _converted(version: Version, target: Syntax) -> bytes:
    return examining.convert(services().analysts, _content(version), target)


def _number(text: str) -> Number:
    number = numbers.parse(text)
    if number is None:
        raise InvalidRequest([{"parameter": "version", "in": "path", "detail": "is not a semantic version"}])
    return number
