"""Convert values to JSON that every parser can read."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

_DEEPEST = 300  # levels: more than a document may nest, and few enough for Python's json module
_WIDEST = 1_024  # bits of an integer; a larger number, which exceeds every float, is written as text
_PRINTED = 12_000  # bits of the largest integer that Python converts to decimal text
TOO_DEEP = "nested too deeply to be shown"


def plain(value: Any, *, depth: int = 0) -> Any:
    """Convert a value to dicts, lists and scalars; a number that exceeds every float becomes text."""
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
    """Convert a number to the nearest int or float, or to text if it exceeds every float."""
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
