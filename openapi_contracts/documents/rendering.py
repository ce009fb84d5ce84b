"""Writes plain data as readable JSON or YAML, which parse to the same data again."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson
import yaml
from yaml import events

from openapi_contracts.documents.reading import Syntax

# Strings that some YAML 1.1 or 1.2 parser reads as another type: those that begin like a number, date, null, merge
# or default, and these words in any case.
_TYPED = re.compile(r"[-+.0-9~=<]|(?:null|true|false|yes|no|on|off|y|n|nan|inf)\Z|\Z", re.IGNORECASE)
# Characters that some parser drops or takes for a line break; such strings are double-quoted and escaped.
_ODD = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Literal blocks do not preserve strings that begin with white space or have lines ending with it.
_UNSAFE_LITERAL = re.compile(r"\A\s|[ \t](?:\n|\Z)|\t")
_WIDE = 2**31 - 1  # columns, so that lines break only where the text has a line break


def render(data: Any, target: Syntax) -> bytes:
    """Return data, as from `reading.read`, in a syntax. The order of keys is kept; equal data give equal bytes."""
    return _json(data) if target is Syntax.JSON else _yaml(data)


def compact(data: Any) -> bytes:
    """Return data as compact JSON, of any depth and with integers of any length."""
    try:
        return orjson.dumps(data)
    except TypeError:  # orjson rejects deep data, large integers, and lone surrogates, which need escapes
        return json.dumps(data, separators=(",", ":")).encode("ascii")


def _json(data: Any) -> bytes:
    try:
        return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # orjson writes only 254 levels, but reads 1,024
        return json.dumps(data, indent=2, ensure_ascii=False).encode() + b"\n"


def _yaml(data: Any) -> bytes:
    stream = io.BytesIO()
    emitter = yaml.CDumper(stream, allow_unicode=True, width=_WIDE, encoding="utf-8")
    try:
        for event in _events(data):
            emitter.emit(event)
    finally:
        emitter.dispose()
    return stream.getvalue()


def _events(data: Any) -> Iterator[events.Event]:
    yield events.StreamStartEvent(encoding="utf-8")
    yield events.DocumentStartEvent(explicit=False)
    waiting = [iter((data,))]
    ends: list[events.Event] = []
    while waiting:
        for value in waiting[-1]:
            if isinstance(value, dict):
                yield events.MappingStartEvent(None, None, implicit=True, flow_style=False)
                waiting.append(_members(value))
                ends.append(events.MappingEndEvent())
                break
            if isinstance(value, list):
                yield events.SequenceStartEvent(None, None, implicit=True, flow_style=False)
                waiting.append(iter(value))
                ends.append(events.SequenceEndEvent())
                break
            yield value if isinstance(value, events.Event) else _scalar(value)
        else:
            waiting.pop()
            if ends:
                yield ends.pop()
    yield events.DocumentEndEvent(explicit=False)
    yield events.StreamEndEvent()


def _members(mapping: dict[str, Any]) -> Iterator[Any]:
    """Yield each key, as an event, and then its value."""
    for key, value in mapping.items():
        yield _string(key, is_key=True)
        yield value


def _scalar(value: Any) -> events.Event:
    if isinstance(value, str):
        return _string(value, is_key=False)
    if isinstance(value, float):
        return _plain(_float(value))
    return _plain("null" if value is None else str(value).lower())


def _float(value: float) -> str:
    """Return a float with a decimal point: YAML 1.1 reads 1e+16 as a string."""
    mantissa, exponent, power = repr(value).partition("e")
    return f"{mantissa}{'' if '.' in mantissa else '.0'}{exponent}{power}"


def _string(text: str, *, is_key: bool) -> events.Event:
    if _ODD.search(text):
        return _quoted(text, '"')
    if "\n" in text:
        return _quoted(text, '"' if is_key or _UNSAFE_LITERAL.search(text) else "|")
    return _quoted(text, "'") if _TYPED.match(text) else _plain(text)


def _plain(text: str) -> events.Event:
    return events.ScalarEvent(None, None, implicit=(True, True), value=text)


def _quoted(text: str, style: str) -> events.Event:
    return events.ScalarEvent(None, None, implicit=(False, True), value=text, style=style)
