"""Translates keywords that apply subschemas (JSON Schema 2020-12 core, 10) into atoms."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.assertions import Handler, count, names
from openapi_contracts.containment.prover.atoms import Atom, Literal, Shape, deny
from openapi_contracts.containment.prover.dialects import UNCLEAR, UNCLEAR_TEXT
from openapi_contracts.containment.prover.references import SchemaPlace
from openapi_contracts.containment.prover.values import Malformed

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.reading import SchemaReading


def _references(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    known = reading.rules.keywords
    if "$ref" in schema:
        yield reading.reference(schema["$ref"], place)
    if "$dynamicRef" in schema and "$dynamicRef" in known:
        yield _dynamic(reading, schema["$dynamicRef"], place)
    if "$recursiveRef" in schema and "$recursiveRef" in known:
        if reading.addresses.resources() > 1:
            yield reading.opaque("$recursiveRef among several resources", place)
        else:
            yield reading.reference(schema["$recursiveRef"], place)


def _dynamic(reading: "SchemaReading", reference: object, place: SchemaPlace) -> Literal:
    """Read `$dynamicRef` as `$ref` if the document has one matching `$dynamicAnchor` at most (core, 8.2.3.2)."""
    if isinstance(reference, str) and reading.addresses.dynamic(reference.rpartition("#")[2]) > 1:
        return reading.opaque("$dynamicRef with several targets", place)
    return reading.reference(reference, place)


def _listed(reading: "SchemaReading", schema: dict[str, Any], keyword: str, place: SchemaPlace) -> list[Literal]:
    if not isinstance(schema[keyword], list):
        raise Malformed(f"{keyword} is not a list")
    return [reading.literal(child, place.step(keyword, str(i))) for i, child in enumerate(schema[keyword])]


def _logic(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    if "allOf" in schema:
        yield from _listed(reading, schema, "allOf", place)
    if "anyOf" in schema:
        yield reading.graph.any(_listed(reading, schema, "anyOf", place))
    if "oneOf" in schema:
        branches = _listed(reading, schema, "oneOf", place)
        excluded = reading.overlapping.get(id(schema))
        if excluded is None:
            yield reading.graph.node(Atom.ONE_OF, None, branches)
        else:
            yield reading.graph.any(_without(reading, *each) for each in zip(branches, excluded, strict=True))
    if "not" in schema:
        yield deny(reading.child(schema, "not", place))


def _without(reading: "SchemaReading", branch: Literal, names: Sequence[str]) -> Literal:
    """Return a branch whose objects have none of some properties."""
    if not names:
        return branch
    is_other = deny(reading.graph.leaf(Atom.TYPE, values.OBJECT))
    return reading.graph.all(
        (branch, *(reading.graph.any((is_other, deny(reading.graph.leaf(Atom.REQUIRED, name)))) for name in names))
    )


def _conditional(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    condition = reading.child(schema, "if", place)
    if "then" in schema:
        yield reading.graph.any([deny(condition), reading.child(schema, "then", place)])
    if "else" in schema:
        yield reading.graph.any([condition, reading.child(schema, "else", place)])


def _items(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    rest, positions = reading.graph.true, list[Literal]()
    if isinstance(schema.get("items"), list) and reading.rules.item_lists:
        positions = _listed(reading, schema, "items", place)
        if "additionalItems" in schema and "additionalItems" in reading.rules.keywords:
            rest = reading.child(schema, "additionalItems", place)
    else:
        if "prefixItems" in schema and "prefixItems" in reading.rules.keywords:
            positions = _listed(reading, schema, "prefixItems", place)
        if "items" in schema:
            rest = reading.child(schema, "items", place)
    yield reading.graph.node(Atom.ITEMS, None, (*positions, rest))


def _contains(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    child, counted = reading.child(schema, "contains", place), "minContains" in reading.rules.keywords
    least = count(schema, "minContains") if counted and "minContains" in schema else 1
    yield reading.graph.node(Atom.MIN_CONTAINS, least, (child,))
    if counted and "maxContains" in schema:
        yield reading.graph.node(Atom.MAX_CONTAINS, count(schema, "maxContains"), (child,))


def _mapped(schema: dict[str, Any], keyword: str) -> dict[str, Any]:
    if not isinstance(schema.get(keyword, {}), dict):
        raise Malformed(f"{keyword} is not an object")
    mapped: dict[str, Any] = schema.get(keyword, {})
    if not all(isinstance(name, str) for name in mapped):
        raise Malformed(f"{keyword} has a name that is not a string")
    return mapped


def _properties(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    named = _mapped(schema, "properties")
    matched = _mapped(schema, "patternProperties") if "patternProperties" in reading.rules.keywords else {}
    explicit = schema.get("additionalProperties", False) is not False
    rest = reading.child(schema, "additionalProperties", place) if "additionalProperties" in schema else None
    children = [reading.literal(named[name], place.step("properties", name)) for name in sorted(named)]
    children += [reading.literal(matched[text], place.step("patternProperties", text)) for text in sorted(matched)]
    children.append(reading.graph.true if rest is None else rest)
    unsent = frozenset([name for name, child in named.items() if _is_unsent(reading, child)])
    is_empty = "properties" in schema and not named
    shape = Shape(tuple(sorted(named)), tuple(sorted(matched)), explicit, unsent, is_empty)
    yield reading.graph.node(Atom.PROPERTIES, shape, children)


def _is_unsent(reading: "SchemaReading", schema: object) -> bool:
    return isinstance(schema, dict) and any(schema == {mark: True} for mark in reading.rules.unsent)


def _unclear(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    """Read a part that normalization does not understand: two such parts are equal if their texts are."""
    text = schema.get(UNCLEAR_TEXT)
    yield reading.opaque(
        f"this part cannot be interpreted: {schema[UNCLEAR]}", place, text and ("not understood", text)
    )


def _names(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    yield reading.graph.node(Atom.PROPERTY_NAMES, None, (reading.child(schema, "propertyNames", place),))


def _dependents(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    stated: list[tuple[str, Any, tuple[str, ...]]] = []
    for keyword in ("dependencies", "dependentRequired", "dependentSchemas"):
        if keyword in schema and keyword in reading.rules.keywords:
            stated += [(name, dependent, (keyword, name)) for name, dependent in _mapped(schema, keyword).items()]
    is_object = reading.graph.leaf(Atom.TYPE, values.OBJECT)
    for name, dependent, path in stated:
        absent = deny(reading.graph.leaf(Atom.REQUIRED, name))  # holds for objects only
        if isinstance(dependent, list):
            for other in names(dependent, path[0]):
                yield reading.graph.any([absent, reading.graph.leaf(Atom.REQUIRED, other)])
        else:
            yield reading.graph.any([absent, deny(is_object), reading.literal(dependent, place.step(*path))])


HANDLERS: tuple[tuple[tuple[str, ...], Handler], ...] = (
    (("$ref", "$dynamicRef", "$recursiveRef"), _references),
    (("allOf", "anyOf", "oneOf", "not"), _logic),
    (("if",), _conditional),
    (("items", "prefixItems"), _items),
    (("contains",), _contains),
    (("properties", "patternProperties", "additionalProperties"), _properties),
    (("propertyNames",), _names),
    (("dependencies", "dependentRequired", "dependentSchemas"), _dependents),
    ((UNCLEAR,), _unclear),
)
