"""Reports in the form the client likes best: the media type of each form, and its bytes."""

from collections.abc import Mapping
from dataclasses import replace

from edge import negotiation
from edge.answers import Answer
from edge.responses import JSON, Caching, written
from handlers.v1.views import View
from openapi_contracts import FORMATS, Report, compact, encoded

FORMS: Mapping[str, str] = {
    JSON: "json",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/sarif+json": "sarif",
    "application/xml": "junit",
    "text/x-github-annotations": "github",
    "text/html": "html",
}
"""The format of each media type; the first is given to who likes all alike."""
STYLED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # a page that carries its own style


def answer(
    value: Report,
    *,
    body: View | None = None,
    path: str | None = None,
    status: int = 200,
    caching: Caching = Caching.NEVER,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer with a report; in JSON with `body` in its place, where there is one. Raises NotAcceptable.

    `path` is the file that the revision is in, in the repository that annotations are about.
    """
    chosen = negotiation.chosen(list(FORMS))
    placed = replace(value, revision=replace(value.revision, path=path))
    content = _content(placed, body, chosen)
    styled = {"Content-Security-Policy": STYLED} if chosen == "text/html" else {}
    return written(content, chosen, status=status, caching=caching, headers={**(headers or {}), **styled})


def _content(value: Report, body: View | None, media_type: str) -> bytes:
    if media_type == JSON:
        return compact(value.to_dict() if body is None else body)
    return encoded(FORMATS[FORMS[media_type]].write(value))
