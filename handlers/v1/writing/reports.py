"""Reports in the format the client prefers."""

from collections.abc import Mapping
from dataclasses import replace

from edge.answers import negotiation
from edge.answers.answer import Answer
from edge.answers.responses import JSON, Caching, representation
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
"""The report format of each media type; the first is the default."""
STYLED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # the page contains its style sheet


def answer(
    value: Report,
    *,
    body: View | None = None,
    path: str | None = None,
    status: int = 200,
    caching: Caching = Caching.NEVER,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Respond with a report; `body`, where given, replaces it in JSON. Raises NotAcceptable.

    `path` is the revision's file in its repository, to which annotations point.
    """
    media_type = negotiation.negotiate(list(FORMS))
    with_path = replace(value, revision=replace(value.revision, path=path))
    content = _content(with_path, body, media_type)
    style_policy = {"Content-Security-Policy": STYLED} if media_type == "text/html" else {}
    return representation(
        content, media_type, status=status, caching=caching, headers={**(headers or {}), **style_policy}
    )


def _content(value: Report, body: View | None, media_type: str) -> bytes:
    if media_type == JSON:
        return compact(value.to_dict() if body is None else body)
    return encoded(FORMATS[FORMS[media_type]].write(value))
