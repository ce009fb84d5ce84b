"""The station that codes answers on their way out, and understands on the way in the tags it has given them."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from edge.coding import tags
from edge.coding.coder import Coder
from edge.coding.codings import chosen
from edge.coding.outgoing import Outgoing
from edge.exchange import current, read_headers

CONDITIONS = (b"if-match", b"if-none-match")


class Coded:
    """Codes what is worth it, as the client likes; stands outside of whatever answers, inside of the envelope."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coder = Coder()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer to be coded; who asks for a part of a representation gets it as it is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = current().headers
        named = _named(headers)
        if named:
            scope = _with_uncoded_tags(scope)
        coding = None if "range" in headers else chosen(headers.get("accept-encoding", "").encode("latin-1"))
        await self.app(scope, receive, Outgoing(self.coder, coding, send, method=scope["method"], named=named))


def _named(headers: Mapping[str, str]) -> bytes:
    """Give the tags in the conditions of a request, of those in which some are of coded representations."""
    said = [headers[name].encode("latin-1") for name in map(bytes.decode, CONDITIONS) if name in headers]
    return b"".join(each for each in said if tags.SUFFIX.search(each))


def _with_uncoded_tags(scope: Scope) -> Scope:
    """Name in the conditions of a request what is known inside, for those who read the scope and the exchange."""
    headers = [(name, tags.uncoded(value) if name in CONDITIONS else value) for name, value in scope["headers"]]
    current().headers = read_headers(headers)
    return {**scope, "headers": headers}
