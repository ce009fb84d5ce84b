"""Checks: what publishing a document would do, without storing it."""

from edge.answers import media
from edge.answers.answer import Answer
from edge.exchange import services
from handlers.v1 import views
from handlers.v1.writing import reports
from registry import checking, examining
from registry.access import Caller
from registry.checking import FailOn
from registry.model import Validity


def check(
    caller: Caller,
    api: str,
    content: bytes,
    media_type: str,
    validity: str,
    fail_on: str,
    against: str | None = None,
    major: int | None = None,
    path: str | None = None,
) -> Answer:
    """Judge a document as publishing it would."""
    caller.require_read(api)
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    found = checking.check(
        services().storage,
        services().analysts,
        api,
        document,
        against=against,
        major=major,
        validity=Validity(validity),
        by=caller,
        at=services().now(),
    )
    status = 409 if found.fails(FailOn(fail_on)) else 200
    return reports.answer(found.report, body=views.check(found), path=path, status=status)
