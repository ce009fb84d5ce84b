"""Webhooks and callbacks, in which the roles are swapped."""

from compatibility.rules import hook_answers, hook_requests
from compatibility.rules.model import Rule

RULES: tuple[Rule, ...] = (*hook_requests.RULES, *hook_answers.RULES)
