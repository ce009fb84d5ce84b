"""Validation of a document that is not stored."""

from edge.answers import media
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer
from edge.exchange import services
from handlers.v1 import views
from registry import examining


def validate(content: bytes, media_type: str) -> Answer:
    """List the problems of a document."""
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    return answer(views.validation(document.analysis), caching=Caching.NEVER)
