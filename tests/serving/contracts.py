"""Documents to publish: small ones that differ, and one that keeps its analyst busy."""

import json


def contract(difference: object) -> bytes:
    """A small valid document; another difference makes other content."""
    described = {"get": {"summary": str(difference), "responses": {"200": {"description": "The pets."}}}}
    return _document({"/pets": described})


def offering(*names: str) -> bytes:
    """A valid document with an operation for each of these names."""
    described = {"get": {"responses": {"200": {"description": "ok"}}}}
    return _document({f"/{name}": described for name in names})


def slow_contract() -> bytes:
    """A valid document that takes an analyst about 1.5 s: it has 70,000 paths."""
    described = {"get": {"responses": {"200": {"description": "ok"}}}}
    return _document({f"/pets/{number}": described for number in range(70_000)})


def _document(paths: dict[str, object]) -> bytes:
    info = {"title": "Pets", "version": "1.0.0"}
    return json.dumps({"openapi": "3.0.3", "info": info, "paths": paths}).encode()
