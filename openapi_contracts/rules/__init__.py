"""The rules as tables, one module for each kind of thing a contract is made of."""

from openapi_contracts.rules.catalog import RULES
from openapi_contracts.rules.model import Rule

__all__ = ["RULES", "Rule"]
