"""The caller of a request."""

from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer
from handlers.v1 import views
from registry.access import Caller


def whoami(caller: Caller) -> Answer:
    """Show the caller's name and rights."""
    return answer(views.caller(caller), caching=Caching.NEVER)
