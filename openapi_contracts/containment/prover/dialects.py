"""The dialects of JSON Schema, as tables: which keywords each knows and how it reads the disputed ones."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Dialect(StrEnum):
    """A dialect by its usual name."""

    DRAFT4 = "draft4"
    DRAFT6 = "draft6"
    DRAFT7 = "draft7"
    DRAFT2019 = "2019-09"
    DRAFT2020 = "2020-12"
    OAS30 = "oas3.0"
    OAS31 = "oas3.1"
    LOWERED = "lowered"  # 2020-12 as `lowering` writes it, with marks of its own


@dataclass(frozen=True, slots=True)
class DialectRules:
    """What a dialect does its own way."""

    keywords: frozenset[str]
    siblings: bool  # are keywords beside `$ref` in force? (2019-09 core, 8.2.4.1; before it they are ignored)
    boolean_bounds: bool  # is exclusiveMinimum a modifier of minimum? (draft-04 validation, 5.1.3)
    item_lists: bool  # may `items` be a list? (until 2020-12, 10.3.1.1)
    nullable: bool  # does `nullable` add null to `type`? (OAS 3.0.3, 4.7.24.1)
    identifier: str | None  # the keyword that names a resource
    unsent: frozenset[str] = frozenset()  # true alone under a property: the sender does not send it


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
# The Schema Object of OAS 3.0.3 (4.7.24) is draft 4 without these, and with `nullable`.
_OAS30 = (_DRAFT4 - _listed("patternProperties dependencies additionalItems")) | _listed("nullable")

UNCLEAR = "x-unclear"  # of a lowered schema: it means something that is not understood, for this reason
UNCLEAR_TEXT = "x-unclear-text"  # beside it: what is equal here is one text, that speaks of nothing else
_LOWERED = _DRAFT2020 | {UNCLEAR}


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
    Dialect.LOWERED: replace(_modern(_LOWERED, item_lists=False), unsent=_listed("readOnly writeOnly")),
}
