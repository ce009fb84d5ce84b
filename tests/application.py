"""The application in this process, for tests of the edge and the handlers that need no server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from app import create_app
from settings import Settings
from storage import SqlStorage

ADMIN_TOKEN = "an-admin-token-for-tests"
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
JSON = {"Content-Type": "application/json"}
UNLIMITED = {"limit_address": 0, "limit_token": 0, "limit_wrong_tokens": 0}  # every test comes from one address
YAML = {"Content-Type": "application/yaml"}


@contextmanager
def client(folder: Path, **settings: Any) -> Iterator[TestClient]:
    """Open a client of a fresh application, whose registry is kept in a folder."""
    own = {"database_url": f"sqlite:///{folder}/registry.db", "admin_token": ADMIN_TOKEN}
    chosen = {**own, **UNLIMITED, **settings}
    app = create_app(Settings(**chosen))
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as opened:
        yield opened
    app.services.analysts.close()
    assert isinstance(app.services.storage, SqlStorage)
    app.services.storage.close()


def petstore(**paths: str) -> dict[str, Any]:
    """A document of the petstore with these paths, each named without its slash."""
    items = {f"/{name}": {"get": {"responses": {"200": {"description": text}}}} for name, text in paths.items()}
    return {"openapi": "3.0.3", "info": {"title": "Petstore", "version": "1.0.0"}, "paths": items}
