"""Translates keywords that assert something of the value itself (JSON Schema 2020-12 validation, 6) into atoms."""

from collections.abc import Callable, Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_contracts.containment.prover import values
from openapi_contracts.containment.prover.atoms import Atom, Literal
from openapi_contracts.containment.prover.references import SchemaPlace
from openapi_contracts.containment.prover.values import Malformed, freeze

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.reading import SchemaReading

Handler: TypeAlias = "Callable[[SchemaReading, dict[str, Any], SchemaPlace], Iterator[Literal]]"

KINDS = {
    "null": values.NULL,
    "boolean": values.BOOLEAN,
    "integer": values.INTEGER,
    "number": values.NUMBER,
    "string": values.STRING,
    "array": values.ARRAY,
    "object": values.OBJECT,
}
_COUNTS = {
    "minLength": Atom.MIN_LENGTH,
    "maxLength": Atom.MAX_LENGTH,
    "minItems": Atom.MIN_ITEMS,
    "maxItems": Atom.MAX_ITEMS,
    "minProperties": Atom.MIN_PROPERTIES,
    "maxProperties": Atom.MAX_PROPERTIES,
}
_BOUNDS = (
    ("minimum", "exclusiveMinimum", Atom.MINIMUM, Atom.EXCLUSIVE_MINIMUM),
    ("maximum", "exclusiveMaximum", Atom.MAXIMUM, Atom.EXCLUSIVE_MAXIMUM),
)


def _kind(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    bits = 0
    for name in names:
        if not isinstance(name, str) or name not in KINDS:
            raise Malformed(f"{name!r:.40} is not a type of JSON Schema")
        bits |= KINDS[name]
    if reading.rules.nullable and schema.get("nullable") is True:
        bits |= values.NULL
    yield reading.graph.leaf(Atom.TYPE, bits)


def _values(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    if "enum" in schema:
        if not isinstance(schema["enum"], list):
            raise Malformed("enum is not a list")
        yield reading.graph.leaf(Atom.ENUM, frozenset([freeze(value) for value in schema["enum"]]))
    if "const" in schema and "const" in reading.rules.keywords:
        yield reading.graph.leaf(Atom.ENUM, frozenset([freeze(schema["const"])]))


def _bounds(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    for inclusive, exclusive, closed, open_ in _BOUNDS:
        modifier = schema.get(exclusive) if reading.rules.boolean_bounds else False
        if not isinstance(modifier, bool) and modifier is not None:
            raise Malformed(f"{exclusive} is not a boolean")
        if inclusive in schema:
            yield reading.graph.leaf(open_ if modifier else closed, values.number(schema[inclusive]))
        if exclusive in schema and not reading.rules.boolean_bounds:
            yield reading.graph.leaf(open_, values.number(schema[exclusive]))


def _multiple(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    step = values.number(schema["multipleOf"])
    if step <= 0:
        raise Malformed("multipleOf is not greater than 0")
    yield reading.graph.leaf(Atom.MULTIPLE_OF, step)


def count(schema: dict[str, Any], keyword: str) -> int:
    """Return the value of a counting keyword such as `minLength`. Raises Malformed if it is not a number.

    The specification forbids negative numbers and fractions; they are rounded to the integer with the same effect: at
    least 2.5 items are at least 3.
    """
    stated = values.number(schema[keyword])
    return ceil(stated) if keyword.startswith("min") else floor(stated)


def _counts(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    for keyword, atom in _COUNTS.items():
        if keyword in schema:
            yield reading.graph.leaf(atom, count(schema, keyword))


def _pattern(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    if not isinstance(schema["pattern"], str):
        raise Malformed("pattern is not a string")
    yield reading.graph.leaf(Atom.PATTERN, schema["pattern"])


def _format(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    """Read `format` as an assertion if the caller wants that and the format is known (2020-12 validation, 7.2.1)."""
    if not isinstance(schema["format"], str):
        raise Malformed("format is not a string")
    if schema["format"] in reading.formats:
        yield reading.graph.leaf(Atom.FORMAT, schema["format"])


def _unique(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    if not isinstance(schema["uniqueItems"], bool):
        raise Malformed("uniqueItems is not a boolean")
    if schema["uniqueItems"]:
        yield reading.graph.leaf(Atom.UNIQUE_ITEMS)


def names(stated: object, keyword: str) -> list[str]:
    """Return the value of a keyword if it is a list of strings. Raises Malformed otherwise."""
    if not isinstance(stated, list) or not all(isinstance(name, str) for name in stated):
        raise Malformed(f"{keyword} is not a list of names")
    return stated


def _required(reading: "SchemaReading", schema: dict[str, Any], place: SchemaPlace) -> Iterator[Literal]:
    for name in names(schema["required"], "required"):
        yield reading.graph.leaf(Atom.REQUIRED, name)


HANDLERS: tuple[tuple[tuple[str, ...], Handler], ...] = (
    (("type",), _kind),
    (("enum", "const"), _values),
    (("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _bounds),
    (("multipleOf",), _multiple),
    (tuple(_COUNTS), _counts),
    (("pattern",), _pattern),
    (("format",), _format),
    (("uniqueItems",), _unique),
    (("required",), _required),
)
