"""Which representation a client accepts (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from edge.refusals import NotAcceptable


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """Choose the media type the client likes best, the first offered where it likes all. Raises NotAcceptable."""
    if not accept:
        return offered[0]
    best = parse_accept_header(accept, MIMEAccept).best_match(offered)
    if best is None:
        raise NotAcceptable(offered)
    return best
