"""Tokens of callers: list, issue, revoke."""

from collections.abc import Mapping
from typing import Any

from edge.answers import paging
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer, no_content
from edge.exchange import services
from edge.stations.validation import timestamps
from handlers.v1 import views
from registry import access
from registry.access import EVERY_API, RANDOM_BYTES, Caller
from registry.model import Scope


def browse(caller: Caller, limit: int, cursor: str | None = None) -> Answer:
    """List the tokens, oldest first."""
    with services().storage.reading() as store:
        page = access.browse(store, by=caller, limit=limit, after=paging.after(cursor))
    return answer(views.page(page, views.token), caching=Caching.NEVER, headers=paging.next_link(page.after))


def issue(caller: Caller, fields: Mapping[str, Any]) -> Answer:
    """Issue a token."""
    with services().storage.writing() as store:
        token, credential = access.issue(
            store,
            name=fields["name"],
            scopes=[Scope(scope) for scope in fields["scopes"]],
            apis=tuple(fields.get("apis", EVERY_API)),
            expires_at=timestamps.read(fields.get("expires_at"), pointer="/expires_at"),
            by=caller,
            at=services().now(),
            randomness=services().randomness(RANDOM_BYTES),
        )
    return answer({**views.token(token), "token": credential}, status=201, caching=Caching.NEVER)


def revoke(caller: Caller, token: str) -> Answer:
    """Revoke a token."""
    with services().storage.writing() as store:
        access.revoke(store, token, by=caller)
    return no_content()
