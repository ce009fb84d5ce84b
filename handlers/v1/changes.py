"""The changes of a version."""

from edge.answers.answer import Answer
from edge.answers.responses import Caching
from edge.exchange import services
from handlers.v1 import links
from handlers.v1.writing import reports
from registry import histories
from registry.access import Caller


def show(caller: Caller, api: str, version: str, since: str | None = None, path: str | None = None) -> Answer:
    """Report the changes between the selected version and the one before it, or `since`."""
    found, report = histories.changes(
        services().storage, services().analysts, api, version, since=since, by=caller, at=services().now()
    )
    exact = {"Content-Location": links.changes(api, found.number)}
    return reports.answer(report, path=path, caching=Caching.REVALIDATE, headers=exact)
