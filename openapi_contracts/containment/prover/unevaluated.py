"""Translates unevaluatedItems and unevaluatedProperties (JSON Schema 2020-12 core, 11) into other keywords.

Which items and properties are evaluated depends on the adjacent subschemas that hold. Each combination becomes a case
with `items` or `additionalProperties`; the keyword becomes an opaque atom if there are too many combinations.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.assertions import Handler
from openapi_contracts.containment.prover.atoms import Atom, Literal, Shape, deny
from openapi_contracts.containment.prover.dialects import UNCLEAR
from openapi_contracts.containment.prover.references import SchemaPlace, Unresolvable

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.reading import SchemaReading

_MOST_CASES = 64
_MOST_NESTED = 40  # nested subschemas and references; deeper ones reference themselves


class _TooMany(Exception):
    """There are too many cases, or the cases cannot be determined."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The properties and items that are evaluated if the literals `given` hold."""

    given: frozenset[Literal] = frozenset()
    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    every_property: bool = False
    prefix: int = 0
    every_item: bool = False
    matching: frozenset[Literal] = frozenset()  # items that satisfy one of these are evaluated (`contains`)

    def joined(self, other: "_Case") -> "_Case":
        return _Case(
            self.given | other.given,
            self.names | other.names,
            self.patterns | other.patterns,
            self.every_property or other.every_property,
            max(self.prefix, other.prefix),
            self.every_item or other.every_item,
            self.matching | other.matching,
        )


_NOTHING = [_Case()]


def _product(left: list[_Case], right: list[_Case]) -> list[_Case]:
    if right == _NOTHING:
        return left
    if len(left) * len(right) > _MOST_CASES:
        raise _TooMany
    return list(dict.fromkeys(case.joined(other) for case in left for other in right))


class _Evaluated:
    """Lists the cases of one schema and the subschemas it applies in place (core, 10.2 and 11)."""

    def __init__(self, reading: "SchemaReading") -> None:
        self.reading = reading

    def cases(self, schema: Any, place: SchemaPlace, depth: int, *, inner: bool = True) -> list[_Case]:
        if not isinstance(schema, dict):
            return _NOTHING
        if depth > _MOST_NESTED or (UNCLEAR in schema and UNCLEAR in self.reading.rules.keywords):
            raise _TooMany
        place = self.reading.addresses.entered(schema, place)
        found = [self._own(schema, place, inner=inner)]
        for child, there in self._always(schema, place):
            found = _product(found, self.cases(child, there, depth + 1))
        for condition, child, there in self._sometimes(schema, place):
            found = _product(found, self._conditional(condition, self.cases(child, there, depth + 1)))
        return _product(found, self._branched(schema, place, depth))

    def _own(self, schema: dict[str, Any], place: SchemaPlace, *, inner: bool) -> _Case:
        items, lists = schema.get("items"), self.reading.rules.item_lists
        listed = items if lists and isinstance(items, list) else None if lists else schema.get("prefixItems")
        rest = ("additionalItems" in schema and listed is not None) if lists else "items" in schema
        counts_matches = "contains" in schema
        if counts_matches and lists:
            raise _TooMany  # 2019-09 validators disagree whether `contains` evaluates items, as in 2020-12 (10.3.1.3)
        return _Case(
            names=_names(schema, "properties"),
            patterns=_names(schema, "patternProperties"),
            every_property="additionalProperties" in schema or (inner and "unevaluatedProperties" in schema),
            prefix=len(listed) if isinstance(listed, list) else 0,
            every_item=rest
            or (lists and items is not None and listed is None)
            or (inner and "unevaluatedItems" in schema),
            matching=frozenset([self.reading.child(schema, "contains", place)] if counts_matches else []),
        )

    def _always(self, schema: dict[str, Any], place: SchemaPlace) -> Iterator[tuple[Any, SchemaPlace]]:
        for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
            if keyword in schema:
                name = str(schema[keyword]).rpartition("#")[2]
                addresses = self.reading.addresses
                if keyword == "$dynamicRef" and addresses.dynamic(name) > 1:
                    raise _TooMany
                if keyword == "$recursiveRef" and addresses.resources() > 1:
                    raise _TooMany
                try:
                    yield addresses.resolve(schema[keyword], place)
                except Unresolvable:
                    raise _TooMany from None
        yield from _listed(schema, "allOf", place)

    def _sometimes(self, schema: dict[str, Any], place: SchemaPlace) -> Iterator[tuple[Literal, Any, SchemaPlace]]:
        for keyword in ("anyOf", "oneOf"):
            for child, there in _listed(schema, keyword, place):
                yield self.reading.literal(child, there), child, there
        graph = self.reading.graph
        is_object = graph.leaf(Atom.TYPE, values.OBJECT)
        dependents = schema.get("dependentSchemas", {})
        for name, child in dependents.items() if isinstance(dependents, dict) else ():
            present = graph.all([is_object, graph.leaf(Atom.REQUIRED, name)])
            yield present, child, place.step("dependentSchemas", name)

    def _conditional(self, condition: Literal, found: list[_Case]) -> list[_Case]:
        if found == _NOTHING:
            return found
        given = _Case(given=frozenset([condition]))
        return [*[given.joined(case) for case in found], _Case(given=frozenset([deny(condition)]))]

    def _branched(self, schema: dict[str, Any], place: SchemaPlace, depth: int) -> list[_Case]:
        if "if" not in schema:
            return _NOTHING
        condition = self.reading.child(schema, "if", place)
        found: list[_Case] = []
        for holds, keywords in ((condition, ("if", "then")), (deny(condition), ("else",))):
            branch = [_Case(given=frozenset([holds]))]
            for keyword in keywords:
                branch = _product(branch, self.cases(schema.get(keyword), place.step(keyword), depth + 1))
            found += branch
        return _NOTHING if all(case == _Case(given=case.given) for case in found) else found


def _names(schema: dict[str, Any], keyword: str) -> frozenset[str]:
    mapped = schema.get(keyword)
    return frozenset([name for name in mapped if isinstance(name, str)] if isinstance(mapped, dict) else [])


def _listed(schema: dict[str, Any], keyword: str, place: SchemaPlace) -> Iterator[tuple[Any, SchemaPlace]]:
    children = schema.get(keyword)
    for index, child in enumerate(children if isinstance(children, list) else ()):
        yield child, place.step(keyword, str(index))


def _compiled(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    try:
        cases = _Evaluated(reading).cases(schema, place, 0, inner=False)
    except _TooMany:
        yield reading.opaque(
            "unevaluatedProperties or unevaluatedItems depends on too many combinations of subschemas",
            place,
            reading.text_identity(schema, place),
        )
        return
    for keyword, build in (("unevaluatedProperties", _rest_of_object), ("unevaluatedItems", _rest_of_array)):
        if keyword in schema:
            rest = reading.child(schema, keyword, place)
            for case in cases:
                literal_of_case = build(reading, case, rest, explicit=schema[keyword] is not False)
                given = [deny(literal) for literal in sorted(case.given)]
                yield reading.graph.any([*given, literal_of_case]) if given else literal_of_case


def _rest_of_object(reading: "SchemaReading", case: _Case, rest: Literal, *, explicit: bool) -> Literal:
    if case.every_property:
        return reading.graph.true
    shape = Shape(tuple(sorted(case.names)), tuple(sorted(case.patterns)), explicit)
    evaluated = [reading.graph.true] * (len(shape.names) + len(shape.patterns))
    return reading.graph.node(Atom.PROPERTIES, shape, (*evaluated, rest))


def _rest_of_array(reading: "SchemaReading", case: _Case, rest: Literal, *, explicit: bool) -> Literal:
    if case.every_item:
        return reading.graph.true
    if case.matching:
        rest = reading.graph.any([rest, *sorted(case.matching)])
    return reading.graph.node(Atom.ITEMS, None, (*[reading.graph.true] * case.prefix, rest))


HANDLERS: tuple[tuple[tuple[str, ...], Handler], ...] = ((("unevaluatedProperties", "unevaluatedItems"), _compiled),)
