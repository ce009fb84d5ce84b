"""Operations, webhooks and callbacks: which there are."""

from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = ()
