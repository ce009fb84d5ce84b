"""Properties that one direction does not send: `readOnly` in requests, `writeOnly` in responses.

OAS 3.0.3, 4.7.24.1: such a property SHOULD NOT be sent that way, and `required` applies to the other direction only.
OAS 2.0, 4.3.22, has the first rule and discourages the second; OAS 3.1.1, "Validating `readOnly` and `writeOnly`",
leaves both to the implementation. This module reads all three in the same way.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from openapi_contracts.contracts.keywords import KeywordRules
from openapi_contracts.contracts.places import Direction
from openapi_contracts.contracts.source_document import UNIONS, Source

Names: TypeAlias = frozenset[str]
_COMPOSED = frozenset(("properties", "allOf", "$ref", *UNIONS))  # a schema with none of these marks no property
MOST_VISITED = 2_000  # schemas that one schema is composed of; real schemas have at most a dozen

_MOST_VISITED_IN_ALL = 2_000_000  # of all schemas of a document: about a second


class Composed(Exception):
    """Raised where a schema is composed of more schemas than the bound allows."""


class Unsent:
    """Finds the properties of a schema that are not sent in a direction."""

    def __init__(self, source: Source, rules: KeywordRules, direction: Direction) -> None:
        self.direction = direction
        self.flag = "readOnly" if direction is Direction.REQUEST else "writeOnly"
        self._is_used = self.flag == "readOnly" or rules.write_only  # until the document proves to have none
        self._source = source
        self._left = _MOST_VISITED_IN_ALL
        self._rules = rules
        self._own: dict[int, tuple[Any, Names]] = {}  # by id() of schemas, which are kept alive so that ids stay unique
        self._referred: dict[str, bool] = {}  # whether the schema at a pointer has the mark

    def names(self, schema: dict[str, Any]) -> tuple[Names, ...]:
        """Return the properties marked by a schema or by the schemas it is composed of. Raises Composed."""
        if not self._is_used or _COMPOSED.isdisjoint(schema):
            return ()
        try:
            return tuple(names for part in self._parts(schema) if (names := self._of_part(part)))
        except Composed:
            self._is_used = self._source.mentions(self.flag)
            if self._is_used:
                raise
            return ()

    def _of_part(self, part: dict[str, Any]) -> Names:
        if id(part) not in self._own:
            in_unions = (self._in_every(part[keyword]) for keyword in UNIONS if keyword in part)
            self._own[id(part)] = (part, self._marked(part).union(*in_unions))
        return self._own[id(part)][1]

    def _marked(self, part: dict[str, Any]) -> Names:
        properties = part.get("properties")
        if not isinstance(properties, dict):
            return frozenset()
        return frozenset(name for name, child in properties.items() if self._is_marked(child))

    def _in_every(self, branches: Any) -> Names:
        """Return the properties that every branch of a union marks, nested unions excluded."""
        found: Names | None = None
        for branch in branches if isinstance(branches, list) else ():
            try:
                parts = list(self._parts(branch)) if isinstance(branch, dict) else []
            except Composed:
                parts = []
            names = frozenset[str]().union(*map(self._marked, parts))
            found = names if found is None else found & names
            if not found:
                break
        return found or frozenset()

    def _is_marked(self, schema: Any) -> bool:
        if not isinstance(schema, dict):
            return False
        reference = schema.get("$ref") if len(schema) == 1 else None
        if not isinstance(reference, str):
            return any(part.get(self.flag) is True for part in self._parts(schema))
        if reference not in self._referred:
            self._referred[reference] = any(part.get(self.flag) is True for part in self._parts(schema))
        return self._referred[reference]

    def _parts(self, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """List a schema and the schemas it is composed of, through `allOf` and `$ref`."""
        if "$ref" not in schema and "allOf" not in schema:
            yield schema
            return
        pending, seen = [schema], set[int]()
        while pending:
            part = pending.pop()
            if not isinstance(part, dict) or id(part) in seen:
                continue
            if len(seen) == MOST_VISITED or self._left == 0:
                raise Composed
            self._left -= 1
            seen.add(id(part))
            if "$ref" in part:
                target = self._source.target(part["$ref"])
                if not isinstance(target, str):
                    pending.append(target.raw)
                if not self._rules.modern:
                    continue
            yield part
            if isinstance(part.get("allOf"), list):
                pending += part["allOf"]
