"""Which operation a request is for: Connexion's routing, strict about paths."""

import re
from typing import Any

from connexion.middleware.routing import RoutingMiddleware as Routing
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.refusals import InvalidRequest

CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class RoutingMiddleware(Routing):
    """Stands where Connexion's RoutingMiddleware would, which redirects, with the scheme and host it believes to have
    and without a body, whatever ends in a slash, and loses a path with a line break that Flask then finds.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self.router.redirect_slashes = False

    def add_api(self, *args: Any, **kwargs: Any) -> None:
        """Route to the operations of one major."""
        super().add_api(*args, **kwargs)
        for mount in self.router.routes:
            mount.app.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the operation. Raises InvalidRequest for a path that no name of ours can be in."""
        if scope["type"] == "http" and CONTROL.search(scope["path"]):
            raise InvalidRequest([{"parameter": "?", "in": "path", "detail": "holds a control character"}])
        await super().__call__(scope, receive, send)
