"""The dialects of JSON Schema as a table: the keywords of each, and where their meanings differ."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Dialect(StrEnum):
    """A dialect of JSON Schema or of OpenAPI's Schema Object, by its usual name."""

    DRAFT4 = "draft4"
    DRAFT6 = "draft6"
    DRAFT7 = "draft7"
    DRAFT2019 = "2019-09"
    DRAFT2020 = "2020-12"
    OAS30 = "oas3.0"
    OAS31 = "oas3.1"
    NORMALIZED = (
        "normalized"  # 2020-12 as the package `contracts` writes it, with `x-unclear`, `readOnly` and `writeOnly`
    )


@dataclass(frozen=True, slots=True)
class DialectRules:
    """How a dialect differs from the others."""

    keywords: frozenset[str]
    siblings: bool  # keywords beside `$ref` apply (since 2019-09 core, 8.2.4.1; ignored before)
    boolean_bounds: bool  # exclusiveMinimum is a boolean that modifies minimum (draft-04 validation, 5.1.3)
    item_lists: bool  # `items` may be a list (before 2020-12 core, 10.3.1.1)
    nullable: bool  # `nullable` adds null to `type` (OAS 3.0.3, 4.7.24.1)
    identifier: str | None  # the keyword that gives a schema a URI
    unsent: frozenset[str] = frozenset()  # a property whose schema is {keyword: true} is never sent


def _listed(keywords: str) -> frozenset[str]:
    return frozenset(keywords.split())


_DRAFT4 = _listed(
    "$ref type enum allOf anyOf oneOf not minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength "
    "maxLength pattern format minItems maxItems uniqueItems items additionalItems minProperties maxProperties "
    "required properties patternProperties additionalProperties dependencies"
)
_DRAFT6 = _DRAFT4 | _listed("const contains propertyNames")
_DRAFT7 = _DRAFT6 | _listed("if")
_DRAFT2019 = _DRAFT7 | _listed(
    "dependentRequired dependentSchemas unevaluatedItems unevaluatedProperties minContains maxContains "
    "$anchor $recursiveRef"
)
_DRAFT2020 = (_DRAFT2019 - _listed("additionalItems dependencies $recursiveRef")) | _listed(
    "prefixItems $dynamicRef $dynamicAnchor"
)
# The Schema Object of OAS 3.0.3 (4.7.24) is draft 4 without these keywords, and with `nullable`.
_OAS30 = (_DRAFT4 - _listed("patternProperties dependencies additionalItems")) | _listed("nullable")

UNCLEAR = "x-unclear"  # in a normalized schema: why the meaning of this part is not understood
UNCLEAR_TEXT = (
    "x-unclear-text"  # beside `x-unclear`: the original text, if it references nothing; equal texts mean the same
)
_NORMALIZED = _DRAFT2020 | {UNCLEAR}


def _modern(keywords: frozenset[str], *, item_lists: bool) -> DialectRules:
    return DialectRules(keywords, True, False, item_lists, False, "$id")


RULES: dict[Dialect, DialectRules] = {
    Dialect.DRAFT4: DialectRules(_DRAFT4, False, True, True, False, "id"),
    Dialect.DRAFT6: DialectRules(_DRAFT6, False, False, True, False, "$id"),
    Dialect.DRAFT7: DialectRules(_DRAFT7, False, False, True, False, "$id"),
    Dialect.DRAFT2019: _modern(_DRAFT2019, item_lists=True),
    Dialect.DRAFT2020: _modern(_DRAFT2020, item_lists=False),
    Dialect.OAS30: DialectRules(_OAS30, False, True, False, True, None),
    Dialect.OAS31: _modern(_DRAFT2020, item_lists=False),
    Dialect.NORMALIZED: replace(_modern(_NORMALIZED, item_lists=False), unsent=_listed("readOnly writeOnly")),
}
