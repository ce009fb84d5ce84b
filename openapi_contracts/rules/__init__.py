"""The tables of rules: one module each for operations, parameters, bodies, responses, schemas, security and so on."""

from openapi_contracts.rules.catalog import RULES
from openapi_contracts.rules.model import Rule

__all__ = ["RULES", "Rule"]
