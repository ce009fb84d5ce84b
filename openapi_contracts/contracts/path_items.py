"""Resolves path items: the fields of one item may be spread over several references."""

from collections.abc import Iterator
from dataclasses import dataclass

from openapi_contracts.contracts.places import Node, Unclear
from openapi_contracts.contracts.source_document import LONGEST_CHAIN, Source

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")  # the last since 3.2
_IN_FORCE = (*METHODS, "parameters", "servers", "additionalOperations")


@dataclass(frozen=True, slots=True)
class PathItem:
    """A resolved path item; each field remembers the object it stands in."""

    node: Node
    fields: dict[str, Node]


def followed(source: Source, node: Node) -> PathItem | Unclear:
    """Follow the `$ref` of a path item, which may have fields beside it (OAS 3.1.0, 4.8.9.1 `$ref`).

    The specification does not define a field on both sides, so the item is unclear unless both are equal.
    """
    fields: dict[str, Node] = {}
    at = node
    for _ in range(LONGEST_CHAIN):
        if not isinstance(at.raw, dict):
            return source.unclear(at, "a path item is an object")
        for key in _IN_FORCE:
            if key not in at.raw:
                continue
            if key in fields and fields[key].raw[key] != at.raw[key]:
                return source.unclear(at, f"`{key}` is both beside `$ref` and in its target, which is undefined")
            fields.setdefault(key, at)
        if "$ref" not in at.raw:
            return PathItem(node, fields)
        target = source.target(at.raw["$ref"])
        if isinstance(target, str):
            return source.unclear(at, target)
        at = target
    return source.unclear(node, "a path item references itself, or follows too many references")


def methods(source: Source, item: PathItem) -> Iterator[tuple[str, Node]]:
    """List the operations of a path item by method, those of `additionalOperations` included (OAS 3.2.0, 4.9.1)."""
    for method in METHODS:
        owner = item.fields.get(method)
        if owner is not None and owner.raw[method] is not None:
            yield method.upper(), owner.child(method)
    owner = item.fields.get("additionalOperations")
    if owner is not None:
        yield from source.members(owner, "additionalOperations")
