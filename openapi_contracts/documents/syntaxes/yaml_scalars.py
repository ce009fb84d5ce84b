"""What a YAML scalar means: the core schema of YAML 1.2.2, section 10.3, with the numbers JSON can carry."""

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
_STARTS = frozenset("0123456789+-.~nNtTfF")  # of every plain scalar that is no string
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o([0-7]+)")
_HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]+)")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 4_300  # digits, as for Python: reading more takes quadratic time
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1  # what orjson reads as an integer; beyond, it gives a float


class Unfit(ValueError):
    """A scalar the data cannot hold; `code` as of Problem, the message a sentence without its place."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def plain(text: str) -> Scalar:
    """Say what an unquoted, untagged scalar is; Unfit for a number no JSON can carry."""
    if text and text[0] not in _STARTS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return _number(text)


def tagged(tag: str, text: str) -> Scalar:
    """Say what a tagged scalar is; Unfit for a tag beyond the core schema, or one the text does not fit."""
    if tag in ("!", CORE + "str"):
        return text
    fits = _TAGS.get(tag)
    if fits is None:
        raise foreign(tag)
    value = plain(text)
    if not fits(value):
        raise Unfit("unknown-tag", f"The tag {tag!r} does not fit the value {text[:80]!r}; remove the tag")
    return float(value) if tag == CORE + "float" and isinstance(value, int) else value


def foreign(tag: str) -> Unfit:
    """Build the refusal of a tag that JSON has no type for."""
    return Unfit("unknown-tag", f"The tag {tag[:80]!r} is none of the YAML core schema's; remove it")


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
        raise Unfit("number-not-finite", f"JSON has no {text}; leave the value out or quote it")
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


def _too_large() -> Unfit:
    return Unfit("number-too-large", "The number is too large for a double; quote it or bound it")
