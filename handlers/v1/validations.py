"""Validation of a document that is not stored."""

from edge.answers import media
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer
from edge.exchange import services
from handlers.v1 import views
from registry import examining, policies


def validate(content: bytes, media_type: str) -> Answer:
    """List the problems of a document, graded by the policy of the registry."""
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    with services().storage.reading() as store:
        document = examining.under(document, policies.policy_in_force(store, None))
    return answer(views.validation(document.analysis), caching=Caching.NEVER)
