"""Statuses, response bodies and headers."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
