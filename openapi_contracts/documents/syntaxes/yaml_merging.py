"""Expands the merge keys `<<` of YAML 1.1, which YAML 1.2 does not define and many documents use.

A member of the mapping itself is stronger than a merged one, and of merged mappings the first is
(https://yaml.org/type/merge.html). What is merged is shared, not copied: aliases bound how much that can be.
"""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.documents.syntaxes.yaml_scalars import Unrepresentable

KEY = "<<"
_PREFIX = "\0<<"  # no key of a document begins with NUL, which is refused


def held(number: int) -> str:
    """Return the key under which a mapping holds the value of its merge key until it ends."""
    return f"{_PREFIX}{number}"


def expand(mapping: dict[str, Any]) -> None:
    """Replace the values that a mapping holds for its merge keys by their members. Raises Unrepresentable."""
    sources = [source for key, value in mapping.items() if key.startswith(_PREFIX) for source in _sources(value)]
    own = {key: value for key, value in mapping.items() if not key.startswith(_PREFIX)}
    mapping.clear()
    for source in sources:
        for key, value in source.items():
            mapping.setdefault(key, value)
    mapping.update(own)


def _sources(value: Any) -> Iterator[dict[str, Any]]:
    for source in value if isinstance(value, list) else [value]:
        if not isinstance(source, dict):
            raise Unrepresentable("merge-key", "A merge key << needs a mapping, or a list of mappings")
        yield source
