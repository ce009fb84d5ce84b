"""The schemas that apply to one value: a schema, its references and its `allOf`, each with its original.

The normalized schema decides validity; the original in the document has the examples.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.source_document import lookup
from openapi_contracts.schemas.sampling.narrowing import DEFINITIONS

_LONGEST = 60  # characters of an example worth showing
_SCALARS = (str, int, float)


class NoSample(Exception):
    """Raised where no value of a schema is found; `reason` is a printable sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SchemaPart:
    """One normalized schema; `original` is its schema in the document, `trail` the definitions on the way to it."""

    normalized: Any
    original: Any
    trail: frozenset[str] = frozenset()

    def under(self, *keys: str | int) -> "SchemaPart":
        """Return the part that applies to a child value."""
        normalized, original = self.normalized, self.original
        for key in keys:
            normalized, original = normalized[key], _member(original, key)
        return SchemaPart(normalized, original, self.trail)

    def without(self, *keys: str) -> "SchemaPart":
        """Return the part without some keywords."""
        return replace(self, normalized={key: value for key, value in self.normalized.items() if key not in keys})

    def examples(self) -> Iterator[Any]:
        """List the short scalars of `example`, `default` and the first of `examples`."""
        original = self.original if isinstance(self.original, dict) else {}
        listed = original.get("examples")
        if isinstance(listed, dict):  # of a parameter or a media type: Example Objects by name
            listed = [_member(example, "value") for example in listed.values()]
        first = listed[:1] if isinstance(listed, list) else []
        for value in (original.get("example"), original.get("x-example"), original.get("default"), *first):
            if isinstance(value, _SCALARS) and value != "" and len(str(value)) <= _LONGEST:
                yield value


SchemaParts: TypeAlias = list[SchemaPart]


class Definitions:
    """The definitions that a normalized schema refers to, and their originals."""

    def __init__(self, normalized: Mapping[str, Any], document: Mapping[str, Any]) -> None:
        self.normalized = normalized
        self._document = document

    def flattened(self, parts: Iterable[SchemaPart]) -> SchemaParts:
        """List all the parts that apply in place. Raises NoSample for a schema without values."""
        found: SchemaParts = []
        pending = list(reversed(list(parts)))
        while pending:
            part = pending.pop()
            if part.normalized is False:
                raise NoSample("no value is valid")
            if not isinstance(part.normalized, dict):
                continue
            found.append(part.without("$ref", "allOf") if part.normalized.keys() & {"$ref", "allOf"} else part)
            inside = [part.under("allOf", index) for index in range(len(part.normalized.get("allOf", ())))]
            if "$ref" in part.normalized:
                inside.insert(0, self._target(part))
            pending += reversed(inside)
        return found

    def _target(self, part: SchemaPart) -> SchemaPart:
        name = str(part.normalized["$ref"]).removeprefix(DEFINITIONS)
        if name in part.trail or name not in self.normalized:
            raise NoSample("the schema references itself")
        reference = _member(part.original, "$ref")
        target = lookup(self._document, reference) if isinstance(reference, str) else None
        return SchemaPart(self.normalized[name], target.raw if isinstance(target, Node) else None, part.trail | {name})


def _member(original: Any, key: str | int) -> Any:
    if isinstance(original, dict):
        return original.get(key)
    is_there = isinstance(original, list) and isinstance(key, int) and key < len(original)
    return original[key] if is_there else None
