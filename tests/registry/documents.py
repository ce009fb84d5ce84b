"""Documents to publish; a test writes only how one differs."""

import json
from datetime import UTC, datetime
from typing import Any

from openapi_contracts.documents.analysis import analyse
from openapi_contracts.documents.limits import Limits
from registry.access import Caller
from registry.model import Document, Scope

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
TEAM = Caller("team", frozenset({Scope.PUBLISH}))
ADMIN = Caller("admin", frozenset({Scope.ADMIN}))


def petstore(version: str = "1.0.0", *, indent: int | None = None, **paths: Any) -> Document:
    """A document of the petstore with these paths, each named without its slash."""
    items = {f"/{name}": {"get": {"responses": {"200": {"description": text}}}} for name, text in paths.items()}
    data = {"openapi": "3.0.3", "info": {"title": "Petstore", "version": version}, "paths": items}
    content = json.dumps(data, indent=indent).encode()
    return Document(content, analyse(content, Limits()))
