"""Requests: the request line, headers and body that a client of the allowing side sends."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts.media_ranges import URLENCODED
from openapi_contracts.contracts.message_parts import MediaType, Parameter, ParameterKey, RequestBody
from openapi_contracts.contracts.path_items import METHODS
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.findings import BODY
from openapi_contracts.schemas.sampling.samples import Trace
from openapi_contracts.serialization.escaping import component, plain, reserved, token
from openapi_contracts.serialization.json_text import compact, worded
from openapi_contracts.serialization.styles import pairs, simple
from openapi_contracts.serialization.truncation import cut
from openapi_contracts.witnesses import bodies, credentials, forms, targets
from openapi_contracts.witnesses.filling import Filling
from openapi_contracts.witnesses.message import LONGEST_LINE, Body, Message

_DEFAULT = {  # the style of a parameter that no contract describes (OAS 3.1.1, 4.8.12.2.2)
    "query": Styled.default(),
    "cookie": Styled.default(),
    "header": Styled(Style.SIMPLE, explode=False),
}


def request(filling: Filling) -> tuple[Message, dict[str, Any]]:
    """Write a request as a message and as data."""
    secrets = list(credentials.sent(credentials.requirement(filling.shown)))
    method = _method(filling)
    path = targets.path(filling)
    query = [*_query(filling), *_secret(secrets, "query")]
    target = cut(path + (f"{'&' if '?' in path else '?'}{'&'.join(query)}" if query else ""), LONGEST_LINE)
    headers = [*_headers(filling), *((one.name, one.value) for one in secrets if one.location == "header")]
    cookies = [*_cookies(filling), *_secret(secrets, "cookie")]
    headers += [("Cookie", "; ".join(cookies))] if cookies else []
    written = [(token(name), value) for name, value in headers]
    body = _body(filling)
    hosted = [] if any(name.lower() == "host" for name, _ in written) else [("Host", targets.host_of(filling.shown))]
    message = Message(f"{method} {target} HTTP/1.1", (*hosted, *written), body)
    return message, {"method": method, "target": target}


def _method(filling: Filling) -> str:
    """Read the method from the operation's place in the document, or from its label."""
    place = filling.shown.operation.origin.pointer.rpartition("/")[2]
    return place.upper() if place in METHODS else token(filling.shown.label.partition(" ")[0])


def _sent(filling: Filling, location: str) -> Iterator[tuple[str, Parameter | None, Any]]:
    """List the required and the given parameters of one location, with their values."""
    known = filling.shown.operation.parameters
    given = [ParameterKey(*part[1:]) for part in filling.shown.given if part[0] == "parameter" and len(part) == 3]
    needed = {name for key in given if isinstance(one := known.get(key), Parameter) for name in one.needs}
    for key in [*known, *(key for key in given if key not in known)]:
        described = known.get(key)
        parameter = described if isinstance(described, Parameter) else None
        part = ("parameter", *key)
        wanted = filling.gives(part) or (parameter is not None and (parameter.required or parameter.name in needed))
        if key.location != location or not wanted or filling.omits(part):
            continue
        name = parameter.name if parameter else key.name
        schema = parameter.schema if parameter else None
        yield name, parameter, filling.value(part, schema, name=name, trace=Trace.WHOLE)


def _query(filling: Filling) -> Iterator[str]:
    for name, parameter, value in _sent(filling, "query"):
        form = _form(parameter, "query")
        if isinstance(form, Styled):
            yield from pairs(name, value, form, reserved if form.allow_reserved else component)
        else:
            yield f"{component(name)}={component(compact(value))}"
    for _, parameter, value in _sent(filling, "querystring"):  # the whole query (OAS 3.2.0, 4.12.1)
        whole = parameter.form if parameter else None
        if isinstance(whole, MediaType) and whole.media == URLENCODED and isinstance(value, dict):
            yield forms.urlencoded(value, whole)
        else:
            yield worded(value, component)


def _headers(filling: Filling) -> Iterator[tuple[str, str]]:
    for name, parameter, value in _sent(filling, "header"):
        form = _form(parameter, "header")
        yield name, simple(value, form, plain) if isinstance(form, Styled) else compact(value)


def _cookies(filling: Filling) -> Iterator[str]:
    for name, parameter, value in _sent(filling, "cookie"):
        form = _form(parameter, "cookie")
        if not isinstance(form, Styled):
            yield f"{component(name)}={component(compact(value))}"
        else:  # the style `cookie` percent-encodes nothing (OAS 3.2.0, 4.12.3)
            yield from pairs(name, value, form, plain if form.style is Style.COOKIE else component)


def _secret(secrets: list[credentials.Sent], location: str) -> list[str]:
    return [f"{component(one.name)}={component(one.value)}" for one in secrets if one.location == location]


def _form(parameter: Parameter | None, location: str) -> Styled | MediaType:
    found = parameter.form if parameter else None
    return found if isinstance(found, Styled | MediaType) else _DEFAULT[location]


def _body(filling: Filling) -> Body | None:
    described = filling.shown.operation.body
    given = [part for part in filling.shown.given if part[:1] == BODY]
    if filling.omits(BODY) or any(filling.omits(part) for part in given):
        return None
    if not isinstance(described, RequestBody):
        described = RequestBody(filling.shown.operation.origin, bool(given), {}) if given else None
    wanted = described is not None and (described.required or given or filling.shown.media is not None)
    return bodies.body(filling, described, BODY) if described is not None and wanted else None
