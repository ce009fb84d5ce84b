"""Composes the stations of a request: Connexion's middleware, with subclasses of its public classes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from connexion.middleware import ConnexionMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.resolver import RelativeResolver
from flask import Blueprint
from starlette.types import ASGIApp

from edge.contract.contracts import Contract, ContractError
from edge.contract.publication import publication
from edge.limiting.limiter import Limiter
from edge.services import Services
from edge.stations.authentication import Authenticate, AuthenticationMiddleware
from edge.stations.dispatch import DispatchMiddleware
from edge.stations.failures import Failures
from edge.stations.pages import Pages
from edge.stations.routing import Routing
from edge.stations.validation.middleware import ValidationMiddleware
from edge.worker.bounds import Bounds
from edge.worker.stopping import Stopping
from edge.worker.threads import Threads

Station = Callable[[ASGIApp], ASGIApp]


class Application(ConnexionMiddleware):
    """The service as an ASGI application, with the parts it serves with."""

    def __init__(
        self, pages: Pages, *, services: Services, limiter: Limiter, stopping: Stopping, **kwargs: Any
    ) -> None:
        super().__init__(pages, **kwargs)
        self.pages = pages
        self.services = services
        self.limiter = limiter
        self.stopping = stopping


def compose(
    contracts: Sequence[Contract],
    *,
    services: Services,
    pages: Blueprint,
    outer: Sequence[Station],
    inner: Sequence[Station],
    authenticate: Authenticate,
    limiter: Limiter,
    stopping: Stopping,
    bounds: Bounds,
    threads: Threads,
    handlers: str = "handlers",
) -> Application:
    """Compose the service. Outer stations see every response; inner ones see every request before it is routed.

    `handlers` is the package with one subpackage per contract. Raises ContractError.
    """
    flask_pages = Pages("pages", {"static_folder": None})
    flask_pages.app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # routing answers OPTIONS for every path alike
    flask_pages.app.register_blueprint(pages)
    answers = {path: answer for contract in contracts for path, answer in publication(contract).items()}
    rules = list(flask_pages.app.url_map.iter_rules())
    routed = [
        partial(Routing, pages=rules, answers=answers, contracts=contracts, admit=limiter.admit),
        AuthenticationMiddleware,
        ValidationMiddleware,
        DispatchMiddleware,
        LifespanMiddleware,
    ]
    stations = [*outer, Failures, *inner, *routed]
    app = Application(
        flask_pages, services=services, limiter=limiter, stopping=stopping, middlewares=stations, lifespan=_lifespan
    )
    for contract in contracts:
        options = {"authenticate": authenticate, "limiter": limiter, "bounds": bounds, "threads": threads}
        _mount(app, contract, f"{handlers}.{contract.name}", options)
    _build(app)
    return app


@asynccontextmanager
async def _lifespan(app: Application) -> AsyncIterator[None]:
    """Start the document analysts with the worker, so that the first document does not wait; stop them with it."""
    app.services.analysts.warm()
    yield
    app.services.analysts.close()
    await app.limiter.close()


def _mount(app: Application, contract: Contract, package: str, options: dict[str, Any]) -> None:
    try:
        app.add_api(
            dict(contract.data),
            base_path=contract.base_path,
            name=contract.name,
            resolver=RelativeResolver(package),
            **options,
        )
    except Exception as error:
        raise ContractError(f"specs/{contract.name}.yaml: {error}") from error


def _build(app: Application) -> None:
    """Build the stations now, which finds every handler; Connexion would wait for the first request."""

    async def nobody(*_: object) -> None: ...

    try:
        asyncio.run(app({"type": "build"}, nobody, nobody))
    except Exception as error:
        raise ContractError(f"the service cannot be built: {error}") from error
