"""Types of YAML scalars by the core schema (YAML 1.2.2, 10.3), limited to numbers that JSON can represent."""

import math
import re
from collections.abc import Callable, Mapping

Scalar = str | int | float | bool | None

CORE = "tag:yaml.org,2002:"

_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS = frozenset("0123456789+-.~nNtTfF")  # the first characters of plain scalars that may not be strings
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o([0-7]+)")
_HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]+)")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 4_300  # digits, the limit of Python's int(): parsing more takes quadratic time
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1  # the integers of orjson, which parses others as floats


class Unrepresentable(ValueError):
    """A part of a YAML document that JSON cannot represent, or that exceeds a limit.

    `code` is a problem code; the message is a sentence without place and full stop.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def plain(text: str) -> Scalar:
    """Return the value of an unquoted scalar without a tag. Raises Unrepresentable for infinite or huge numbers."""
    if text and text[0] not in _STARTS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return _number(text)


def tagged(tag: str, text: str) -> Scalar:
    """Return the value of a scalar with a tag. Raises Unrepresentable for unknown tags and unsuitable text."""
    if tag in ("!", CORE + "str"):
        return text
    fits = _TAGS.get(tag)
    if fits is None:
        raise foreign(tag)
    value = plain(text)
    if not fits(value):
        raise Unrepresentable(
            "unknown-tag", f"The value {text[:80]!r} does not have the type of its tag {tag!r}; remove the tag"
        )
    return float(value) if tag == CORE + "float" and isinstance(value, int) else value


def foreign(tag: str) -> Unrepresentable:
    """Build the error for a tag outside the core schema."""
    return Unrepresentable("unknown-tag", f"The tag {tag[:80]!r} is not in the YAML core schema; remove it")


_TAGS: Mapping[str, Callable[[Scalar], bool]] = {
    CORE + "null": lambda value: value is None,
    CORE + "bool": lambda value: isinstance(value, bool),
    CORE + "int": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    CORE + "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def _number(text: str) -> str | int | float:
    if _DECIMAL.fullmatch(text):
        return _integer(text, 10)
    if _FLOAT.fullmatch(text):
        return _finite(float(text))
    for pattern, base in ((_OCTAL, 8), (_HEXADECIMAL, 16)):
        if (match := pattern.fullmatch(text)) is not None:
            return _integer(match[1], base)
    if _NOT_FINITE.fullmatch(text):
        raise Unrepresentable("number-not-finite", f"JSON has no {text}; remove or quote the value")
    return text


def _integer(digits: str, base: int) -> int | float:
    if len(digits.lstrip("+-")) > _LONGEST_INTEGER:
        raise _too_large()
    value = int(digits, base)
    if _SMALLEST <= value <= _LARGEST:
        return value
    try:
        return float(value)
    except OverflowError:
        raise _too_large() from None


def _finite(value: float) -> float:
    if math.isinf(value):
        raise _too_large()
    return value


def _too_large() -> Unrepresentable:
    return Unrepresentable(
        "number-too-large", "The number is too large for a 64-bit float; quote it or use a smaller number"
    )
