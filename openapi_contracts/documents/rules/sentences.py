"""Sentences: what is wrong with a value by the JSON Schema keyword it fails, in words for people.

Never repeats a schema, a value or a message of a validator: only names, bounds and types, shortened.
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

_Said = Callable[[Any, Any], str]  # (what the keyword asks for, the value that fails it) -> sentence

_SENTENCES: dict[str, tuple[str, _Said]] = {
    "required": ("missing-field", lambda asked, _: f"The field {listed(asked)} is missing here."),
    "dependentRequired": ("missing-field", lambda *_: "A field that another one needs is missing here."),
    "dependencies": ("missing-field", lambda *_: "A field that another one needs is missing here."),
    "additionalProperties": (
        "unknown-field",
        lambda asked, _: f"The field {listed(asked)} may not stand here.",
    ),
    "unevaluatedProperties": (
        "unknown-field",
        lambda asked, _: f"The field {listed(asked)} may not stand here.",
    ),
    "falseSchema": ("unknown-field", lambda *_: "Nothing may stand here."),
    "propertyNames": ("invalid-name", lambda *_: "A name here is not spelled as it must be."),
    "type": ("wrong-type", lambda asked, value: f"This must be {_any_of(asked)}, and is {type_of(value)}."),
    "enum": ("value-not-allowed", lambda asked, _: f"This must be one of {listed(asked)}."),
    "const": ("value-not-allowed", lambda asked, _: f"This must be {listed(asked)}."),
    "pattern": (
        "pattern-mismatch",
        lambda asked, _: f"This does not match the pattern {quoted(str(asked))}.",
    ),
    "format": ("wrong-format", lambda asked, _: f"This is not written in the format {listed(asked)}."),
    "minItems": ("wrong-length", lambda asked, _: f"This list needs at least {asked} items."),
    "maxItems": ("wrong-length", lambda asked, _: f"This list may have at most {asked} items."),
    "contains": ("wrong-length", lambda *_: "This list lacks an item it must contain."),
    "minLength": ("wrong-length", lambda asked, _: f"This text needs at least {asked} characters."),
    "maxLength": ("wrong-length", lambda asked, _: f"This text may have at most {asked} characters."),
    "minProperties": ("wrong-length", lambda asked, _: f"This mapping needs at least {asked} entries."),
    "maxProperties": ("wrong-length", lambda asked, _: f"This mapping may have at most {asked} entries."),
    "uniqueItems": ("repeated-items", lambda *_: "The items of this list must all be different."),
    "minimum": ("out-of-range", lambda asked, _: f"This must be at least {asked}."),
    "maximum": ("out-of-range", lambda asked, _: f"This must be at most {asked}."),
    "exclusiveMinimum": ("out-of-range", lambda asked, _: f"This must be more than {asked}."),
    "exclusiveMaximum": ("out-of-range", lambda asked, _: f"This must be less than {asked}."),
    "multipleOf": ("out-of-range", lambda asked, _: f"This must be a multiple of {asked}."),
    "not": ("excluded-combination", lambda *_: "What stands here excludes each other, or is excluded."),
    "oneOf": (
        "no-single-alternative",
        lambda *_: "This must fit exactly one of the alternatives allowed here.",
    ),
    "anyOf": ("no-alternative", lambda *_: "This fits none of the alternatives allowed here."),
}
_OTHER: tuple[str, _Said] = ("not-valid", lambda *_: "This breaks a rule for what may stand here.")


def explain(keyword: str | None, asked: Any, value: Any) -> tuple[str, str]:
    """Give the code and the sentence for `value` failing `keyword`, which asked for `asked`."""
    code, said = _SENTENCES.get(keyword or "falseSchema", _OTHER)
    return code, shortened(said(asked, value))


def codes() -> frozenset[str]:
    """Give every code that `explain` can give."""
    return frozenset(code for code, _ in (*_SENTENCES.values(), _OTHER))


def shortened(sentence: str) -> str:
    """Cut a sentence that quotes too much."""
    return sentence if len(sentence) <= LONGEST_SENTENCE else sentence[: LONGEST_SENTENCE - 1] + "…"


def listed(names: Any) -> str:
    """Write one or several names or values as a list, the first few of them."""
    several = list(names)[: _SHOWN + 1] if isinstance(names, list | tuple | set | frozenset) else [names]
    written = ", ".join(f"`{_brief(name)}`" for name in several[:_SHOWN])
    return written if len(several) <= _SHOWN else written + " and more"


def type_of(value: Any) -> str:
    """Name the JSON type of a value."""
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "null")


def _any_of(types: str | Iterable[str]) -> str:
    return types if isinstance(types, str) else " or ".join(map(str, types))


def _brief(name: Any) -> str:
    if isinstance(name, dict | list):
        return type_of(name)
    text = name if isinstance(name, str) else json.dumps(name)
    return text if len(text) <= 60 else text[:60] + "…"
