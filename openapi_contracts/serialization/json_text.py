"""Writes values as JSON: compact text for people, and plain data for a report."""

import json
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from openapi_contracts.serialization.escaping import visible
from openapi_contracts.serialization.truncation import Elided, Missing

Encode: TypeAlias = Callable[[str], str]

_WIDEST = 1 << 63  # larger integers are written as strings, since many JSON parsers only have 64 bits
_LONGEST = 20_000  # characters of one value in a report


def compact(value: Any) -> str:
    """Write a short value as JSON without spaces."""
    if isinstance(value, dict):
        return f"{{{_members(value)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(compact, value))}]"
    if isinstance(value, Elided):
        return _elided(value)
    if isinstance(value, Missing):
        return f"<{visible(value.name)}>"
    return quoted(value) if isinstance(value, str) else scalar(value)


def scalar(value: Any) -> str:
    """Write a boolean, a number or null."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    try:
        return str(value)
    except ValueError:  # more digits than Python writes
        return "<number>"


def quoted(text: str) -> str:
    """Write a string, with invisible characters escaped."""
    return visible(json.dumps(text, ensure_ascii=False))


def worded(value: Any, encode: Encode) -> str:
    """Write a value outside JSON: in a path, a query, a header or a form field."""
    if isinstance(value, str):
        return encode(value)
    if isinstance(value, Missing):
        return f"<{encode(value.name)}>"
    if isinstance(value, Elided) and isinstance(value.start, str):
        return f"{encode(value.start)}...({value.count}-{value.unit})"
    return encode(compact(value))


def reportable(value: Any) -> Any:
    """Return a value as JSON for a report, truncated where it is too long; None where it is missing."""
    found = _reportable(value)
    text = json.dumps(found)
    return {"truncated": {"start": text[:1_000], "characters": len(text)}} if len(text) > _LONGEST else found


def _members(value: dict[str, Any]) -> str:
    return ",".join(f"{quoted(str(name))}:{compact(item)}" for name, item in value.items())


def _elided(value: Elided) -> str:
    rest = f"… ({value.count:,} {value.unit})"
    if isinstance(value.start, list):
        return f"[{','.join([*map(compact, value.start), rest])}]"
    if isinstance(value.start, dict):
        return f"{{{_members(value.start)}{',' if value.start else ''}{rest}}}"
    return quoted(value.start + rest)


def _reportable(value: Any) -> Any:
    if isinstance(value, dict):
        return {_text(str(name)): _reportable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_reportable(item) for item in value]
    if isinstance(value, Elided):
        return {"truncated": {"start": _reportable(value.start), value.unit: value.count}}
    if isinstance(value, str):
        return _text(value)
    return None if isinstance(value, Missing) else _number(value)


def _number(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value() and abs(value) < _WIDEST:
        return int(value)
    is_plain = isinstance(value, int) and abs(value) < _WIDEST
    return value if is_plain or (isinstance(value, float) and math.isfinite(value)) else scalar(value)


def _text(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
