"""Serializes values in the styles of OpenAPI (OAS 3.1.1, 4.8.12.4 and 4.8.12.5), by RFC 6570 where it covers them.

Choices where the specification is silent: an empty array or object in a query is `name=`; null is `null`; a value
nested deeper than a style defines is JSON; `deepObject` nests brackets, with the index of an item.
"""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.serialization.escaping import component
from openapi_contracts.serialization.json_text import Encode, worded
from openapi_contracts.serialization.truncation import Elided

# Between the items of one value; delimiters that a URI cannot hold are percent-encoded (OAS 3.1.1, Appendix E).
_BETWEEN = {Style.SPACE: "%20", Style.PIPE: "%7C", Style.TAB: "%09"}
_BETWEEN_PLAIN = {Style.SPACE: " ", Style.PIPE: "|", Style.TAB: "\t"}


def in_path(name: str, value: Any, form: Styled) -> str:
    """Serialize a path segment: simple, label or matrix."""
    if form.style is Style.LABEL:
        return "." + ("." if form.explode else ",").join(_items(value, form, component))
    if form.style is not Style.MATRIX:
        return simple(value, form, component)
    name, shape = component(name), _shape(value)
    if form.explode and shape is dict:
        return "".join(f";{item}" for item in _items(value, form, component))
    if form.explode and shape is list:
        return "".join(f";{name}={item}" for item in _items(value, form, component))
    text = ",".join(_items(value, form, component))
    return f";{name}={text}" if text else f";{name}"


def simple(value: Any, form: Styled, encode: Encode) -> str:
    """Serialize a header, or a path parameter of the default style."""
    return _between(form.style, encode).join(_items(value, form, encode))


def pairs(name: str, value: Any, form: Styled, encode: Encode = component) -> list[str]:
    """Serialize a value as `name=value` pairs of a query, a cookie or a form."""
    if form.style is Style.DEEP and isinstance(value, dict | list):
        return [f"{encode(key)}={text}" for key, text in _deep(name, value, encode)] or [f"{encode(name)}="]
    shape = _shape(value) if form.explode and value else None
    if shape is dict:
        return list(_items(value, form, encode))
    if shape is list:
        return [f"{encode(name)}={item}" for item in _items(value, form, encode)]
    return [f"{encode(name)}={_between(form.style, encode).join(_items(value, form, encode))}"]


def _shape(value: Any) -> type:
    return type(value.start if isinstance(value, Elided) else value)


def _items(value: Any, form: Styled, encode: Encode) -> Iterator[str]:
    """List the items of an array, the members of an object, or the value itself."""
    if isinstance(value, Elided) and not isinstance(value.start, str):
        yield from _items(value.start, form, encode)
        yield f"...({value.count}-{value.unit})"
    elif isinstance(value, list):
        yield from (_inner(item, form.inner, encode) for item in value)
    elif isinstance(value, dict):
        for name, item in value.items():
            text = worded(item, encode)
            yield from [f"{encode(name)}={text}"] if form.explode else [encode(name), text]
    else:
        yield worded(value, encode)


def _inner(value: Any, styles: tuple[Style, ...], encode: Encode) -> str:
    """Serialize a nested array, which only `collectionFormat` of OpenAPI 2.0 defines."""
    if not isinstance(value, list) or not styles:
        return worded(value, encode)
    return _between(styles[0], encode).join(_inner(item, styles[1:], encode) for item in value)


def _between(style: Style, encode: Encode) -> str:
    return (_BETWEEN_PLAIN if encode(" ") == " " else _BETWEEN).get(style, ",")


def _deep(name: str, value: Any, encode: Encode) -> Iterator[tuple[str, str]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if members is None:
        yield name, worded(value, encode)
        return
    for key, item in members:
        yield from _deep(f"{name}[{key}]", item, encode)
