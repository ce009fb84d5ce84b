"""Security requirements and schemes."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
