"""The operations, as a handler of ours says them."""

from collections.abc import Mapping
from typing import Any

from bench.http.cases import DOCUMENT, ETAG
from edge.answers.answer import Answer
from edge.answers.responses import Caching, answer, stored


def read(id: int, limit: int, sort: str) -> Answer:
    """Read an item."""
    return answer({"id": id, "limit": limit, "sort": sort})


def order(fields: Mapping[str, Any]) -> Answer:
    """Order items."""
    lines = fields["lines"]
    cents = sum(line["quantity"] * line["cents"] for line in lines)
    return answer({"id": fields["id"], "lines": len(lines), "cents": cents}, status=201, caching=Caching.NEVER)


def download() -> Answer:
    """Read the stored document."""
    return stored(DOCUMENT, media_type="application/json", etag=ETAG.strip('"'), caching=Caching.REVALIDATE)
