"""Parameters on the wire form."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
