"""Checks Schema Objects with openapi-spec-validator's rules, each once, with a queue instead of recursion."""

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema_rs import Validator
from openapi_spec_validator.validation.exceptions import ExtraParametersError, OpenAPIValidationError

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.guarding import Guarded, Seen, TooIntricateError
from openapi_contracts.documents.rules.metaschema import DRAFT_4, OAS_31, OAS_32, dialect, violations
from openapi_contracts.documents.rules.sentences import listed, shortened, type_of
from openapi_contracts.documents.syntaxes.parsed import pointer

_MOST_VISITS = 500_000  # schemas searched for required properties in one document: about 1.5 s
_SUBSCHEMAS = ("allOf", "anyOf", "oneOf")


class MalformedSchemaError(OpenAPIValidationError):
    """An error for a schema that its meta-schema rejects; `problems` lists the reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("")
        self.problems = problems


class GuardedSchemas(Guarded):
    """Wraps the original SchemaValidator. Nested schemas wait in a queue, so that depth causes no recursion."""

    default_dialect = DRAFT_4

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.visited_schema_ids: Any = Seen()
        self.meta_checked_schema_ids: Any = Seen()
        self._waiting: list[DocumentCursor] | None = None
        self._undeclared: set[str] = (
            set()
        )  # required properties of the current schema that no declaration was found for
        self._searched: set[int] = set()
        self._visits = 0

    def __call__(
        self, schema: Any, require_properties: bool = True, meta_checked: bool = False
    ) -> Iterator[Problem]:  # the signature of the original
        """Check a schema and its subschemas. When the original calls this for a subschema, the subschema is queued."""
        if self._waiting is None:
            return self._drain(schema, require_properties, meta_checked)
        if id(schema.node) not in self.visited_schema_ids:
            self._waiting.append(schema)
        return iter(())

    def _drain(self, schema: DocumentCursor, require_properties: bool, meta_checked: bool) -> Iterator[Problem]:
        self._waiting = [schema]
        try:
            self._waiting.clear()
            yield from self._check(schema, require_properties, meta_checked)
            while self._waiting:
                yield from self._check(
                    self._waiting.pop(), False, True
                )  # the arguments of the original's recursive call
        finally:
            self._waiting = None

    def _check(self, schema: DocumentCursor, require_properties: bool, meta_checked: bool) -> Iterator[Problem]:
        self._undeclared = _undeclared(schema.node) if require_properties else set()
        self._searched = set()
        return super().__call__(schema, require_properties, meta_checked)

    def _collect_properties(self, schema: Any) -> set[str]:
        """Return the required properties that `schema` declares. The original takes exponential time in `allOf`."""
        found: set[str] = set()
        waiting = [schema] if self._undeclared else []
        while waiting and self._undeclared:
            place = waiting.pop()
            if id(place.node) in self._searched or not isinstance(place.node, dict):
                continue
            self._searched.add(id(place.node))
            self._visits += 1
            if self._visits > _MOST_VISITS:
                raise TooIntricateError
            if "properties" in place:
                found |= self._undeclared & set((place / "properties").keys())
                self._undeclared -= found
            waiting.extend(each for keyword in _SUBSCHEMAS if keyword in place for each in place / keyword)
            waiting.extend(place / keyword for keyword in ("items", "not") if keyword in place)
        return found

    def _validate_schema_meta(self, schema: Any, schema_value: Any) -> MalformedSchemaError | None:
        """Validate a schema against its meta-schema."""
        checker = self._dialect(schema)
        if checker is None:
            sentence = "The JSON Schema dialect of this schema is not supported; remove the declaration of the dialect."
            return MalformedSchemaError([Problem("unknown-dialect", sentence, schema.pointer)])
        problems = list(violations(checker, schema_value, schema.parts))
        return MalformedSchemaError(problems) if problems else None

    def _dialect(self, _: DocumentCursor) -> Validator | None:
        return dialect(self.default_dialect)

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        schema: DocumentCursor = arguments[0]
        if isinstance(error, MalformedSchemaError):
            return error.problems
        if isinstance(error, ExtraParametersError):
            sentence = (
                f"`required` lists properties that no part of this schema declares: {listed(sorted(self._undeclared))}."
            )
            where = pointer((*schema.parts, "required"))
            return [Problem("required-property-not-declared", shortened(sentence), where)]
        sentence = f"A schema must be an object or a boolean, not {type_of(schema.node)}."
        return [Problem("wrong-type", sentence, schema.pointer)]


class SchemasSince31(GuardedSchemas):
    """Schema Objects since OpenAPI 3.1, where a document or a schema may name its dialect (OAS 3.1.1, 4.8.24.5)."""

    default_dialect = OAS_31

    def _dialect(self, schema: DocumentCursor) -> Validator | None:
        named = schema.references.document.get("jsonSchemaDialect", self.default_dialect)
        if isinstance(schema.node, dict):
            named = schema.node.get("$schema", named)
        return dialect(named) if isinstance(named, str) else None


class SchemasSince32(SchemasSince31):
    """Schema Objects since OpenAPI 3.2."""

    default_dialect = OAS_32


def _undeclared(schema: Any) -> set[str]:
    """Return the properties that a schema with `allOf` requires and does not declare in `properties`."""
    if not isinstance(schema, dict) or "allOf" not in schema or not isinstance(schema.get("required"), list):
        return set()
    own = schema.get("properties")
    return {name for name in schema["required"] if isinstance(name, str)} - set(own if isinstance(own, dict) else ())
