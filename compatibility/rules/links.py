"""Links from responses."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
