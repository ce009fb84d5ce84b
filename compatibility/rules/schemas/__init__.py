"""Schemas, keyword by keyword and direction by direction."""

from compatibility.rules.model import Rule
from compatibility.rules.schemas import compositions, notices, shapes, values

RULES: tuple[Rule, ...] = (*values.RULES, *shapes.RULES, *compositions.RULES, *notices.RULES)
