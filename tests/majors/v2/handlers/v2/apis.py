"""APIs, as the second major shows them."""

from edge.answers.answer import Answer
from edge.answers.responses import answer
from edge.exchange import services
from registry import browsing
from registry.access import Caller


def show(caller: Caller, api: str) -> Answer:
    """Show an API."""
    with services().storage.reading() as store:
        found = browsing.show(store, api, by=caller)
    return answer({"id": found.name, "about": {"title": found.title}, "team": found.owner})
