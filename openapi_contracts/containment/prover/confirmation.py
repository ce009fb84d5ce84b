"""Confirms witnesses with jsonschema-rs, a validator that shares no code with the prover.

No regular expression runs in a backtracking engine: the validator's linear-time engine matches them, and the package
`patterns` those that engine rejects (look-around, large counts). References to other documents are not fetched.
"""

from functools import cache
from typing import Any

import jsonschema_rs

from openapi_contracts.containment import patterns
from openapi_contracts.containment.prover.bundling import Dynamic, Extent, bundle
from openapi_contracts.containment.prover.dialects import UNCLEAR, Dialect
from openapi_contracts.containment.prover.formats import VALIDATORS
from openapi_contracts.containment.prover.references import MAPS, Unresolvable
from openapi_contracts.containment.prover.values import Value, thaw
from openapi_contracts.containment.steps import Undecided

_OWN_PATTERN = "x-pattern-matched-by-patterns-package"
_REFUSALS = (
    ValueError,
    TypeError,
    OverflowError,
    RecursionError,
)  # raised by the validator for a schema it cannot compile


class Unconfirmed(Exception):
    """The validator cannot decide; the message says why."""


class _PatternKeyword:
    """Custom keyword that replaces a `pattern` which the linear engine rejects."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        self.pattern = patterns.compile(value)

    def validate(self, instance: Any) -> None:
        """Raise ValueError if the instance is a string that the pattern does not match."""
        if isinstance(instance, str) and not self.pattern.matches(instance):
            raise ValueError("the pattern does not match")


class _UnclearKeyword:
    """Custom keyword for `x-unclear`: accepts every value, and records on its class that it was evaluated."""

    was_evaluated = False

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        pass

    def validate(self, instance: Any) -> None:
        """Record that the keyword was evaluated."""
        type(self).was_evaluated = True


def _new_unclear_keyword() -> type[_UnclearKeyword]:
    """Return a new class, so that each validator has a record of its own."""

    class OwnKeyword(_UnclearKeyword):
        pass

    return OwnKeyword


class Validator:
    """Validates values against one schema of a document.

    It compiles only the keywords that can apply to a value, and reuses the compiled schema for the next value with the
    same property names. Raises Unconfirmed where the result depends on a part that normalization does not understand.
    """

    def __init__(self, root: Any, dialect: Dialect, *, pointer: str = "", formats: bool = False) -> None:
        self._root, self._dialect, self._pointer = root, dialect, pointer
        self._formats = formats
        self._unclear_keyword = _new_unclear_keyword()
        self._extent: Extent | None = None
        self._schema: Any = None
        self._validator: jsonschema_rs.Validator | None = None

    def accepts(self, value: Value) -> bool:
        """Say whether a value is valid. Raises Unconfirmed if the validator cannot decide."""
        extent = Extent.of(value)
        self._prepare(extent)
        try:
            validator = self._validator or self._compiled(_linear(self._schema, extent.names))
            self._unclear_keyword.was_evaluated = False
            valid = validator.is_valid(thaw(value))
        except (*_REFUSALS, Undecided, patterns.Unsupported) as error:
            raise Unconfirmed(f"the validator fails: {str(error).split(chr(10))[0]:.120}") from None
        if self._unclear_keyword.was_evaluated:
            raise Unconfirmed("validity depends on a part of the schema that cannot be interpreted")
        return valid

    def _prepare(self, extent: Extent) -> None:
        """Compile the schema for values of an extent, unless it is compiled already. Raises Unconfirmed."""
        if extent != self._extent:
            self._extent = None
            self._schema = self._bundled(extent)
            self._validator = self._compiled_unchanged()
            self._extent = extent

    def _bundled(self, extent: Extent) -> Any:
        try:
            return bundle(self._root, self._dialect, self._pointer, extent)
        except (Dynamic, Unresolvable) as error:
            if self._pointer or self._dialect is Dialect.OAS30:
                raise Unconfirmed(str(error)) from None
            # the validator resolves the references, or rejects them
            return {key: value for key, value in self._root.items() if key != "$schema"}
        except (RecursionError, ValueError) as error:
            raise Unconfirmed(str(error) or "the schema nests too deeply") from None

    def _compiled_unchanged(self) -> jsonschema_rs.Validator | None:
        """Return a validator for the unchanged schema; None if the linear engine rejects one of its patterns."""
        try:
            return self._compiled(self._schema)
        except _REFUSALS:
            return None

    def _compiled(self, schema: Any) -> jsonschema_rs.Validator:
        return VALIDATORS[self._dialect](
            schema,
            validate_formats=self._formats,
            pattern_options=jsonschema_rs.RegexOptions(),
            keywords={_OWN_PATTERN: _PatternKeyword}
            | ({UNCLEAR: self._unclear_keyword} if self._dialect is Dialect.NORMALIZED else {}),
            offline=True,
        )


def _linear(schema: Any, keys: frozenset[str]) -> Any:
    """Copy a schema without the regular expressions that the linear engine rejects.

    A `pattern` moves to a custom keyword. A key of `patternProperties` becomes an expression that lists the names it
    matches among `keys`, the property names of the value.
    """
    if isinstance(schema, list):
        return [_linear(child, keys) for child in schema]
    if not isinstance(schema, dict):
        return schema
    copied: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("enum", "const", "default", "example", "examples"):
            copied[key] = value
        elif key == "patternProperties" and isinstance(value, dict):
            copied[key] = _by_pattern(value, keys)
        elif key in MAPS and isinstance(value, dict):
            copied[key] = {name: _linear(child, keys) for name, child in value.items()}
        elif key == "pattern" and isinstance(value, str) and not _is_linear(value):
            copied[_OWN_PATTERN] = value
        else:
            copied[key] = _linear(value, keys)
    return copied


def _by_pattern(mapped: dict[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    listed: dict[str, list[Any]] = {}
    for pattern, child in mapped.items():
        listed.setdefault(_as_alternatives(pattern, keys), []).append(_linear(child, keys))
    return {text: children[0] if len(children) == 1 else {"allOf": children} for text, children in listed.items()}


def _as_alternatives(pattern: str, keys: frozenset[str]) -> str:
    if _is_linear(pattern):
        return pattern
    matched = [key for key in sorted(keys) if patterns.compile(pattern).matches(key)]
    return f"^(?:{'|'.join(map(_escaped, matched))})$" if matched else r"[^\s\S]"


def _escaped(key: str) -> str:
    return "".join(
        f"\\x{ord(character):02x}" if character.isascii() and not character.isalnum() else character
        for character in key
    )


@cache
def _is_linear(pattern: str) -> bool:
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())
    except ValueError:
        return False
    return True
