"""Webhooks and callbacks, in which the roles are swapped."""

from openapi_contracts.rules import hook_answers, hook_requests
from openapi_contracts.rules.model import Rule

RULES: tuple[Rule, ...] = (*hook_requests.RULES, *hook_answers.RULES)
