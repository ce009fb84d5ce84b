"""Regular expressions of documents: compiled and matched in linear time, or not at all."""

import re
import warnings
from functools import lru_cache

from jsonschema_rs import Draft7Validator, FancyRegexOptions, RegexOptions, ValidationError, Validator

_LINEAR = RegexOptions()
_SYNTAX = Draft7Validator({"format": "regex"}, validate_formats=True, pattern_options=FancyRegexOptions())


@lru_cache(maxsize=256)  # documents repeat few patterns often; bounded, for a compiled one can weigh megabytes
def _compiled(pattern: str) -> Validator | None:
    try:
        return Draft7Validator({"pattern": pattern}, pattern_options=_LINEAR)
    except (ValidationError, ValueError):
        return None


def matches(pattern: str, text: str) -> bool:
    """Say whether `pattern` matches somewhere in `text`.

    A pattern that needs backtracking, such as one with lookahead, is taken to match: the engine is linear (RE2's
    kind), and a false refusal is worse than a default that goes unchecked.
    """
    compiled = _compiled(pattern)
    return compiled is None or compiled.is_valid(text)


@lru_cache(maxsize=4096)
def is_pattern(text: str) -> bool:
    """Tell whether `text` is a regular expression: of ECMA-262 as JSON Schema asks, or else of Python.

    The validator this registry builds on accepts Python's own, and rejects ECMA's `(?<name>...)` and `\\p{L}`.
    """
    return _SYNTAX.is_valid(text) or _is_python(text)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)  # parsed, never matched: parsing does not backtrack
    except (re.error, RecursionError, OverflowError):
        return False
    return True
