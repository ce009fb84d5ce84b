"""JSON values as the prover represents them: immutable, hashable, and equal as JSON Schema defines equality."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias

# The types of values, as bits; numbers are split into integers and others (1.0 is an integer, and equals 1).
NULL, BOOLEAN, INTEGER, FRACTION, STRING, ARRAY, OBJECT = (1 << bit for bit in range(7))
NUMBER = INTEGER | FRACTION
ANYTHING = (1 << 7) - 1
KINDS = (NULL, BOOLEAN, INTEGER, FRACTION, STRING, ARRAY, OBJECT)

_WIDEST_EXPONENT = (
    4_000  # digits before or after the point: more than validators support, and fewer than Python's limit for printing
)
DEEPEST_MESSAGE = 2_000  # levels of a message, which may lead through as many references
_DEEPEST = 200  # levels of a value written in a schema, such as in `enum`


class Truth(Enum):
    """The JSON booleans; unlike Python's True and False they do not equal 1 and 0."""

    FALSE = 0
    TRUE = 1


class Record(Mapping[str, "Value"]):
    """A hashable JSON object."""

    __slots__ = ("_hash", "_items")

    def __init__(self, items: Mapping[str, "Value"]) -> None:
        self._items = dict(items)
        self._hash = hash(frozenset(self._items.items()))

    def __getitem__(self, key: str) -> "Value":
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._items == other._items

    def __repr__(self) -> str:
        return f"Record({self._items!r})"


Number: TypeAlias = int | Fraction
Value: TypeAlias = "Truth | Number | str | tuple[Value, ...] | Record | None"


class Malformed(ValueError):
    """A schema or value that JSON Schema does not allow; the message says why."""


def number(value: object) -> Number:
    """Return a JSON number exactly, by its decimal text. Raises Malformed if it is not a number or out of range."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Malformed(f"{value!r:.40} is not a number")
    if isinstance(value, int):
        if value.bit_length() > _WIDEST_EXPONENT * 3:
            raise Malformed("a number is out of range")
        return value
    written = Decimal(repr(value)) if isinstance(value, float) else value
    if not written.is_finite() or (written and abs(written.adjusted()) > _WIDEST_EXPONENT):
        raise Malformed("a number is out of range")
    exact = Fraction(written)
    return exact.numerator if exact.denominator == 1 else exact


def text(value: str) -> str:
    """Return a string unchanged. Raises Malformed if it has a lone surrogate (RFC 8259, 8.2)."""
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Malformed("a string contains a lone surrogate") from None
    return value


def freeze(value: object, depth: int = 0, *, deepest: int = _DEEPEST) -> Value:
    """Convert parsed JSON to a value. Raises Malformed if it is not JSON or nests deeper than some levels."""
    if depth > deepest:
        raise Malformed(f"a value is nested deeper than {deepest} levels")
    if value is None:
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return Truth.TRUE if value else Truth.FALSE
    if isinstance(value, list | tuple):
        return tuple([freeze(item, depth + 1, deepest=deepest) for item in value])
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise Malformed("an object has a key that is not a string")
        return Record({text(key): freeze(item, depth + 1, deepest=deepest) for key, item in value.items()})
    return number(value)


def thaw(value: Value) -> Any:
    """Convert a value to parsed JSON; numbers become int, float if that is exact, else Decimal."""
    if isinstance(value, Truth):
        return value is Truth.TRUE
    if isinstance(value, Fraction):
        return _decimal(value)
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    if isinstance(value, Record):
        return {key: thaw(item) for key, item in value.items()}
    return value


def _decimal(value: Fraction) -> float | Decimal:
    try:
        near = value.numerator / value.denominator
    except OverflowError:
        near = 0.0
    if Fraction(Decimal(repr(near))) == value:
        return near
    digits, rest = 0, value.denominator  # the decimal is finite, so the denominator has no primes but 2 and 5
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        digits = max(digits, power)
    scaled = abs(value.numerator) * 10**digits // value.denominator
    return Decimal((int(value < 0), tuple(int(digit) for digit in str(scaled)), -digits))


def kind_of(value: Value) -> int:
    """Return the type of a value, as one of the bits above."""
    if value is None:
        return NULL
    if isinstance(value, Truth):
        return BOOLEAN
    if isinstance(value, int):
        return INTEGER
    return _KINDS_BY_CLASS[value.__class__]


_KINDS_BY_CLASS: dict[type, int] = {Fraction: FRACTION, str: STRING, tuple: ARRAY, Record: OBJECT}


def in_order(value: Value) -> tuple[int, int, str]:
    """Return a sort key for values: by type, then by length, then by text; the same in every process."""
    text = json.dumps(_as_json(value), sort_keys=True)
    return kind_of(value), len(text), text


def _as_json(value: Value) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_as_json(item) for item in value]
    if isinstance(value, Record):
        return {key: _as_json(item) for key, item in value.items()}
    return value is Truth.TRUE if isinstance(value, Truth) else value
