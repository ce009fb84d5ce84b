"""Servers and their base paths."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
