"""What is raised while a request is served, turned into problem details."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send
from werkzeug.exceptions import HTTPException

from edge.answers import problems, refusals
from edge.exchange import current, located
from edge.stations import conformance
from registry.errors import RegistryError

log = logging.getLogger("registry.edge")


class Failures:
    """Answers whatever is raised within; stands where Connexion's ExceptionMiddleware would, which builds two requests
    and two responses for each.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on. Raises what comes when half an answer has left: only closing the connection says so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = current()
        try:
            conformance.check(exchange, scope)
            await self.app(scope, receive, send)
        except Exception as error:
            if exchange.status:
                raise
            await problems.answer(_refusal(error)).send(send)


def _refusal(error: Exception) -> RegistryError:
    if isinstance(error, RegistryError):
        return error
    if isinstance(error, HTTPException) and error.code == 404:  # a page's file
        return refusals.RouteNotFound(located("/"))
    log.error("request failed", exc_info=error)
    return refusals.InternalError()
