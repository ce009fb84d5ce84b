"""Validates `default` values with openapi-schema-validator, with its unsafe keywords replaced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError
from jsonschema.validators import (
    Draft4Validator,
    Draft6Validator,
    Draft7Validator,
    Draft201909Validator,
    extend,
)
from jsonschema_rs import Draft202012Validator
from openapi_schema_validator import OAS30Validator, OAS31Validator, OAS32Validator
from openapi_spec_validator.validation.keywords import (
    OpenAPIV30ValueValidator,
    OpenAPIV31ValueValidator,
    OpenAPIV32ValueValidator,
    ValueValidator,
)
from referencing.exceptions import Unresolvable

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.guarding import TooIntricateError
from openapi_contracts.documents.rules.metaschema import dialect as known_dialect
from openapi_contracts.documents.rules.patterns import is_pattern, matches
from openapi_contracts.documents.rules.references import References
from openapi_contracts.documents.rules.sentences import explain, shortened
from openapi_contracts.documents.rules.survey import Target
from openapi_contracts.documents.syntaxes.parsed import pointer

_MOST_FOLLOWED = (
    200_000  # references followed for all defaults of a document, about 3 s; nested `allOf` can double them
)
_UNIQUE = Draft202012Validator({"uniqueItems": True})
_Errors = Iterator[ValidationError]


@dataclass(frozen=True, slots=True)
class _Resolved:
    contents: Any
    resolver: "LocalResolver"


class LocalResolver:
    """Resolves references within one document, with the part of `referencing.Resolver` that jsonschema uses."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._followed = 0

    def in_subresource(self, _: Any) -> "LocalResolver":
        """Return this resolver: references in embedded resources are resolved already."""
        return self

    def lookup(self, ref: str) -> _Resolved:
        """Return the target of a reference. Raises Unresolvable if it is not in the document."""
        if (target := self._references.lookup(ref)) is None:
            raise Unresolvable(ref=ref)
        return _Resolved(target.node, self)

    def of(self, holder: Mapping[str, Any]) -> Target | None:
        """Return the target of a schema that is a reference; None if it is broken, which is reported elsewhere."""
        self._followed += 1
        if self._followed > _MOST_FOLLOWED:
            raise TooIntricateError
        if self._references.follows(holder):
            return self._references.target(holder)
        return self._references.lookup(holder["$ref"])  # a reference that a discriminator builds


def _follow(validator: Any, _: str, instance: Any, schema: Mapping[str, Any]) -> _Errors:
    target = validator._resolver.of(schema)
    if target is not None:
        yield from validator.descend(instance, target.node)


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> _Errors:
    if isinstance(instance, str) and not matches(pattern, instance):
        yield ValidationError("")


def _format(validator: Any, name: Any, instance: Any, _schema: Any) -> _Errors:
    """Check `format` as the original does, except `regex`, which follows JSON Schema."""
    if instance is None or validator.format_checker is None:
        return
    if name == "regex":
        conforms = not isinstance(instance, str) or is_pattern(instance)
    else:
        try:
            conforms = validator.format_checker.conforms(instance, name)
        except UnicodeEncodeError:  # raised by the original check of `byte` for text that is not ASCII
            conforms = False
    if not conforms:
        yield ValidationError("")


def _unique_items(_validator: Any, unique: Any, instance: Any, _schema: Any) -> _Errors:
    if unique is True and isinstance(instance, list) and not _UNIQUE.is_valid(instance):
        yield ValidationError("")


def _pattern_properties(validator: Any, schemas: Any, instance: Any, _schema: Any) -> _Errors:
    for pattern, schema in schemas.items() if isinstance(instance, dict) else ():
        for name, value in instance.items():
            if matches(pattern, name):
                yield from validator.descend(value, schema, path=name)


def _additional_properties(validator: Any, allowed: Any, instance: Any, schema: Any) -> _Errors:
    """Check `additionalProperties`, respecting `patternProperties` although OpenAPI 3.0 does not define it."""
    if not isinstance(instance, dict):
        return
    patterns = schema.get("patternProperties", {})
    extra = [
        name
        for name in instance
        if name not in schema.get("properties", {}) and not any(matches(pattern, name) for pattern in patterns)
    ]
    if allowed is False and extra:
        yield ValidationError("")
    elif isinstance(allowed, dict):
        for name in extra:
            yield from validator.descend(instance[name], allowed, path=name)


def _unchecked(*_: Any) -> tuple[()]:
    return ()


_SAFE = {
    "$ref": _follow,
    "pattern": _pattern,
    "format": _format,
    "uniqueItems": _unique_items,
    "additionalProperties": _additional_properties,
}
# jsonschema checks unevaluated properties and items with backtracking expressions and list searches, so these two are
# not checked; no default of a real document depends on them.
_SAFE_31 = _SAFE | {
    "patternProperties": _pattern_properties,
    "unevaluatedProperties": _unchecked,
    "unevaluatedItems": _unchecked,
}


def _hardened(stock: Any, keywords: Mapping[str, Any]) -> Any:
    validator = extend(  # type: ignore[no-untyped-call]  # its stubs leave it untyped
        stock, validators=dict(keywords), format_checker=stock.FORMAT_CHECKER
    )

    def evolve(self: Any, *, schema: Any, _resolver: Any = None) -> Any:
        """Validate a subschema with this class; the original switches to an unsafe class at `$schema`."""
        return validator(schema, _resolver=_resolver or self._resolver, format_checker=self.format_checker)

    validator.evolve = evolve
    return validator


_VALIDATORS: dict[type[ValueValidator], Any] = {
    OpenAPIV30ValueValidator: _hardened(OAS30Validator, _SAFE),
    OpenAPIV31ValueValidator: _hardened(OAS31Validator, _SAFE_31),
    OpenAPIV32ValueValidator: _hardened(OAS32Validator, _SAFE_31),
}


# The dialects of JSON Schema before 2020-12; those of OpenAPI and 2020-12 are read as the version of OpenAPI says.
_OLDER_DIALECTS: Mapping[str, Any] = {
    "http://json-schema.org/draft-04/schema": _hardened(Draft4Validator, _SAFE_31),
    "http://json-schema.org/draft-06/schema": _hardened(Draft6Validator, _SAFE_31),
    "http://json-schema.org/draft-07/schema": _hardened(Draft7Validator, _SAFE_31),
    "https://json-schema.org/draft/2019-09/schema": _hardened(Draft201909Validator, _SAFE_31),
}


class DefaultValidator(ValueValidator):
    """Validates defaults. It is combined with a validator class of the library, which determines the dialect."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self._resolver: LocalResolver | None = None

    def __call__(  # type: ignore[override]  # problems, not stock's errors
        self, *arguments: Any, dialect: str | None = None
    ) -> Iterator[Problem]:
        """Yield the problems of the `default` of a schema; none if its dialect is not known."""
        if dialect is not None and known_dialect(dialect) is None:
            return
        schema: DocumentCursor = arguments[0]
        value: Any = arguments[1]
        self._resolver = self._resolver or LocalResolver(schema.references)
        own = next(_VALIDATORS[kind] for kind in type(self).__mro__ if kind in _VALIDATORS)
        hardened = _OLDER_DIALECTS.get((dialect or "").removesuffix("#"), own)
        validator = hardened(
            schema.node,
            _resolver=self._resolver,
            format_checker=self.value_validator_format_checker,
        )
        at = (*schema.parts, "default")
        for error in validator.iter_errors(value):
            _, why = explain(error.validator, _violated_value(error), error.instance)
            where = pointer((*at, *map(str, error.absolute_path)))
            yield Problem("default-not-valid", shortened(f"The default does not match its schema. {why}"), where)


def _violated_value(error: ValidationError) -> Any:
    """Return the value of the violated keyword; for a list of fields, only the missing or unexpected ones."""
    value: Any = error.validator_value
    schema: Any = error.schema
    if error.validator == "required" and isinstance(error.instance, dict):
        return [name for name in value if name not in error.instance]
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        return [name for name in error.instance if name not in schema.get("properties", {})]
    return value
