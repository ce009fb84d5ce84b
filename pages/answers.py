"""Responses with HTML pages: negotiated, with an ETag and a content security policy."""

from flask import Response, render_template

from edge.answers import negotiation
from edge.answers.answer import Answer
from edge.answers.responses import representation

HTML = "text/html"
PLAIN = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
SWAGGER = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)


def page(template: str, policy: str, *, link: str | None = None, **values: object) -> Response:
    """Respond with a page; `policy` is its Content-Security-Policy. Raises NotAcceptable."""
    negotiation.negotiate((HTML,))
    headers = {"Content-Security-Policy": policy, **({"Link": link} if link else {})}
    return as_flask(representation(render_template(template, **values).encode(), HTML, headers=headers))


def as_flask(answer: Answer) -> Response:
    """Convert a response to a Flask response."""
    fields = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.fields]
    return Response(answer.body, answer.status, fields)
