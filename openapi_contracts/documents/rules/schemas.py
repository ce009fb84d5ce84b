"""Checks Schema Objects with openapi-spec-validator's rules, each once, with a queue instead of recursion."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

from jsonschema_rs import Validator
from openapi_spec_validator.validation.exceptions import ExtraParametersError, OpenAPIValidationError

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.guarding import Guarded, Seen, TooIntricateError
from openapi_contracts.documents.rules.metaschema import OAS_31, OAS_32, dialect, schema_object, violations
from openapi_contracts.documents.rules.sentences import listed, shortened, type_of
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted

_MOST_VISITS = 500_000  # schemas searched for required properties in one document: about 1.5 s
_SUBSCHEMAS = ("allOf", "anyOf", "oneOf")


class MalformedSchemaError(OpenAPIValidationError):
    """An error for a schema that its meta-schema rejects; `problems` lists the reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("")
        self.problems = problems


class GuardedSchemas(Guarded):
    """Wraps the original SchemaValidator. Nested schemas wait in a queue, so that depth causes no recursion."""

    version = "3.0"

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.visited_schema_ids: Any = Seen()
        self.meta_checked_schema_ids: Any = Seen()
        self._waiting: list[tuple[DocumentCursor, str | None]] | None = None  # schemas, with the dialects around them
        self._dialect: str | None = None  # of the schema that is checked
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
            self._waiting.append((schema, self._dialect))
        return iter(())

    def _drain(self, schema: DocumentCursor, require_properties: bool, meta_checked: bool) -> Iterator[Problem]:
        self._waiting = []
        try:
            self._dialect = self.dialect_of(schema, None)
            yield from self._check(schema, require_properties, meta_checked)
            while self._waiting:
                inner, around = self._waiting.pop()
                self._dialect = self.dialect_of(inner, around)
                yield from self._check(inner, False, True)  # the arguments of the original's recursive call
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
        if self._is_file(schema):
            return None
        checker = self.meta_schema()
        if checker is None:
            sentence = (
                f"The JSON Schema dialect {quoted(self._dialect or '')} is not known, so its schemas are not checked."
            )
            return MalformedSchemaError([Problem("unknown-dialect", shortened(sentence), self._declared_at(schema))])
        problems: list[Problem] = list(violations(checker, schema_value, schema.parts))
        return MalformedSchemaError(problems) if problems else None

    def _is_file(self, schema: DocumentCursor) -> bool:
        """Say whether a schema is `type: file`, which the schema of a response may be in OpenAPI 2.0."""
        is_response = self.version == "2.0" and "responses" in schema.parts[-3:-1]
        return is_response and isinstance(schema.node, dict) and schema.node.get("type") == "file"

    def _declared_at(self, schema: DocumentCursor) -> str:
        """Return where the dialect of a schema is declared."""
        is_own = isinstance(schema.node, dict) and "$schema" in schema.node
        return pointer((*schema.parts, "$schema") if is_own else ("jsonSchemaDialect",))

    def dialect_of(self, _schema: DocumentCursor, _around: str | None) -> str | None:
        """Return the dialect of a schema, given that of the schema around it; None before OpenAPI 3.1."""
        return None

    def meta_schema(self) -> Validator | None:
        """Return the meta-schema of the current schema; None if its dialect is not known."""
        return schema_object(self.version)

    @property
    def default_validator(self) -> Any:
        """The validator of defaults, for the dialect of the current schema."""
        return partial(cast(Any, self.registry["default"]), dialect=self._dialect)

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


class SchemasOf20(GuardedSchemas):
    """Schema Objects of OpenAPI 2.0."""

    version = "2.0"


class SchemasSince31(GuardedSchemas):
    """Schema Objects since OpenAPI 3.1, where a document or a schema may name its dialect (OAS 3.1.1, 4.8.24.5)."""

    version = "3.1"
    default_dialect = OAS_31

    def dialect_of(self, schema: DocumentCursor, around: str | None) -> str | None:
        """Return the dialect that a schema names, or the one around it, or that of the document."""
        named = around or schema.references.document.get("jsonSchemaDialect", self.default_dialect)
        if isinstance(schema.node, dict):
            named = schema.node.get("$schema", named)
        return named if isinstance(named, str) else self.default_dialect

    def meta_schema(self) -> Validator | None:
        """Return the meta-schema of the current dialect."""
        return dialect(self._dialect or self.default_dialect)


class SchemasSince32(SchemasSince31):
    """Schema Objects since OpenAPI 3.2."""

    version = "3.2"
    default_dialect = OAS_32


def _undeclared(schema: Any) -> set[str]:
    """Return the properties that a schema with `allOf` requires and does not declare in `properties`."""
    if not isinstance(schema, dict) or "allOf" not in schema or not isinstance(schema.get("required"), list):
        return set()
    own = schema.get("properties")
    return {name for name in schema["required"] if isinstance(name, str)} - set(own if isinstance(own, dict) else ())
