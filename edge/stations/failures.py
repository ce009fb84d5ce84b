"""Turns every exception raised while a request is served into a problem."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send
from werkzeug.exceptions import HTTPException

from edge.answers import problems, refusals
from edge.exchange import client_path, current
from edge.stations import conformance
from registry.errors import RegistryError

log = logging.getLogger("registry.edge")


class Failures:
    """Answers exceptions, in place of Connexion's ExceptionMiddleware, which builds two requests for each."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on. Raises again once part of a response is sent: only closing the connection signals it."""
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
            await problems.answer(_as_problem(error)).send(send)


def _as_problem(error: Exception) -> RegistryError:
    if isinstance(error, RegistryError):
        return error
    if isinstance(error, HTTPException) and error.code == 404:  # Flask found no such file
        return refusals.RouteNotFound(client_path("/"))
    log.error("request failed", exc_info=error)
    return refusals.InternalError()
