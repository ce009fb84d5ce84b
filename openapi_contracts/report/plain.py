"""Values of any kind as JSON that every program can read."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

_DEEPEST = 300  # levels: deeper than a document may nest, and what Python's own writer of JSON can still write
_WIDEST = 1_024  # bits of an integer: beyond it, as beyond every float, a number is written as text
_PRINTED = 12_000  # bits of an integer that Python writes in decimal
TOO_DEEP = "nested too deeply to be shown"


def plain(value: Any, *, depth: int = 0) -> Any:
    """Return a JSON value as dicts, lists and scalars; a number beyond every float as text."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float | Decimal | Fraction):
        return _number(value)
    if depth >= _DEEPEST:
        return TOO_DEEP
    if isinstance(value, Mapping):
        return {str(key): plain(value[key], depth=depth + 1) for key in value}
    if isinstance(value, Sequence):
        return [plain(item, depth=depth + 1) for item in value]
    return str(value)


def _number(value: float | Decimal | Fraction) -> int | float | str:
    """Return a number as the int or float nearest to it."""
    if isinstance(value, int):
        return value if value.bit_length() <= _WIDEST else _long(value)
    if isinstance(value, Decimal) and (not value.is_finite() or value.adjusted() > _WIDEST):
        return str(value)
    try:
        if isinstance(value, Decimal | Fraction) and value == int(value):
            return _number(int(value))
        near = float(value)
    except (OverflowError, ValueError):
        return str(value)
    return near if math.isfinite(near) else str(value)


def _long(value: int) -> str:
    return str(value) if value.bit_length() <= _PRINTED else f"{value:#x}"
