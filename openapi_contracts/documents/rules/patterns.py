"""Regular expressions in documents: matched in linear time, or not checked."""

import re
import warnings
from functools import lru_cache

from jsonschema_rs import Draft7Validator, FancyRegexOptions, RegexOptions, ValidationError, Validator

_LINEAR = RegexOptions()
_SYNTAX = Draft7Validator({"format": "regex"}, validate_formats=True, pattern_options=FancyRegexOptions())


@lru_cache(maxsize=256)  # bounded, since a compiled pattern may take megabytes; documents repeat few patterns
def _compiled(pattern: str) -> Validator | None:
    try:
        return Draft7Validator({"pattern": pattern}, pattern_options=_LINEAR)
    except (ValidationError, ValueError):
        return None


def matches(pattern: str, text: str) -> bool:
    """Say whether `pattern` matches somewhere in `text`.

    Returns True for a pattern that needs backtracking, such as look-ahead: the engine runs in linear time, and a valid
    document must not be refused.
    """
    compiled = _compiled(pattern)
    return compiled is None or compiled.is_valid(text)


@lru_cache(maxsize=4096)
def is_pattern(text: str) -> bool:
    """Say whether `text` is a regular expression of ECMA-262, as JSON Schema requires, or of Python.

    openapi-spec-validator accepts Python's syntax only, without `(?<name>...)` and `\\p{L}` of ECMA-262.
    """
    return _SYNTAX.is_valid(text) or _is_python(text)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)  # only compiled, which does not backtrack
    except (re.error, RecursionError, OverflowError):
        return False
    return True
