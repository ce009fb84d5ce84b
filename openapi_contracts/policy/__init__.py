"""A team's policy: how grave it takes each rule, and which changes it sets aside. Read from a JSON or YAML file."""

from openapi_contracts.policy.model import ALLOWED, Exemption, Policy, PolicyError, Removals
from openapi_contracts.policy.reading import LIMITS, read

__all__ = ["ALLOWED", "LIMITS", "Exemption", "Policy", "PolicyError", "Removals", "read"]
