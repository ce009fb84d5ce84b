"""The changelog of an API."""

from collections.abc import Callable, Mapping

from edge.answers import negotiation, paging
from edge.answers.answer import Answer
from edge.answers.responses import JSON, representation
from edge.exchange import services
from handlers.v1 import views
from handlers.v1.writing import changelog, feed
from openapi_contracts import compact, encoded
from registry import histories
from registry.access import Caller
from registry.histories import Changelog

WRITERS: Mapping[str, Callable[[Changelog], bytes]] = {
    JSON: lambda found: compact(views.page(found.steps, views.step)),
    changelog.MEDIA_TYPE: lambda found: encoded(changelog.markdown(found.api, found.steps.items)),
    feed.MEDIA_TYPE: lambda found: feed.feed(found.api, found.steps.items, further=paging.next_page(found.steps.after)),
}


def browse(caller: Caller, api: str, limit: int, cursor: str | None = None) -> Answer:
    """List the changes each version of an API made, highest version first."""
    media_type = negotiation.negotiate(list(WRITERS))
    found = histories.changelog(
        services().storage,
        services().analysts,
        api,
        by=caller,
        at=services().now(),
        limit=limit,
        after=paging.after(cursor),
    )
    return representation(WRITERS[media_type](found), media_type, headers=paging.next_link(found.steps.after))
