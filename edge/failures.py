"""What is raised while a request is served, turned into problem details on Connexion's exception middleware."""

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from connexion import FlaskApp
from connexion.exceptions import ProblemException
from connexion.lifecycle import ConnexionRequest, ConnexionResponse
from flask import Flask
from starlette.exceptions import HTTPException as StarletteHTTPException
from werkzeug.exceptions import HTTPException as WerkzeugHTTPException

from edge import problems, refusals
from registry.errors import RegistryError

log = logging.getLogger("registry.edge")


def register(app: FlaskApp) -> None:
    """Answer every exception with problem details."""
    flask = app.app

    async def refused(request: ConnexionRequest, error: RegistryError) -> ConnexionResponse:
        return _respond(problems.answer(error))

    async def http(request: ConnexionRequest, error: Exception) -> ConnexionResponse:
        status = getattr(error, "status_code", None) or getattr(error, "code", None)
        path, method = request.scope["path"], request.scope["method"]
        allowed = allowed_methods(flask, path)
        if status == 405 and method == "OPTIONS":
            return ConnexionResponse(status_code=204, headers={"Allow": ", ".join(allowed)})
        if status == 405:
            return _respond(problems.answer(refusals.MethodNotAllowed(allowed)))
        if status == 404:
            return _respond(problems.answer(refusals.RouteNotFound()))
        if status == 308:  # a page asked for without its last slash; Connexion keeps only what Flask says of it
            location = urlsplit(str(getattr(error, "detail", ""))).path
            return ConnexionResponse(status_code=308, headers={"Location": location})
        return await failed(request, error)

    async def failed(request: ConnexionRequest, error: Exception) -> ConnexionResponse:
        log.error("request failed", exc_info=error)
        return _respond(problems.answer(refusals.InternalError()))

    app.add_error_handler(RegistryError, refused)
    for raised in (StarletteHTTPException, WerkzeugHTTPException, ProblemException):
        app.add_error_handler(raised, http)
    app.add_error_handler(Exception, failed)


def allowed_methods(flask: Flask, path: str) -> Sequence[str]:
    """List the methods a path takes (RFC 9110, section 10.2.1)."""
    return sorted({*flask.url_map.bind("").allowed_methods(path), "OPTIONS"})


def _respond(answer: problems.Answer) -> ConnexionResponse:
    return ConnexionResponse(
        status_code=answer.status,
        content_type=problems.MEDIA_TYPE,
        mimetype=problems.MEDIA_TYPE,
        body=answer.body,
        headers=dict(answer.headers),
    )
