"""What is wrong with a document, without storing it."""

from edge.answers import media
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer
from edge.exchange import services
from handlers.v1 import views
from registry import examining


def validate(content: bytes, media_type: str) -> Answer:
    """List what is wrong with a document."""
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    return answer(views.validation(document.analysis), caching=Caching.NEVER)
