"""What is wrong with a document, without storing it."""

from edge import media
from edge.answers import Answer
from edge.exchange import services
from edge.responses import Caching, answer
from handlers.v1 import views
from registry import examining


def validate(content: bytes, media_type: str) -> Answer:
    """List what is wrong with a document."""
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    return answer(views.validation(document.analysis), caching=Caching.NEVER)
