"""APIs: list, show, describe, remove."""

from collections.abc import Mapping
from typing import Any

from edge.answers import conditional, paging
from edge.answers.answer import Answer
from edge.answers.responses import answer, etag_of, no_content
from edge.exchange import services
from handlers.v1 import links, views
from registry import browsing, describing
from registry.access import Caller
from registry.describing import Description
from registry.model import Api, ApiFilter, Sort


def search(
    caller: Caller,
    limit: int,
    sort: str,
    q: str | None = None,
    label: str | None = None,
    owner: str | None = None,
    cursor: str | None = None,
) -> Answer:
    """List the APIs the caller may read."""
    which = ApiFilter(q, _label(label), owner, Sort(sort))
    with services().storage.reading() as store:
        page = browsing.search(store, which, by=caller, limit=limit, after=paging.after(cursor))
    return answer(views.page(page, views.api), headers=paging.next_link(page.after))


def show(caller: Caller, api: str) -> Answer:
    """Show an API."""
    with services().storage.reading() as store:
        return answer(views.api(browsing.show(store, api, by=caller)))


def describe(caller: Caller, api: str, fields: Mapping[str, Any]) -> Answer:
    """Create an API, or replace its description."""
    description = Description(fields["title"], fields.get("description"), fields.get("owner"), fields.get("labels", {}))
    with services().storage.writing() as store:
        described = describing.describe(
            store, api, description, by=caller, at=services().now(), precondition=_precondition
        )
    if described.new:
        return answer(views.api(described.api), status=201, headers={"Location": links.api(api)})
    return answer(views.api(described.api))


def remove(caller: Caller, api: str) -> Answer:
    """Remove an API and all its versions."""
    with services().storage.writing() as store:
        describing.remove(store, api, by=caller, at=services().now(), precondition=_precondition)
    return no_content()


def _precondition(stored: Api | None) -> None:
    """Require the request to name the state it changes."""
    conditional.require_precondition(etag_of(views.api(stored)) if stored else None)


def _label(text: str | None) -> tuple[str, str | None] | None:
    """Parse a label filter: `key`, or `key:value`."""
    if text is None:
        return None
    key, colon, value = text.partition(":")
    return key, value if colon else None
