"""Finds the values that two serializations of a parameter or header write as different texts.

Texts are compared on samples, one for each kind of value that a style distinguishes (OAS 3.1.0, 4.8.12.4; RFC 6570).
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from openapi_contracts.contracts.media_ranges import MediaRange
from openapi_contracts.contracts.message_parts import MediaType
from openapi_contracts.contracts.styles import Style, Styled

Form: TypeAlias = Styled | MediaType
Schema: TypeAlias = Mapping[str, Any]

_KINDS: tuple[tuple[Any, Schema], ...] = (
    ("v", {"type": "string"}),
    (1, {"type": ["number", "boolean"]}),
    (["a"], {"type": "array", "minItems": 1, "maxItems": 1}),
    (["a", "b"], {"type": "array", "minItems": 2}),
    ({"k": "v"}, {"type": "object", "minProperties": 1}),
)
_NESTED: Schema = {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 2}}
_SPECIAL: Schema = {"type": "string", "pattern": r"[:/?#\[\]@!$&'()*+,;=]"}  # "reserved" (RFC 3986, 2.2)
_RESERVED: Schema = {"anyOf": [_SPECIAL, {"type": "array", "minItems": 1, "items": _SPECIAL}]}
_BETWEEN = {Style.SPACE: "%20", Style.PIPE: "|", Style.TAB: "%09"}
_NAMED = ("query", "cookie")  # where the name stands before the value


def unlike(sent: Form, read: Form, location: str, names: tuple[str, str]) -> Schema | None:
    """Return a schema of the values that one form serializes and the other does not parse; None where there are none.

    `names` are the parameter's names on each side, which the style `matrix` sends. A form that allows reserved
    characters also allows them percent-encoded, so only the loss of `allowReserved` is reported (OAS 3.1.0, 4.8.12.2).
    """
    kinds: list[Schema] = [
        schema
        for sample, schema in _KINDS
        if written(sent, location, names[0], sample) != written(read, location, names[1], sample)
    ]
    if isinstance(sent, Styled) and isinstance(read, Styled):
        if sent.inner != read.inner:
            kinds.append(_NESTED)
        if sent.allow_reserved and not read.allow_reserved:
            kinds.append(_RESERVED)
    return {"anyOf": kinds} if kinds else None


def written(form: Form, location: str, name: str, value: Any) -> str:
    """Serialize a value as a parameter or header; `name` replaces the name where it does not matter."""
    if isinstance(form, MediaType):
        text = _in_media_type(form.media, value)
        return f"name={text}" if location in _NAMED else text
    if isinstance(value, dict):
        return _object(form, name, value)
    listed = value if isinstance(value, list) else [value]
    return _list(form, name, [str(one) for one in listed])


def _in_media_type(media: MediaRange | None, value: Any) -> str:
    if media is None or media.subtype == "json" or media.subtype.endswith("+json"):
        return json.dumps(value)
    return f"{media}:{json.dumps(value)}" if isinstance(value, dict | list) else str(value)


def _list(form: Styled, name: str, values: list[str]) -> str:
    if form.style is Style.SIMPLE:
        return ",".join(values)
    if form.style is Style.LABEL:
        return "." + ("." if form.explode else ",").join(values)
    if form.style is Style.MATRIX:
        return f";{name}=" + (f";{name}=" if form.explode else ",").join(values)
    if form.explode or form.style is Style.DEEP:
        return ("; " if form.style is Style.COOKIE else "&").join(f"name={value}" for value in values)
    return "name=" + _BETWEEN.get(form.style, ",").join(values)


def _object(form: Styled, name: str, value: dict[str, str]) -> str:
    ((key, member),) = value.items()
    if form.style is Style.DEEP:
        return f"name[{key}]={member}"
    pair = f"{key}={member}" if form.explode else f"{key}{_BETWEEN.get(form.style, ',')}{member}"
    before = {Style.SIMPLE: "", Style.LABEL: ".", Style.MATRIX: ";" if form.explode else f";{name}="}
    return before.get(form.style, "" if form.explode else "name=") + pair


def called(form: Form) -> str:
    """Return the name of a form for a sentence."""
    if isinstance(form, MediaType):
        return str(form.media or "content")
    words = ["exploded" if form.explode else "not exploded", *(f"{one.value} within" for one in form.inner)]
    return f"{form.style.value} ({', '.join(words + ['reserved characters allowed'] * form.allow_reserved)})"
