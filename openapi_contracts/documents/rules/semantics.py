"""The rules of openapi-spec-validator beyond the official schema, hardened against hostile documents.

Each rule is a keyword validator of the package, called the original here, from its public `keyword_validators` mapping.
A subclass adds the place of each problem, contains crashes, replaces lists by sets and recursion by a queue, and checks
default values and meta-schemas in linear time. The cache of the original `iter_errors`, which keeps every document, is
not used.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation import keywords as stock
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.defaults import DefaultValidator
from openapi_contracts.documents.rules.guarding import Guarded
from openapi_contracts.documents.rules.objects import Objects
from openapi_contracts.documents.rules.operations import Operations, Parameters, Paths
from openapi_contracts.documents.rules.schemas import GuardedSchemas, SchemasOf20, SchemasSince31, SchemasSince32
from openapi_contracts.documents.rules.tags import TagHierarchy, Tags

_Validators = Mapping[str, type[stock.KeywordValidator]]

# (original, the class to combine with it); the first row that matches applies.
_HARDENED: tuple[tuple[type[stock.KeywordValidator], type[stock.KeywordValidator]], ...] = (
    (stock.OpenAPIV32SchemaValidator, SchemasSince32),
    (stock.OpenAPIV31SchemaValidator, SchemasSince31),
    (stock.SchemaValidator, GuardedSchemas),
    (stock.OperationValidator, Operations),
    (stock.ParametersValidator, Parameters),
    (stock.PathValidator, Paths),
    (stock.OpenAPIV32TagsValidator, TagHierarchy),
    (stock.TagsValidator, Tags),
    (stock.KeywordValidator, Guarded),
)


def walk(objects: Objects) -> Iterator[Problem]:
    """Yield every violation of a rule of the package in a document.

    The package looks for schemas in the responses and components only; they are checked wherever they stand.
    """
    references = objects.references
    registry = KeywordValidatorRegistry(_VALIDATORS[objects.version])
    yield from cast(Any, registry["__root__"])(DocumentCursor(references, references.document, ()))
    for here in objects.outermost_schemas():
        yield from cast(Any, registry["schema"])(DocumentCursor(references, here.node, here.parts))


def _hardened(validators: _Validators, schemas: type[GuardedSchemas] = GuardedSchemas) -> _Validators:
    hardened = {keyword: _subclass(validator) for keyword, validator in validators.items()}
    if schemas is not GuardedSchemas:
        hardened["schema"] = type(schemas.__name__, (schemas, validators["schema"]), {})
    return hardened


def _subclass(validator: type[stock.KeywordValidator]) -> type[stock.KeywordValidator]:
    """Return the hardened subclass of an original validator."""
    if issubclass(validator, stock.ValueValidator):
        return type(validator.__name__, (DefaultValidator, validator), {})
    before = next(ours for theirs, ours in _HARDENED if issubclass(validator, theirs))
    if before is TagHierarchy:
        validator = stock.TagsValidator  # TagHierarchy has its own rules for parents
    return type(validator.__name__, (before, validator), {})


_VALIDATORS: Mapping[str, _Validators] = {
    "2.0": _hardened(OpenAPIV2SpecValidator.keyword_validators, SchemasOf20),
    "3.0": _hardened(OpenAPIV30SpecValidator.keyword_validators),
    "3.1": _hardened(OpenAPIV31SpecValidator.keyword_validators),
    "3.2": _hardened(OpenAPIV32SpecValidator.keyword_validators),
}
