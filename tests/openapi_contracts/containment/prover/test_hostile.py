"""No schema makes the prover hang, overflow the stack or raise: every query is answered within seconds."""

import time
from random import Random
from typing import Any

import pytest

from openapi_contracts import contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.dialects import RULES
from tests.openapi_contracts.containment.prover.schemas import Schemas

SOON = 5.0  # seconds of processor time; the step budget ends the hardest query within three


def nested(levels: int, leaf: Any) -> Any:
    for _ in range(levels):
        leaf = {"type": "object", "properties": {"a": leaf}, "required": ["a"]}
    return leaf


def wrapped(levels: int, keyword: str, leaf: Any) -> Any:
    for _ in range(levels):
        leaf = {keyword: [leaf] if keyword == "allOf" else leaf}
    return leaf


def nested_arrays(levels: int, least: int) -> Any:
    return {"type": "array", "minItems": least, "items": nested_arrays(levels - 1, least) if levels else {}}


def apart(count: int, *, longest: int) -> list[Any]:
    """Return branches with a required property that discriminates between them."""
    return [
        {"type": "object", "required": ["t"], "properties": {"t": {"const": i}, "x": {"maxLength": longest}}}
        for i in range(count)
    ]


def doubled(levels: int, leaf: Any) -> dict[str, Any]:
    """Return a schema for objects with a hundred properties, each of which has a hundred properties, and so on."""
    names = [f"p{i}" for i in range(100)]
    schemas = {
        f"n{level}": {"properties": {name: {"$ref": f"#/$defs/n{level + 1}"} for name in names}, "required": names}
        for level in range(levels)
    }
    return {"type": "object", "$ref": "#/$defs/n0", "$defs": schemas | {f"n{levels}": leaf}}


NARROW: dict[str, Any] = {f"p{i}": {"type": "integer"} for i in range(1_000)}
WIDE: dict[str, Any] = {f"p{i}": {"type": "string"} for i in range(10_000)}
SHORT: dict[str, Any] = {name: {"type": "string", "maxLength": 5} for name in WIDE}
ROUND = {
    "$ref": "#/$defs/a",
    "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"allOf": [{"$ref": "#/$defs/a"}]}},
}
OVERLAPPING = [{"type": "object", "properties": {f"p{i}": {"type": "integer"}}} for i in range(60)]
LOOSER = [{"type": "object", "properties": {f"p{i}": {"type": "number"}}} for i in range(60)]
CLAUSES = [
    {"anyOf": [{"properties": {f"x{(i * 7 + j * 3) % 30}": {"const": bool((i + j) % 2)}}} for j in range(3)]}
    for i in range(120)
]
FLAGS = {f"x{i}": {"type": "boolean"} for i in range(30)}
HARD: dict[str, tuple[Any, Any]] = {
    "branches that overlap": (
        {"anyOf": [{"type": "object", "properties": {name: child}} for name, child in NARROW.items()]},
        {"anyOf": [{"type": "object", "properties": {name: {"type": "number"}}} for name in NARROW]},
    ),
    "branches with a discriminating property": ({"oneOf": apart(2_000, longest=3)}, {"oneOf": apart(2_000, longest=4)}),
    "many required properties": (
        {"type": "object", "properties": WIDE, "required": [*WIDE]},
        {"type": "object", "properties": SHORT},
    ),
    "many distinct wide objects": (
        {"type": "array", "minItems": 200, "uniqueItems": True, "items": {"properties": WIDE, "required": ["p1"]}},
        {"maxItems": 3},
    ),
    "many subschemas of one schema": (
        {"allOf": [{"properties": {name: child}} for name, child in list(WIDE.items())[:3_000]]},
        {"properties": SHORT},
    ),
    "many distinct long strings": (
        {"type": "array", "minItems": 1_500, "uniqueItems": True, "items": {"type": "string", "minLength": 60_000_000}},
        {"maxItems": 2},
    ),
    "many long strings of a pattern": (
        {"type": "array", "minItems": 9, "uniqueItems": True, "items": {"minLength": 6_000_000, "pattern": "^[ab]*$"}},
        {"maxItems": 2},
    ),
    "arrays of arrays": (
        {"type": "array", "minItems": 1_900, "items": nested_arrays(4, 1_900)},
        {"maxItems": 3},
    ),
    "objects of objects": (doubled(12, {"type": "string"}), doubled(12, {"type": "string", "maxLength": 2})),
    "a huge enum": ({"enum": list(range(10_000))}, {"enum": list(range(1, 10_000))}),
    "deep objects": (nested(60, {"type": "string"}), nested(60, {"maxLength": 3})),
    "objects too deep": (nested(3_000, {"type": "string"}), nested(3_000, {"maxLength": 3})),
    "deep allOf": (wrapped(3_000, "allOf", {"type": "string"}), wrapped(3_000, "allOf", {"type": "null"})),
    "deep not": (wrapped(3_000, "not", {"type": "string"}), wrapped(3_001, "not", {"type": "null"})),
    "deep items": (wrapped(3_000, "items", {"type": "string"}), wrapped(3_000, "items", {"type": "null"})),
    "a reference to itself": ({"$ref": "#"}, {"type": "string"}),
    "a cycle of allOf": (ROUND, {"type": "string"}),
    "not itself": ({"not": {"$ref": "#"}}, {"type": "string"}),
    "anyOf against anyOf": ({"anyOf": OVERLAPPING}, {"anyOf": LOOSER}),
    "oneOf against oneOf": ({"oneOf": OVERLAPPING}, {"oneOf": LOOSER}),
    "oneOf against its half": ({"oneOf": OVERLAPPING}, {"oneOf": OVERLAPPING[:30]}),
    "a satisfiability problem": (
        {"type": "object", "required": sorted(FLAGS), "properties": FLAGS},
        {"not": {"allOf": CLAUSES}},
    ),
    "huge bounds": ({"type": "array", "minItems": 10**9}, {"maxItems": 10**12}),
    "a huge string": ({"type": "string", "minLength": 10**12}, {"type": "null"}),
    "a huge object": ({"type": "object", "minProperties": 10**7}, {"type": "null"}),
    "big integers": ({"type": "integer", "minimum": 10**300}, {"maximum": 10**301}),
    "the largest floats": ({"type": "number", "minimum": 1e308}, {"maximum": 1.5e308}),
    "the smallest floats": ({"type": "number", "multipleOf": 5e-324}, {"multipleOf": 1e-300}),
    "many distinct items": ({"type": "array", "uniqueItems": True, "minItems": 1_500}, {"type": "null"}),
    "many distinct objects": (
        {"type": "array", "uniqueItems": True, "minItems": 300, "items": {"type": "object", "minProperties": 1}},
        {"type": "null"},
    ),
    "many items that match contains": (
        {"type": "array", "contains": {"type": "null"}, "minContains": 500},
        {"maxItems": 3},
    ),
    "many items counted by maxContains": (
        {"type": "array", "minItems": 60, "contains": {"type": "null"}, "maxContains": 5, "minContains": 5},
        {"maxItems": 59},
    ),
    "many properties needed": ({"type": "object", "minProperties": 1_000}, {"type": "null"}),
    "many patterns": (
        {"patternProperties": {f"^{chr(97 + i)}": {"type": "string"} for i in range(12)}},
        {"patternProperties": {f"{chr(97 + i)}$": {"type": "string"} for i in range(12)}},
    ),
    "a pattern with catastrophic backtracking": (
        {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"},
        {"pattern": "(x+x+)+y"},
    ),
    "counted repeats": ({"type": "string", "pattern": "^(a{1,900}){1,900}$"}, {"pattern": "^a{1,100000}$"}),
}
RUBBISH: tuple[Any, ...] = (
    None,
    5,
    -1,
    2.5,
    "x",
    "",
    "(",
    True,
    [],
    [3],
    {},
    {"a": 3},
    {1: {}},
    [{}],
    float("nan"),
    10**400,
    {"$ref": "#"},
    "#",
    "\ud800",
)
KEYWORDS = sorted({keyword for rules in RULES.values() for keyword in rules.keywords} | {"$id", "id", "$defs", "then"})
MALFORMED: tuple[Any, ...] = (
    *(
        {"type": "foo"},
        {"type": 5},
        {"type": [None]},
        {"enum": 3},
        {"minLength": "3"},
        {"maximum": None},
        {"multipleOf": 0},
    ),
    *({"required": "a"}, {"required": [1]}, {"properties": []}, {"properties": {1: {}}}, {"allOf": {}}, {"anyOf": [3]}),
    *({"items": 5}, {"not": "x"}, {"pattern": 5}, {"$ref": 5}, {"const": float("nan")}, {"minimum": float("inf")}),
    *({"enum": ["\ud800"]}, {"dependentRequired": {"a": 5}}, {"dependentSchemas": 5}, {"uniqueItems": 1}, {1: 2}),
    *(
        {"contains": [], "minContains": 1},
        {"contains": {}, "minContains": "1"},
        {"if": 3, "then": {}},
        None,
        5,
        "x",
        [],
    ),
)


@pytest.mark.parametrize("name", HARD)
def test_a_hard_query_is_answered_within_seconds(name: str) -> None:
    start = time.process_time()
    answer = contains(*HARD[name])
    assert time.process_time() - start < SOON
    assert (answer.verdict == "undecided") is bool(answer.reason)


@pytest.mark.parametrize("hub", [False, True], ids=["a chain", "a chain and who knows all of it"])
def test_a_long_cycle_of_references_is_read_within_seconds(hub: bool) -> None:
    size = 5_000
    schemas: dict[str, Any] = {
        f"n{i}": {"type": "object", "properties": {"a": {"$ref": f"#/$defs/n{(i + 1) % size}"}}} for i in range(size)
    }
    schemas[f"n{size - 1}"]["required"] = ["a"]
    if hub:
        schemas["n0"]["prefixItems"] = [{"$ref": f"#/$defs/n{i}"} for i in range(1, size)]
    start = time.process_time()
    answer = contains({"$ref": "#/$defs/n0", "$defs": schemas}, {"$ref": "#/$defs/n0", "$defs": dict(schemas)})
    assert time.process_time() - start < SOON
    assert answer.verdict == "contained"


@pytest.mark.parametrize("schema", MALFORMED, ids=repr)
def test_a_malformed_schema_is_undecided_with_a_reason(schema: Any) -> None:
    for pair in ((schema, {"type": "string"}), ({"type": "string"}, schema), ({"items": schema}, {"type": "string"})):
        answer = contains(*pair)
        assert answer.verdict == "undecided"
        assert answer.reason is not None
        assert answer.reason.startswith("malformed schema: ")


@pytest.mark.parametrize("chunk", range(4))
def test_garbage_anywhere_in_a_schema_raises_nothing(chunk: int) -> None:
    for index in range(chunk * 150, (chunk + 1) * 150):
        rng = Random(f"rubbish/{index}")
        schema = Schemas(rng).document()
        places = _holders(schema)
        for _ in range(rng.randint(1, 3)):
            holder = rng.choice(places)
            key = rng.choice(sorted(holder, key=str)) if isinstance(holder, dict) else rng.randrange(len(holder))
            if rng.random() < 0.2 and isinstance(holder, dict):
                key = rng.choice(KEYWORDS)
            holder[key] = rng.choice(RUBBISH)
        for dialect in rng.sample(list(Dialect), 2):
            assert contains(schema, {"type": "string"}, dialect=dialect, formats=True).verdict
            assert contains({"type": "object"}, schema, dialect=dialect).verdict


def _holders(schema: Any) -> list[Any]:
    children = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    inner = [holder for child in children for holder in _holders(child)]
    return [schema, *inner] if isinstance(schema, dict | list) and schema else inner


@pytest.mark.parametrize(
    "reference", ["#/nowhere", "other.json#/a", "http://[x", "http://a.example/b", "#anchor", "", "#/$defs/~"]
)
def test_an_unresolvable_reference_is_undecided_or_contained_in_itself(reference: str) -> None:
    answer = contains({"allOf": [{"$ref": reference}]}, {"type": "string"})
    assert answer.verdict in ("undecided", "not-contained" if reference == "" else "undecided")
