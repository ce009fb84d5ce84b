"""Responses: the status, headers and body that a server of the allowing side sends."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from openapi_contracts.contracts import Operation
from openapi_contracts.contracts.message_parts import Header, MediaType, Response
from openapi_contracts.contracts.places import Unclear
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.schemas.sampling.samples import Trace
from openapi_contracts.serialization.escaping import plain, token
from openapi_contracts.serialization.json_text import compact
from openapi_contracts.serialization.styles import simple
from openapi_contracts.witnesses import bodies
from openapi_contracts.witnesses.filling import Filling
from openapi_contracts.witnesses.message import Message

_CLASSES = {1: "Informational", 2: "Success", 3: "Redirection", 4: "Client Error", 5: "Server Error"}  # RFC 9110, 15
# Reason phrases that differ between Python versions, as in RFC 9110.
_PHRASES = {413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}
_BODILESS = (204, 205, 304)  # statuses without a body, beside 1xx (RFC 9110, 6.4.1 and 15.3.6)
_SIMPLE = Styled(Style.SIMPLE, explode=False)


def answer(filling: Filling) -> tuple[Message, dict[str, Any]]:
    """Write a response as a message and as data."""
    operation = filling.shown.operation
    described = filling.shown.status or _usual(operation)
    code = status_code(described, operation.responses)
    found = operation.responses.get(described)
    if not isinstance(found, Response):
        found = Response(operation.origin, {}, {}, {})
    headers = tuple((token(name), value) for name, value in _headers(filling, found, described))
    body = None
    if _has_body(filling, code, described, found):
        body = bodies.body(filling, found, ("response", described))
    return Message(f"HTTP/1.1 {code} {_phrase(code)}", headers, body), {"status": code}


def status_code(status: str, listed: Iterable[str]) -> int:
    """Return a code of a range or of `default`, one that no other entry covers where possible."""
    if status.isascii() and status.isdigit():
        return int(status[:3])
    others = {known for known in listed if known not in (status, "default")}
    if status == "default":
        first = 500 if any(known.startswith("2") for known in others) else 200
        candidates = [first, *range(400, 600), *range(200, 400)]
        others |= {str(code) for code in candidates if f"{code // 100}XX" in others}
    else:
        first = int(status[:1]) * 100 if status[:1] in ("1", "2", "3", "4", "5") else 200
        candidates = list(range(first, first + 100))
    return next((code for code in candidates if str(code) not in others), first)


def _usual(operation: Operation) -> str:
    """Return the status of a finding without one: the first of success."""
    listed = list(operation.responses)
    return next((known for known in listed if known.startswith("2")), next(iter(listed), "200"))


def _phrase(code: int) -> str:
    try:
        return _PHRASES.get(code) or HTTPStatus(code).phrase
    except ValueError:
        return _CLASSES.get(code // 100, "Status")


def _has_body(filling: Filling, code: int, described: str, response: Response) -> bool:
    if any(part[:2] == ("response", described) for part in filling.shown.given):
        return True
    if any(part[:2] == ("response", described) for part in filling.shown.omitted) or code in _BODILESS or code < 200:
        return False
    return bool(response.content) and not filling.shown.label.startswith("HEAD ")


def _headers(filling: Filling, response: Response, status: str) -> Iterator[tuple[str, str]]:
    known: Mapping[str, Header | Unclear] = response.headers
    given = [part[2] for part in filling.shown.given if part[:2] == ("header", status) and len(part) == 3]
    for key in [*known, *(name for name in given if name not in known)]:
        part = ("header", status, key)
        described = known.get(key)
        header = described if isinstance(described, Header) else None
        if filling.omits(part) or not (filling.gives(part) or (header is not None and header.required)):
            continue
        value = filling.value(part, header.schema if header else None, name=key, trace=Trace.WHOLE)
        form = header.form if header else None
        is_json = isinstance(form, MediaType)
        text = compact(value) if is_json else simple(value, form if isinstance(form, Styled) else _SIMPLE, plain)
        yield header.name if header else key, text
