"""A team's policy, read from a JSON or YAML file: severities of rules, and changes to ignore."""

from openapi_contracts.policy.model import ALLOWED, Exemption, Policy, PolicyError, Removals
from openapi_contracts.policy.reading import LIMITS, read

__all__ = ["ALLOWED", "LIMITS", "Exemption", "Policy", "PolicyError", "Removals", "read"]
