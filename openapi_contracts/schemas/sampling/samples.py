"""Samples: a value of each schema of a document, as its sender would send it."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Protocol

from openapi_contracts.containment.prover import ContentModel, Dialect, Found, RawGraph, SchemaReading, Theory, Unknown
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, Record, Value, freeze, thaw
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.contracts.source_document import LONGEST_CHAIN, at_pointer, lookup
from openapi_contracts.schemas.sampling.guesses import Guess
from openapi_contracts.schemas.sampling.narrowing import Schema, names_in, narrowed, required_in
from openapi_contracts.schemas.sampling.parts import Definitions, NoSample, SchemaPart, SchemaParts

STEPS = 5_000  # prover steps for one search: a tenth of the budget of a containment question
_MOST_SEARCHED = 300  # definitions the prover reads for a sample; beyond, it gets only the required properties
_LARGEST = 200_000  # nested values of a found value, whose shared parts are written once per occurrence
_ANYTHING = "a"  # the sample of a part without a schema


class Trace(Enum):
    """What a sample must contain so that its serialization is not empty."""

    NONE = "none"
    WHOLE = "whole"  # no empty string, array or object
    FIELDS = "fields"  # no empty array in a field of a form


_ASKS: dict[Trace, Schema] = {
    Trace.WHOLE: {"minLength": 1, "minItems": 1, "minProperties": 1},
    Trace.FIELDS: {"additionalProperties": {"minItems": 1}},
}


class Samples(Protocol):
    """The source of the message parts that do not decide over a finding."""

    def sample(self, at: SchemaAt | None, trace: Trace = Trace.NONE) -> Any:
        """Return a valid value of a schema in its direction, with declared properties only. Raises NoSample.

        The value satisfies `trace` where any value does.
        """

    def resolved(self, schema: Any) -> Any:
        """Follow the reference of a raw schema; None where it leads nowhere."""


class SampledSchemas:
    """The samples of one document, each found once, by a guess or a search, and confirmed by a validator.

    The document must not be modified meanwhile; `schemas` are its normalized schemas.
    """

    def __init__(self, document: Mapping[str, Any], schemas: Schemas) -> None:
        self._document = document
        self._schemas = schemas
        self._known: dict[tuple[str, Direction, Trace], Any] = {}

    def sample(self, at: SchemaAt | None, trace: Trace = Trace.NONE) -> Any:
        """Return a valid value of a schema; see `Samples`."""
        if at is None:
            return _ANYTHING
        key = (at.pointer, at.direction, trace)
        if key not in self._known:
            self._known[key] = self._found(at, trace)
        found = self._known[key]
        if isinstance(found, NoSample):
            raise NoSample(found.reason)
        return found

    def resolved(self, schema: Any) -> Any:
        """Follow the reference of a raw schema; None where it leads nowhere."""
        for _ in range(LONGEST_CHAIN):
            if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
                return schema
            target = lookup(self._document, schema["$ref"])
            schema = None if isinstance(target, str) else target.raw
        return None

    def _found(self, at: SchemaAt, trace: Trace) -> Any:
        try:
            return self._sampled(at, trace)
        except NoSample as error:
            return error if trace is Trace.NONE else self._found(at, Trace.NONE)
        except RecursionError:
            return NoSample("the schema nests too deeply")

    def _sampled(self, at: SchemaAt, trace: Trace) -> Any:
        alone = self._schemas.standalone(at).schema
        definitions = alone.get("$defs", {})
        root = {key: value for key, value in alone.items() if key not in ("$schema", "$defs")}
        parts = [SchemaPart(root, at.schema), SchemaPart({}, self._holder(at))]
        if trace in _ASKS:
            parts.append(SchemaPart(_ASKS[trace], None))
        return _Finder(Definitions(definitions, self._document)).sample(parts)

    def _holder(self, at: SchemaAt) -> Any:
        """Return the parameter, header or media type of a schema: these have examples as well."""
        pointer = at.pointer.removesuffix("/schema")
        found = at_pointer(self._document, pointer) if pointer != at.pointer else None
        return found.raw if found else None


class _Finder:
    """Finds a sample in one set of definitions."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def sample(self, parts: SchemaParts) -> Any:
        """Return a guess that the validator accepts, or what the prover finds."""
        try:
            found = Guess(self._definitions, self.accepts, self.search).value(parts)
        except NoSample:
            return self.search(parts)
        return found if self.accepts(parts, found) else self.search(parts)

    def accepts(self, parts: SchemaParts, value: Any) -> bool:
        """Say whether a validator accepts a value."""
        names = names_in(value)
        try:
            validator = Validator(self._narrowed(parts, names.__contains__), Dialect.NORMALIZED)
            return validator.accepts(freeze(value))
        except (Unconfirmed, Malformed):
            return False

    def search(self, parts: SchemaParts) -> Any:
        """Return the smallest value the prover finds, of required properties alone first. Raises NoSample."""
        whole = self._narrowed(parts, lambda name: True)
        least = self._narrowed(parts, required_in(whole).__contains__)
        few = len(whole.get("$defs", ())) <= _MOST_SEARCHED
        reason = ""
        for schema in (least, whole) if few and whole != least else (least,):
            values, reason = _searched(schema)
            for value in values:
                if _size(value, {}) <= _LARGEST and self.accepts(parts, found := thaw(value)):
                    return found
        raise NoSample(reason)

    def _narrowed(self, parts: SchemaParts, keep: Callable[[str], bool]) -> Schema:
        root = parts[0].normalized if len(parts) == 1 else {"allOf": [part.normalized for part in parts]}
        return narrowed(root, self._definitions.normalized, keep)


def _size(value: Value, known: dict[int, int]) -> int:
    """Count the nested values of a value; a shared part counts once per occurrence."""
    if not isinstance(value, tuple | Record):
        return 1
    if id(value) not in known:
        known[id(value)] = 1 + sum(
            _size(item, known) for item in (value.values() if isinstance(value, Record) else value)
        )
    return known[id(value)]


def _searched(schema: Schema) -> tuple[tuple[Value, ...], str]:
    """Search for a value of a schema with the prover; also return the reason to give where no validator confirms it."""
    raw_graph = RawGraph()
    literal = SchemaReading(raw_graph, schema, Dialect.NORMALIZED).at()
    result = Theory(raw_graph, content_model=ContentModel.DECLARED).contains(literal, raw_graph.false, steps=STEPS)
    if isinstance(result, Found):
        return (result.value,), "the sample found is not confirmed by the validator"
    return (result.candidates, result.reason) if isinstance(result, Unknown) else ((), "no value is valid")
