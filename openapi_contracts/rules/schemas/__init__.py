"""Schemas, keyword by keyword and direction by direction."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.rules.schemas import compositions, notices, shapes, values

RULES: tuple[Rule, ...] = (*values.RULES, *shapes.RULES, *compositions.RULES, *notices.RULES)
