"""The station that codes responses, and translates the ETags of coded ones in the conditions of requests."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from edge.coding import tags
from edge.coding.coder import Coder
from edge.coding.codings import negotiate
from edge.coding.outgoing import CodedResponse
from edge.exchange import current, join_headers

CONDITIONS = (b"if-match", b"if-none-match")


class CodingMiddleware:
    """Codes responses as the client accepts; stands inside the envelope and outside everything that answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coder = Coder()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and code its response; a range request gets the uncoded representation."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = current().headers
        coded_conditions = _coded_conditions(headers)
        if coded_conditions:
            scope = _with_uncoded_tags(scope)
        coding = None if "range" in headers else negotiate(headers.get("accept-encoding", "").encode("latin-1"))
        await self.app(
            scope, receive, CodedResponse(self.coder, coding, send, method=scope["method"], conditions=coded_conditions)
        )


def _coded_conditions(headers: Mapping[str, str]) -> bytes:
    """Return those condition fields of a request that name ETags of coded representations."""
    conditions = [headers[name].encode("latin-1") for name in map(bytes.decode, CONDITIONS) if name in headers]
    return b"".join(each for each in conditions if tags.SUFFIX.search(each))


def _with_uncoded_tags(scope: Scope) -> Scope:
    """Replace the coded ETags in the conditions by the uncoded ones, in the scope and in the exchange."""
    headers = [(name, tags.uncoded(value) if name in CONDITIONS else value) for name, value in scope["headers"]]
    current().headers = join_headers(headers)
    return {**scope, "headers": headers}
