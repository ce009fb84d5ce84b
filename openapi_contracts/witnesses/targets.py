"""The target of a request: the server's base path, the path with its parameters, and the query."""

import re
from urllib.parse import urlsplit

from openapi_contracts.contracts import Direction, Operation
from openapi_contracts.contracts.message_parts import MediaType, Parameter, ParameterKey
from openapi_contracts.contracts.model import Server
from openapi_contracts.contracts.parameters import EXPRESSION
from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.findings import Shown
from openapi_contracts.schemas.sampling.samples import Trace
from openapi_contracts.serialization.escaping import component, host, template
from openapi_contracts.serialization.json_text import compact
from openapi_contracts.serialization.styles import in_path
from openapi_contracts.witnesses.filling import Filling

_UNSAID = "example.com"  # for servers without a host, since HTTP/1.1 requires one (RFC 9112, 3.2)
_SIMPLE = Styled(Style.SIMPLE, explode=False)
_SPLIT = re.compile(f"({EXPRESSION.pattern.replace('(', '(?:')})")


def server(shown: Shown) -> Server | None:
    """Return the server of the finding, or the operation's first clear one; None for webhooks and callbacks."""
    if shown.server is not None or shown.operation.direction is Direction.RESPONSE:
        return shown.server
    return next((known for known in shown.operation.servers if isinstance(known, Server)), None)


def host_of(shown: Shown) -> str:
    """Return the host of a request, with its port."""
    known = server(shown)
    try:
        named = urlsplit(known.url).netloc if known else ""
    except ValueError:
        named = ""
    return host(named.rpartition("@")[2]) or _UNSAID


def path(filling: Filling) -> str:
    """Write the path of a request, the server's base path included.

    A webhook has only a name, written as the path `/name`. The expression of a callback, which is a URL at run
    time, is written unchanged (OAS 3.1.1, 4.8.18.3).
    """
    operation, known = filling.shown.operation, server(filling.shown)
    found = _filled(filling, operation)
    if "{$" in operation.path or "://" in operation.path:
        return found or "/"
    return f"{template(known.base) if known else ''}{found if found.startswith('/') else f'/{found}'}"


def _filled(filling: Filling, operation: Operation) -> str:
    """Fill the template expressions of a path; equal names get one value."""
    found: list[str] = []
    first: dict[str, int] = {}
    index = 0
    for piece in _SPLIT.split(operation.path):
        if not EXPRESSION.fullmatch(piece):
            found.append(template(piece))
            continue
        name = piece[1:-1]
        key = ParameterKey("path", str(first.setdefault(name, index)))
        found.append(template(piece) if name.startswith("$") else _segment(filling, operation, key, name))
        index += 1
    return "".join(found)


def _segment(filling: Filling, operation: Operation, key: ParameterKey, name: str) -> str:
    known = operation.parameters.get(key)
    schema = known.schema if isinstance(known, Parameter) else None
    value = filling.value(("parameter", *key), schema, name=name, trace=Trace.WHOLE)
    form = known.form if isinstance(known, Parameter) else None
    if isinstance(form, MediaType):
        return component(compact(value))
    return in_path(
        known.name if isinstance(known, Parameter) else name, value, form if isinstance(form, Styled) else _SIMPLE
    )
