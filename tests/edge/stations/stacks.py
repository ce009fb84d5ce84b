"""One contract, served once by this service and once by Connexion as it comes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from connexion import FlaskApp
from connexion.resolver import RelativeResolver
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app import create_app
from settings import Settings
from storage import SqlStorage
from tests.application import ADMIN_TOKEN

CONTRACT = Path(__file__).parent / "contract"
SPECS = CONTRACT / "specs"
PACKAGE = "tests.edge.stations.contract"


@contextmanager
def ours(folder: Path, *, specs: Path = SPECS) -> Iterator[TestClient]:
    """Serve the contracts of a folder as this service serves its own; one proxy is trusted."""
    settings = Settings(database_url=f"sqlite:///{folder}/registry.db", admin_token=ADMIN_TOKEN, proxies=1)
    app = create_app(settings, specs=specs, handlers=f"{PACKAGE}.handlers")
    yield client_of(app)
    app.services.analysts.close()
    assert isinstance(app.services.storage, SqlStorage)
    app.services.storage.close()


@contextmanager
def stock(folder: Path, *, specs: Path = SPECS, **options: Any) -> Iterator[TestClient]:
    """Serve the same contracts by Connexion, with its defaults."""
    app = FlaskApp(__name__, specification_dir=folder)
    for spec in sorted(specs.glob("*.yaml")):
        shutil.copy(spec, folder)
        app.add_api(spec.name, name=spec.stem, resolver=RelativeResolver(f"{PACKAGE}.stock.{spec.stem}"), **options)
    yield client_of(app)


def client_of(app: ASGIApp) -> TestClient:
    """Open a client that sees what a server would send, also of an application that fails."""
    return TestClient(app, base_url="http://testserver", raise_server_exceptions=False, follow_redirects=False)
