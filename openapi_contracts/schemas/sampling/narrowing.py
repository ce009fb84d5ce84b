"""Cuts a normalized schema to the part that decides over one value or one search, so that a validator compiles less."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from openapi_contracts.containment.prover.references import LISTS, MAPS, SINGLES

Schema: TypeAlias = dict[str, Any]

DEFINITIONS = "#/$defs/"


def narrowed(schema: Schema, definitions: Mapping[str, Any], keep: Callable[[str], bool]) -> Schema:
    """Copy a schema and its referenced definitions without the `properties` whose names are not kept.

    Both schemas agree on every value that has none of those names.
    """
    holder: dict[str, Schema] = {}
    found: dict[str, Any] = {}
    pending: list[tuple[Any, Any, Any]] = [(holder, "schema", schema)]
    while pending:
        into, key, raw = pending.pop()
        into[key] = raw if not isinstance(raw, dict) else _copied(raw, keep, pending)
        name = str(raw["$ref"]).removeprefix(DEFINITIONS) if isinstance(raw, dict) and "$ref" in raw else None
        if name is not None and name in definitions and name not in found:
            found[name] = None
            pending.append((found, name, definitions[name]))
    return holder["schema"] | ({"$defs": found} if found else {})


def names_in(value: Any) -> frozenset[str]:
    """List the member names of a value, nested ones included."""
    found: set[str] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            found.update(item)
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return frozenset(found)


def required_in(schema: Any) -> frozenset[str]:
    """List every name that a schema or its definitions require."""
    found: set[str] = set()
    pending = [schema]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            listed = item.get("required")
            found.update(name for name in (listed if isinstance(listed, list) else ()) if isinstance(name, str))
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return frozenset(found)


def _copied(raw: Schema, keep: Callable[[str], bool], pending: list[tuple[Any, Any, Any]]) -> Schema:
    copied = {key: value for key, value in raw.items() if key != "$defs"}
    for key, value in raw.items():
        if key in MAPS and isinstance(value, dict) and key != "$defs":
            copied[key] = {name: None for name in value if key != "properties" or keep(name)}
            pending += [(copied[key], name, value[name]) for name in copied[key]]
        elif key in LISTS and isinstance(value, list):
            copied[key] = list(value)
            pending += [(copied[key], index, child) for index, child in enumerate(value)]
        elif key in SINGLES:
            pending.append((copied, key, value))
    return copied
