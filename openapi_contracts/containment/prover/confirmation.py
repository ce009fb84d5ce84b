"""A witness is confirmed by a validator that shares nothing with the prover but the document: jsonschema-rs.

No pattern reaches a backtracking engine: the linear engine reads them, and what it refuses (look-around, huge counts)
is matched by our own `patterns`, which are exact or refuse as well. Nothing is fetched.
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

_OURS = "x-matched-by-our-own-patterns"
_REFUSALS = (ValueError, TypeError, OverflowError, RecursionError)  # what the validator raises for what it cannot read


class Unconfirmed(Exception):
    """The validator could not be asked; the sentence says why."""


class _PatternKeyword:
    """The keyword that stands for a `pattern` the linear engine refuses."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        self.pattern = patterns.compile(value)

    def validate(self, instance: Any) -> None:
        """Raise ValueError unless the pattern is found in the instance."""
        if isinstance(instance, str) and not self.pattern.matches(instance):
            raise ValueError("the pattern is not found")


class _UnclearKeyword:
    """The keyword of what is not understood: it admits everything, and its class remembers that it was asked."""

    asked = False

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        pass

    def validate(self, instance: Any) -> None:
        """Remember it."""
        type(self).asked = True


def _own_keyword() -> type[_UnclearKeyword]:
    """Return a class for one validator, which makes the keywords of it: what they remember is read from the class."""

    class OwnKeyword(_UnclearKeyword):
        pass

    return OwnKeyword


class Validator:
    """Validates values against one schema of a document; of a lowered one, as far as it is understood.

    The validator is given what a value asks of the schema, and keeps what it made of it for the next value.
    """

    def __init__(self, root: Any, dialect: Dialect, *, pointer: str = "", formats: bool = False) -> None:
        self._root, self._dialect, self._pointer = root, dialect, pointer
        self._formats = formats
        self._met = _own_keyword()
        self._extent: Extent | None = None
        self._schema: Any = None
        self._validator: jsonschema_rs.Validator | None = None

    def accepts(self, value: Value) -> bool:
        """Say whether a value is valid; Unconfirmed if the validator cannot say."""
        extent = Extent.of(value)
        self._turn_to(extent)
        try:
            validator = self._validator or self._compiled(_linear(self._schema, extent.names))
            self._met.asked = False
            valid = validator.is_valid(thaw(value))
        except (*_REFUSALS, Undecided, patterns.Unsupported) as error:
            raise Unconfirmed(f"the validator cannot say: {str(error).split(chr(10))[0]:.120}") from None
        if self._met.asked:
            raise Unconfirmed("it depends on what is not understood")
        return valid

    def _turn_to(self, extent: Extent) -> None:
        """Make what is needed for values of an extent; raise Unconfirmed if that cannot be."""
        if extent != self._extent:
            self._extent = None
            self._schema = self._bundled(extent)
            self._validator = self._strict()
            self._extent = extent

    def _bundled(self, extent: Extent) -> Any:
        try:
            return bundle(self._root, self._dialect, self._pointer, extent)
        except (Dynamic, Unresolvable) as error:
            if self._pointer or self._dialect is Dialect.OAS30:
                raise Unconfirmed(str(error)) from None
            # the validator resolves it, or refuses
            return {key: value for key, value in self._root.items() if key != "$schema"}
        except (RecursionError, ValueError) as error:
            raise Unconfirmed(str(error) or "the schema nests too deeply") from None

    def _strict(self) -> jsonschema_rs.Validator | None:
        """Return a validator for the schema as it is; None if the linear engine refuses a pattern of it."""
        try:
            return self._compiled(self._schema)
        except _REFUSALS:
            return None

    def _compiled(self, schema: Any) -> jsonschema_rs.Validator:
        return VALIDATORS[self._dialect](
            schema,
            validate_formats=self._formats,
            pattern_options=jsonschema_rs.RegexOptions(),
            keywords={_OURS: _PatternKeyword} | ({UNCLEAR: self._met} if self._dialect is Dialect.LOWERED else {}),
            offline=True,
        )


def _linear(schema: Any, keys: frozenset[str]) -> Any:
    """Copy a schema without the patterns the linear engine refuses.

    A `pattern` goes under a keyword of our own; one of `patternProperties` becomes the list of those keys of the value
    in question that it matches.
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
            copied[_OURS] = value
        else:
            copied[key] = _linear(value, keys)
    return copied


def _by_pattern(mapped: dict[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    listed: dict[str, list[Any]] = {}
    for pattern, child in mapped.items():
        listed.setdefault(_listing(pattern, keys), []).append(_linear(child, keys))
    return {text: children[0] if len(children) == 1 else {"allOf": children} for text, children in listed.items()}


def _listing(pattern: str, keys: frozenset[str]) -> str:
    if _is_linear(pattern):
        return pattern
    matched = [key for key in sorted(keys) if patterns.compile(pattern).matches(key)]
    return f"^(?:{'|'.join(map(_literally, matched))})$" if matched else r"[^\s\S]"


def _literally(key: str) -> str:
    return "".join(f"\\x{ord(it):02x}" if it.isascii() and not it.isalnum() else it for it in key)


@cache
def _is_linear(pattern: str) -> bool:
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())
    except ValueError:
        return False
    return True
