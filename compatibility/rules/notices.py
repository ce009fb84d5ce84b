"""What no message can prove but people rely on."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
