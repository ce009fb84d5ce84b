"""Schemas, keyword by keyword and direction by direction."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
