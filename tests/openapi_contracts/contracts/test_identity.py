"""What is not understood is known again by its text and all it leads to: unchanged it closes, changed it does not."""

from typing import Any

import pytest

from openapi_contracts.containment.prover import Dialect as Read
from openapi_contracts.containment.prover import Empty, RawGraph, SchemaReading, Theory, Unknown
from openapi_contracts.contracts import Direction, SchemaAt, Schemas, Unclear, normalize
from openapi_contracts.contracts.identities import MOST_WRITTEN, Identities
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.contracts.schema_normalization import MEANT, UNCLEAR

LONG = "x" * 200  # longer than any reason repeats
REF = {"$ref": "#/components/schemas/a"}
# A schema, and others that differ from it in what they say or lead to: `a` is a component.
UNKNOWN: dict[str, tuple[Any, list[Any]]] = {
    "a reference that leads nowhere": ({"$ref": "#/none"}, [{"$ref": "#/other"}]),
    "a reference out of the document": ({"$ref": "a.yaml#/x"}, [{"$ref": "a.yaml#/y"}]),
    "long references with one beginning": ({"$ref": f"#/{LONG}a"}, [{"$ref": f"#/{LONG}b"}]),
    "a keyword that is misshapen": ({"minimum": "many"}, [{"minimum": "few"}, {"maximum": "many"}]),
    "long values with one beginning": ({"minLength": f"{LONG}a"}, [{"minLength": f"{LONG}b"}]),
    "an empty union": ({"oneOf": []}, [{"anyOf": []}, {"oneOf": {}}]),
    "a bound with its modifier": (
        {"minimum": "x", "exclusiveMinimum": True},
        [{"minimum": "x", "exclusiveMinimum": False}, {"minimum": "x"}],
    ),
    "properties with what closes them": (
        {"properties": [], "additionalProperties": False},
        [{"properties": []}, {"properties": [], "additionalProperties": REF}],
    ),
    "what is no schema": ({"items": 5}, [{"items": 6}, {"items": "5"}]),
    "part of what is understood": (
        {"type": "array", "items": {"oneOf": []}},
        [{"type": "array", "items": {"anyOf": []}}],
    ),
}


def document(schema: Any, *, a: Any = None, version: str = "3.0.3", **more: Any) -> dict[str, Any]:
    return {
        "openapi": version,
        "paths": {},
        "components": {"schemas": {"s": schema, "a": a or {"type": "null"}}},
        **more,
    }


def lowered(one: dict[str, Any], direction: Direction = Direction.REQUEST) -> Any:
    dialect = OpenApiDialect.OAS30 if one["openapi"].startswith("3.0") else OpenApiDialect.OAS31
    at = SchemaAt("/components/schemas/s", one["components"]["schemas"]["s"], direction, dialect)
    return Schemas(one).standalone(at).schema


def contained(sub: Any, sup: Any) -> bool | None:
    raw_graph = RawGraph()
    raw = [SchemaReading(raw_graph, schema, Read.NORMALIZED).at() for schema in (sub, sup)]
    result = Theory(raw_graph).contains(*raw)
    return None if isinstance(result, Unknown) else isinstance(result, Empty)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_unchanged_closes_and_what_is_changed_does_not(name: str) -> None:
    schema, others = UNKNOWN[name]
    assert contained(lowered(document(schema)), lowered(document(dict(reversed(schema.items()))))) is True
    for other in others:
        assert contained(lowered(document(schema)), lowered(document(other))) is None


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_understood_beside_it_may_change(name: str) -> None:
    narrow, wide = ({"allOf": [UNKNOWN[name][0], {"not": {"enum": listed}}]} for listed in ([[], 1], [1]))
    assert contained(lowered(document(narrow)), lowered(document(wide))) is True
    assert contained(lowered(document(wide)), lowered(document(narrow))) is not True


def test_what_it_leads_to_counts() -> None:
    odd = {"allOf": REF}
    assert contained(lowered(document(odd)), lowered(document(odd))) is True
    assert contained(lowered(document(odd)), lowered(document(odd, a={"type": "string"}))) is None
    far, near = ({"properties": {"b": {"$ref": f"#/components/schemas/{name}"}}} for name in "sx")
    assert contained(lowered(document(odd, a=far)), lowered(document(odd, a=near))) is None


def test_neither_version_nor_direction_may_differ() -> None:
    odd = document({"minimum": "many"})
    assert contained(lowered(odd), lowered(document({"minimum": "many"}, version="3.1.0"))) is None
    assert contained(lowered(odd), lowered(odd, Direction.RESPONSE)) is None


def test_a_reference_may_lead_to_what_has_a_name_since_3_1() -> None:
    named, other = ({"$anchor": "n", "type": kind} for kind in ("string", "null"))
    odd = {"$ref": "#n"}
    assert contained(lowered(document(odd, a=named)), lowered(document(odd, a=other))) is True
    modern = [lowered(document(odd, a=schema, version="3.1.0")) for schema in (named, other, {"type": "null"})]
    assert contained(modern[0], modern[1]) is None
    assert contained(modern[2], modern[2] | {}) is True


def test_a_dynamic_reference_is_like_nothing_else() -> None:
    odd = document({"$dynamicRef": "#n"}, version="3.1.0")
    assert contained(lowered(odd), lowered(odd)) is None


def test_a_cycle_in_place_is_known_again() -> None:
    around, other = document(REF, a={"allOf": [REF]}), document(REF, a={"allOf": [REF], "title": "A"})
    assert contained(lowered(around), lowered(document(REF, a={"allOf": [REF]}))) is True
    assert contained(lowered(around), lowered(other)) is None


def test_keywords_read_with_one_that_is_not_understood_say_nothing_alone() -> None:
    odd = lowered(document({"type": "object", "properties": [], "additionalProperties": False}))
    assert odd.keys() == {"$schema", "type", UNCLEAR, MEANT}
    counted = {"contains": {"type": "null"}, "minContains": "none", "maxItems": 3}
    assert lowered(document(counted, version="3.1.0")).keys() == {"$schema", "maxItems", UNCLEAR, MEANT}
    rest = {"properties": [], "unevaluatedProperties": False, "minProperties": 1}
    assert lowered(document(rest, version="3.1.0")).keys() == {"$schema", "minProperties", UNCLEAR, MEANT}


def test_nothing_is_read_of_a_schema_in_another_dialect() -> None:
    foreign = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "null", "items": {"type": "null"}}
    odd = document({"allOf": [foreign]}, version="3.1.0")
    assert lowered(odd)["allOf"][0].keys() == {UNCLEAR, MEANT}
    assert contained(lowered(odd), lowered(odd)) is True


def parameters(*listed: Any, **schemas: Any) -> Any:
    one = {"openapi": "3.0.3", "paths": {"/a": {"get": {"parameters": [*listed]}}}, "components": {"schemas": schemas}}
    (operation,) = normalize(one).operations.values()
    assert not isinstance(operation, Unclear)
    return operation.parameters


def test_a_parameter_that_is_unclear_is_equal_while_its_text_is_and_what_it_leads_to() -> None:
    odd = {"name": "q", "in": "query", "style": LONG, "schema": REF}
    assert parameters(odd, a={"type": "string"}) == parameters(dict(odd), a={"type": "string"})
    assert parameters(odd, a={"type": "string"}) != parameters(odd | {"style": f"{LONG}x"}, a={"type": "string"})
    lost, other = ({"$ref": f"#/{LONG}{end}"} for end in "ab")
    assert parameters(lost) == parameters(dict(lost))
    assert parameters(lost) != parameters(other)


def test_a_parameter_given_twice_is_both_of_its_texts() -> None:
    first, changed, second = (
        {"name": "q", "in": "query", "schema": {"type": kind}} for kind in ("null", "array", "string")
    )
    assert parameters(first, second) == parameters(first, second)
    assert parameters(first, second) != parameters(changed, second)


def test_without_an_identity_nothing_is_equal() -> None:
    assert Unclear("/a", "lost") != Unclear("/a", "lost")
    assert Unclear("/a", "lost", "1") == Unclear("/b", "gone", "1")
    assert Unclear("/a", "lost", "1") != Unclear("/a", "lost", "2")


def test_identities_are_given_up_rather_than_written_without_end() -> None:
    identities = Identities({}, lambda reference: "nowhere", named=False)
    part = "x" * (MOST_WRITTEN // 8)
    digests = [identities.of(part) for _ in range(8)]
    assert digests[0] is not None
    assert digests[-1] is None
    assert Identities({}, lambda reference: "nowhere", named=False).of(float("nan"), {1: {2: object()}}) is None
