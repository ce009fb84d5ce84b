"""The operations, as a handler of stock Connexion says them."""

from typing import Any

from flask import Response, request

from bench.http.cases import DOCUMENT, ETAG


def read(id: int, limit: int, sort: str) -> dict[str, Any]:
    """Read an item."""
    return {"id": id, "limit": limit, "sort": sort}


def order(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Order items."""
    lines = body["lines"]
    cents = sum(line["quantity"] * line["cents"] for line in lines)
    return {"id": body["id"], "lines": len(lines), "cents": cents}, 201


def download() -> Response:
    """Read the stored document."""
    response = Response(DOCUMENT, mimetype="application/json")
    response.set_etag(ETAG.strip('"'))
    return response.make_conditional(request)
