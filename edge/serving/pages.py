"""The pages of Flask behind Connexion: no operation is routed to Flask, so none can be reached around its checks."""

from typing import Any

from connexion.apps.flask import FlaskASGIApp
from connexion.spec import Specification
from flask import Flask
from starlette.types import Receive, Scope, Send

from edge.exchange import current


class Pages(FlaskASGIApp):
    """Flask, through Connexion's bridge, for what is not an operation."""

    app: Flask

    def add_api(self, specification: Specification, **kwargs: Any) -> None:
        """Leave the operations of a contract to Dispatch."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page, telling Flask of the prefix that a proxy has put before its path."""
        if scope["type"] == "http" and (prefix := current().prefix):
            scope = {**scope, "root_path": prefix, "path": prefix + scope["path"]}
        await super().__call__(scope, receive, send)
