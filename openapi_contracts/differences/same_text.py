"""Whether two contracts say the same in the same words, where nothing more is known of what they say."""

from typing import Any

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.contracts.source_document import at_pointer


def is_equal(old: Any, new: Any) -> bool:
    """Compare parsed JSON; what nests too deeply to be compared is taken to differ."""
    try:
        return bool(old == new)
    except RecursionError:
        return False


def same_unclear(old: Contract, one: Unclear, new: Contract, other: Unclear) -> bool:
    """Say whether what is not understood in two contracts is at least written alike, for the same reason."""
    was, now = at_pointer(old.origin.raw, one.pointer), at_pointer(new.origin.raw, other.pointer)
    return one == other and was is not None and now is not None and is_equal(was.raw, now.raw)
