"""The rules as tables, one module for each kind of thing a contract is made of."""

from compatibility.rules.catalog import RULES
from compatibility.rules.model import Rule

__all__ = ["RULES", "Rule"]
