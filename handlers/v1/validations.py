"""What is wrong with a document, without storing it."""

from flask import Response

from edge import media
from edge.context import services
from edge.responses import Caching, answer
from handlers.v1 import views
from registry import examining


def validate(content: bytes, media_type: str) -> Response:
    """List what is wrong with a document."""
    document = examining.examine(services().analysts, content, media.DOCUMENTS[media_type])
    return answer(views.validation(document.analysis), caching=Caching.NEVER)
