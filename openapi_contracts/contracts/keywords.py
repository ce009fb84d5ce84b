"""The keywords of each schema dialect, as tables: which exist, and which values they may have."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts.places import OpenApiDialect


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SINGLES = _words(
    "items additionalProperties not contains propertyNames if then else unevaluatedItems unevaluatedProperties"
)
MAPS = _words("properties patternProperties dependentSchemas")
LISTS = _words("allOf anyOf oneOf prefixItems")
# Keywords that apply schemas to the value itself, so that a cycle of them never ends (JSON Schema core 2020-12, 9.4.1).
IN_PLACE = _words("allOf anyOf oneOf not if then else dependentSchemas")

NULLABLE = _words("nullable x-nullable")  # add null to `type`: of OAS 3.0.3, 4.7.24.1, and what 2.0 is extended with


@dataclass(frozen=True, slots=True)
class KeywordRules:
    """The keywords a dialect has, and how it differs from the others."""

    keywords: frozenset[str]
    types: frozenset[str]
    components: str  # the JSON Pointer of named schemas
    modern: bool = False  # keywords beside `$ref`, boolean schemas and numeric exclusive bounds, as in 2020-12?
    nullable: str = ""  # which of NULLABLE it has
    write_only: bool = True  # is there `writeOnly`? (since OAS 3.0.0)
    has_parameters: bool = False  # is a parameter its own schema, so that its `required` is a flag? (OAS 2.0, 4.3.7)


_TYPES = _words("boolean integer number string array object")
# OAS 2.0, 4.3.22 and, with `items` alone, 4.3.7: a parameter is its own schema, whose other members are unknown here.
_OAS20 = _words(
    "$ref type enum format multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern "
    "maxItems minItems uniqueItems maxProperties minProperties required items allOf properties additionalProperties"
)
_OAS30 = _OAS20 | _words("oneOf anyOf not")  # OAS 3.0.3, 4.7.24
_OAS31 = _OAS30 | _words(  # JSON Schema 2020-12, its annotations left out
    "const contains minContains maxContains propertyNames patternProperties prefixItems if then else "
    "dependentSchemas dependentRequired unevaluatedItems unevaluatedProperties $dynamicRef $schema"
)

# The meaning of a keyword depends on the others of its group; some keywords change the meaning of all.
_GROUPS = (
    _words("minimum exclusiveMinimum"),
    _words("maximum exclusiveMaximum"),
    _words("type") | NULLABLE,
    _words("contains minContains maxContains"),
    _words("if then else"),
    _words("items prefixItems"),
    _words("properties patternProperties additionalProperties"),
)
READ_WITH = {keyword: group for group in _GROUPS for keyword in group} | {"$schema": _OAS31}
UNEVALUATED = _words("unevaluatedItems unevaluatedProperties")  # depend on all keywords (core 2020-12, 11)

RULES = {
    OpenApiDialect.OAS20: KeywordRules(
        _OAS20,
        _TYPES | {"file"},
        "/definitions/",
        nullable="x-nullable",
        write_only=False,
        has_parameters=True,
    ),
    OpenApiDialect.OAS30: KeywordRules(_OAS30, _TYPES, "/components/schemas/", nullable="nullable"),
    OpenApiDialect.OAS31: KeywordRules(_OAS31, _TYPES | {"null"}, "/components/schemas/", modern=True),
}


def is_number(value: Any) -> bool:
    """Say whether a value is a JSON number: no boolean, no infinity, no NaN."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )


def is_names(value: Any) -> bool:
    """Say whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_count(value: Any) -> bool:
    return is_number(value) and value >= 0 and value == int(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_dependents(value: Any) -> bool:
    return isinstance(value, dict) and all(is_names(names) for names in value.values())


# The valid values of keywords that are copied unchanged (JSON Schema validation 2020-12, 6).
COPIED: dict[str, Callable[[Any], bool]] = {
    "enum": lambda value: isinstance(value, list),
    "const": lambda value: True,
    "format": _is_text,
    "pattern": _is_text,
    "multipleOf": lambda value: is_number(value) and value > 0,
    "uniqueItems": lambda value: isinstance(value, bool),
    "dependentRequired": _is_dependents,
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), _is_count),
}
