"""Which representation a client accepts (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from edge.answers.refusals import NotAcceptable
from edge.exchange import current
from edge.memoization import remembered


def chosen(offered: Sequence[str]) -> str:
    """Choose the media type that the client likes best, the first offered where it likes all. Raises NotAcceptable."""
    return choose(current().headers.get("accept"), tuple(offered))


def choose(accept: str | None, offered: tuple[str, ...]) -> str:
    """Choose the media type that an Accept field likes best, the first offered without one. Raises NotAcceptable."""
    if not accept:
        return offered[0]
    best = _best(accept, offered)
    if best is None:
        raise NotAcceptable(offered)
    return best


@remembered(entries=1024, shorter_than=200)
def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    return parse_accept_header(accept, MIMEAccept).best_match(offered)
