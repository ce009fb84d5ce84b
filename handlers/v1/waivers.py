"""Waivers, changes that are reported but not counted: list, show, grant, withdraw."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from edge.answers import conditional, paging
from edge.answers.answer import Answer
from edge.answers.responses import answer, etag_of, no_content
from edge.exchange import services
from edge.stations.validation import timestamps
from handlers.v1 import links, views
from registry import waiving
from registry.access import Caller
from registry.model import Waiver, WaiverState


def browse(caller: Caller, api: str, limit: int, state: str | None = None, cursor: str | None = None) -> Answer:
    """List the waivers of an API, newest first."""
    now, which, after = services().now(), WaiverState(state) if state else None, paging.after(cursor)
    with services().storage.reading() as store:
        page = waiving.browse(store, api, which, by=caller, at=now, limit=limit, after=after)
    body = views.page(page, lambda waiver: views.waiver(waiver, now))
    return answer(body, headers=paging.next_link(page.after))


def show(caller: Caller, api: str, fingerprint: str) -> Answer:
    """Show a waiver."""
    with services().storage.reading() as store:
        return answer(views.waiver(waiving.show(store, api, fingerprint, by=caller), services().now()))


def grant(caller: Caller, api: str, fingerprint: str, fields: Mapping[str, Any]) -> Answer:
    """Grant a waiver, or replace the existing one."""
    now, until = services().now(), timestamps.read(fields.get("expires_at"), pointer="/expires_at")
    with services().storage.writing() as store:
        granted = waiving.grant(
            store,
            api,
            fingerprint,
            reason=fields["reason"],
            expires_at=until,
            by=caller,
            at=now,
            precondition=partial(_precondition, now),
        )
    body = views.waiver(granted.waiver, now)
    if granted.new:
        return answer(body, status=201, headers={"Location": links.waiver(api, fingerprint)})
    return answer(body)


def withdraw(caller: Caller, api: str, fingerprint: str) -> Answer:
    """Withdraw a waiver."""
    now = services().now()
    with services().storage.writing() as store:
        waiving.withdraw(store, api, fingerprint, by=caller, at=now, precondition=partial(_precondition, now))
    return no_content()


def _precondition(now: datetime, stored: Waiver | None) -> None:
    """Require the request to name the state it changes."""
    conditional.require_precondition(etag_of(views.waiver(stored, now)) if stored else None)
