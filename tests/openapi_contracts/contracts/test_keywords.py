"""The tables of keywords: spelled as their specifications spell them, and every one handled."""

import pytest
from jsonschema_specifications import REGISTRY
from openapi_schema_validator import OAS30Validator

from openapi_contracts.contracts.keyword_normalization import HANDLERS
from openapi_contracts.contracts.keywords import IN_PLACE, LISTS, MAPS, RULES, SINGLES
from openapi_contracts.contracts.places import OpenApiDialect

ANNOTATIONS = {
    *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples"),
    *("contentEncoding", "contentMediaType", "contentSchema", "discriminator", "xml", "externalDocs"),
}
# Names and places of schemas, which references lead to: they hold no constraint of their own.
PLACES = {"$id", "$anchor", "$dynamicAnchor", "$defs", "$comment", "$vocabulary"}


def spelled_in(*vocabularies: str) -> set[str]:
    """The keywords that vocabularies of 2020-12 define."""
    base = "https://json-schema.org/draft/2020-12/meta/"
    return {keyword for name in vocabularies for keyword in REGISTRY.contents(base + name)["properties"]}


def test_3_1_knows_every_keyword_of_2020_12() -> None:
    every = spelled_in("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
    assert RULES[OpenApiDialect.OAS31].keywords == every - ANNOTATIONS - PLACES


def test_3_0_knows_the_keywords_that_its_validator_knows() -> None:
    beside = {"exclusiveMinimum", "exclusiveMaximum"}  # the validator reads them with the bounds
    assert RULES[OpenApiDialect.OAS30].keywords == set(OAS30Validator.VALIDATORS) - ANNOTATIONS | beside


def test_2_0_knows_less_than_3_0() -> None:
    assert RULES[OpenApiDialect.OAS30].keywords - RULES[OpenApiDialect.OAS20].keywords == {"anyOf", "oneOf", "not"}


@pytest.mark.parametrize("dialect", RULES)
def test_every_keyword_has_a_handler(dialect: OpenApiDialect) -> None:
    assert RULES[dialect].keywords <= set(HANDLERS)


def test_every_handler_has_a_keyword() -> None:
    assert set(HANDLERS) == set[str]().union(*(rules.keywords for rules in RULES.values()))


def test_keywords_that_apply_schemas_are_of_one_shape() -> None:
    assert len(SINGLES | MAPS | LISTS) == len(SINGLES) + len(MAPS) + len(LISTS)
    assert IN_PLACE < SINGLES | MAPS | LISTS
