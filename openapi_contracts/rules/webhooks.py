"""Webhooks and callbacks: the provider sends requests, and the consumer responds."""

from openapi_contracts.rules import hook_answers, hook_requests
from openapi_contracts.rules.model import Rule

RULES: tuple[Rule, ...] = (*hook_requests.RULES, *hook_answers.RULES)
