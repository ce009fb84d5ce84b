"""Pages as the edge answers them: negotiated, with validators, and with what each may load."""

from flask import Response, render_template

from edge.answers import negotiation
from edge.answers.answer import Answer
from edge.answers.responses import written

HTML = "text/html"
PLAIN = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
SWAGGER = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)


def page(template: str, policy: str, *, link: str | None = None, **values: object) -> Response:
    """Answer with a page for people; `policy` says what it may load. Raises NotAcceptable."""
    negotiation.chosen((HTML,))
    about = {"Content-Security-Policy": policy, **({"Link": link} if link else {})}
    return as_flask(written(render_template(template, **values).encode(), HTML, headers=about))


def as_flask(answer: Answer) -> Response:
    """Give an answer to Flask."""
    fields = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.fields]
    return Response(answer.body, answer.status, fields)
