"""Compares parts that cannot be interpreted by their text."""

from typing import Any

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.contracts.source_document import at_pointer


def is_equal(old: Any, new: Any) -> bool:
    """Compare parsed JSON; values that nest too deeply count as different."""
    try:
        return bool(old == new)
    except RecursionError:
        return False


def same_unclear(old: Contract, one: Unclear, new: Contract, other: Unclear) -> bool:
    """Say whether two unclear values have the same text and the same reason."""
    was, now = at_pointer(old.origin.raw, one.pointer), at_pointer(new.origin.raw, other.pointer)
    return one == other and was is not None and now is not None and is_equal(was.raw, now.raw)
