"""Flask, behind Connexion, for pages only: no operation is routed to it, so no check can be bypassed through it."""

from typing import Any

from connexion.apps.flask import FlaskASGIApp
from connexion.spec import Specification
from flask import Flask
from starlette.types import Receive, Scope, Send

from edge.exchange import current


class Pages(FlaskASGIApp):
    """Flask, through Connexion's bridge, for everything that is not an operation."""

    app: Flask

    def add_api(self, specification: Specification, **kwargs: Any) -> None:
        """Add nothing: `dispatch.py` serves the operations."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page; Flask learns the prefix and the scheme that a proxy reports."""
        if scope["type"] == "http":
            exchange = current()
            forwarded = {
                "scheme": exchange.scheme,
                "root_path": exchange.prefix,
                "path": exchange.prefix + scope["path"],
            }
            scope = {**scope, **forwarded, "method": "GET"}  # HEAD too: the envelope drops its body
        await super().__call__(scope, receive, send)
