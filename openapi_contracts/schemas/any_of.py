"""Writes the `oneOf` that are meant as `anyOf` as what they mean, for validators."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Foreign: TypeAlias = tuple[tuple[str, ...], ...]
"""By branch of a union: the properties that only other branches declare."""


def _without(branch: Any, names: tuple[str, ...]) -> Any:
    return {"allOf": [branch, {"properties": dict.fromkeys(names, False)}]} if names else branch


def as_any_of(schema: Any, meant: Mapping[int, Foreign]) -> Any:
    """Return a schema whose overlapping `oneOf` are written as `anyOf`; what has none is returned as it is."""
    if isinstance(schema, list):
        items = [as_any_of(item, meant) for item in schema]
        return items if any(new is not old for new, old in zip(items, schema, strict=True)) else schema
    if not isinstance(schema, dict):
        return schema
    written = {key: as_any_of(value, meant) for key, value in schema.items()}
    if id(schema) in meant:
        union = [_without(branch, names) for branch, names in zip(written.pop("oneOf"), meant[id(schema)], strict=True)]
        written["allOf"] = [*written.get("allOf", ()), {"anyOf": union}]
        return written
    return written if any(written[key] is not schema[key] for key in schema) else schema
