"""Content negotiation: the media type of a response (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from edge.answers.refusals import NotAcceptable
from edge.exchange import current
from edge.memoization import memoized


def negotiate(offered: Sequence[str]) -> str:
    """Choose the media type the current request prefers; the first one offered wins a tie. Raises NotAcceptable."""
    return preferred(current().headers.get("accept"), tuple(offered))


def preferred(accept: str | None, offered: tuple[str, ...]) -> str:
    """Choose the media type an Accept field prefers; the first one offered without Accept. Raises NotAcceptable."""
    if not accept:
        return offered[0]
    best = _best(accept, offered)
    if best is None:
        raise NotAcceptable(offered)
    return best


@memoized(entries=1024, shorter_than=200)
def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    return parse_accept_header(accept, MIMEAccept).best_match(offered)
