"""Sentences for users: why a value violates a JSON Schema keyword.

A sentence shows names, bounds and types, shortened, but never a schema, a value or a message of a validator.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from openapi_contracts.documents.syntaxes.parsed import quoted

_SHOWN = 12  # names or values listed in one sentence
LONGEST_SENTENCE = 300

_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (list, "array"),
    (dict, "object"),
)

_Sentence = Callable[[Any, Any], str]  # (value of the keyword, value that violates it) -> sentence

_SENTENCES: dict[str, tuple[str, _Sentence]] = {
    "required": ("missing-field", lambda expected, _: f"The field {listed(expected)} is missing here."),
    "dependentRequired": ("missing-field", lambda *_: "A field that another field requires is missing here."),
    "dependencies": ("missing-field", lambda *_: "A field that another field requires is missing here."),
    "additionalProperties": (
        "unknown-field",
        lambda expected, _: f"The field {listed(expected)} is not allowed here.",
    ),
    "unevaluatedProperties": (
        "unknown-field",
        lambda expected, _: f"The field {listed(expected)} is not allowed here.",
    ),
    "falseSchema": ("unknown-field", lambda *_: "No value is allowed here."),
    "propertyNames": ("invalid-name", lambda *_: "A name here has an invalid spelling."),
    "type": ("wrong-type", lambda expected, value: f"This must be of type {_any_of(expected)}, not {type_of(value)}."),
    "enum": ("value-not-allowed", lambda expected, _: f"This must be one of {listed(expected)}."),
    "const": ("value-not-allowed", lambda expected, _: f"This must be {listed(expected)}."),
    "pattern": (
        "pattern-mismatch",
        lambda expected, _: f"This does not match the pattern {quoted(str(expected))}.",
    ),
    "format": ("wrong-format", lambda expected, _: f"This does not have the format {listed(expected)}."),
    "minItems": ("wrong-length", lambda expected, _: f"This list needs at least {_several(expected, 'item')}."),
    "maxItems": ("wrong-length", lambda expected, _: f"This list may have at most {_several(expected, 'item')}."),
    "contains": ("wrong-length", lambda *_: "This list does not contain a required item."),
    "minLength": ("wrong-length", lambda expected, _: f"This text needs at least {_several(expected, 'character')}."),
    "maxLength": ("wrong-length", lambda expected, _: f"This text may have at most {_several(expected, 'character')}."),
    "minProperties": (
        "wrong-length",
        lambda expected, _: f"This mapping needs at least {_several(expected, 'member')}.",
    ),
    "maxProperties": (
        "wrong-length",
        lambda expected, _: f"This mapping may have at most {_several(expected, 'member')}.",
    ),
    "uniqueItems": ("repeated-items", lambda *_: "The items of this list must all be different."),
    "minimum": ("out-of-range", lambda expected, _: f"This must be at least {expected}."),
    "maximum": ("out-of-range", lambda expected, _: f"This must be at most {expected}."),
    "exclusiveMinimum": ("out-of-range", lambda expected, _: f"This must be more than {expected}."),
    "exclusiveMaximum": ("out-of-range", lambda expected, _: f"This must be less than {expected}."),
    "multipleOf": ("out-of-range", lambda expected, _: f"This must be a multiple of {expected}."),
    "not": ("excluded-combination", lambda *_: "This value, or this combination of fields, is not allowed."),
    "oneOf": (
        "no-single-alternative",
        lambda *_: "This must match exactly one of the allowed alternatives.",
    ),
    "anyOf": ("no-alternative", lambda *_: "This matches none of the allowed alternatives."),
}
_OTHER: tuple[str, _Sentence] = ("not-valid", lambda *_: "This violates a rule of the OpenAPI Specification.")


def explain(keyword: str | None, expected: Any, value: Any) -> tuple[str, str]:
    """Return the problem code and the sentence for `value`, which violates `keyword` with the value `expected`."""
    code, build = _SENTENCES.get(keyword or "falseSchema", _OTHER)
    return code, shortened(build(expected, value))


def codes() -> frozenset[str]:
    """Return all codes that `explain` can return."""
    return frozenset(code for code, _ in (*_SENTENCES.values(), _OTHER))


def shortened(sentence: str) -> str:
    """Return a sentence, cut to LONGEST_SENTENCE characters."""
    return sentence if len(sentence) <= LONGEST_SENTENCE else sentence[: LONGEST_SENTENCE - 1] + "…"


def listed(names: Any) -> str:
    """Return the first few of one or several names or values as a list in text."""
    several = list(names)[: _SHOWN + 1] if isinstance(names, list | tuple | set | frozenset) else [names]
    written = ", ".join(f"`{_brief(name)}`" for name in several[:_SHOWN])
    return written if len(several) <= _SHOWN else written + " and more"


def type_of(value: Any) -> str:
    """Return the name of the JSON type of a value."""
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "null")


def _several(number: Any, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _any_of(types: str | Iterable[str]) -> str:
    return types if isinstance(types, str) else " or ".join(map(str, types))


def _brief(name: Any) -> str:
    if isinstance(name, dict | list):
        return type_of(name)
    text = name if isinstance(name, str) else json.dumps(name)
    return text if len(text) <= 60 else text[:60] + "…"
