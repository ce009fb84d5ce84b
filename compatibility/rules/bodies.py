"""Request bodies and media types."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
