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
        """Serve a page, telling Flask of the prefix and the scheme that a proxy has it reached by."""
        if scope["type"] == "http":
            said = current()
            told = {"scheme": said.scheme, "root_path": said.prefix, "path": said.prefix + scope["path"]}
            scope = {**scope, **told, "method": "GET"}  # HEAD too: the outermost layer leaves its body out
        await super().__call__(scope, receive, send)
