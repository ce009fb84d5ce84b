"""The audit: who changed how documents are judged, for one API or for all."""

from edge.answers import paging
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer
from edge.exchange import services
from handlers.v1 import views
from registry import auditing
from registry.access import Caller


def browse(caller: Caller, api: str, limit: int, cursor: str | None = None) -> Answer:
    """List the audit entries of an API, newest first."""
    with services().storage.reading() as store:
        page = auditing.browse(store, api, by=caller, limit=limit, after=paging.after(cursor))
    return answer(views.page(page, views.entry), headers=paging.next_link(page.after))


def browse_all(caller: Caller, limit: int, cursor: str | None = None) -> Answer:
    """List all audit entries of the registry, newest first."""
    with services().storage.reading() as store:
        page = auditing.browse_all(store, by=caller, limit=limit, after=paging.after(cursor))
    return answer(views.page(page, views.entry), caching=Caching.NEVER, headers=paging.next_link(page.after))
