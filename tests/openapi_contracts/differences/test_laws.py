"""What holds of any two contracts: the same twice differs in nothing, nothing raises, and rules have cases."""

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from openapi_contracts.contracts import Contract, normalize
from openapi_contracts.differences import operation_differences
from openapi_contracts.differences.operation_differences import Surface
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.rules import RULES, bodies, operations, parameters, responses
from openapi_contracts.schemas import ComparedSchemas
from tests import corpus
from tests.depth import share
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0, IN_3_0
from tests.openapi_contracts.contracts.test_robustness import spoiled
from tests.openapi_contracts.differences import (
    test_bodies,
    test_moves,
    test_operations,
    test_parameters,
    test_positional_encodings,
    test_responses,
    test_swagger,
)
from tests.openapi_contracts.differences.small import document, rules

WRITTEN: dict[str, dict[str, Any]] = {"2.0": IN_2_0, "3.0": IN_3_0, "3.1": IN_3_0 | {"openapi": "3.1.0"}}
TABLES = (
    test_bodies.CASES,
    test_bodies.PROVIDED,
    test_moves.CASES,
    test_operations.CASES,
    test_operations.LETTER,
    test_operations.UNCLEAR,
    test_parameters.CASES,
    test_positional_encodings.CASES,
    test_parameters.PROVIDED,
    test_responses.CASES,
    test_responses.CONSUMED,
    test_swagger.CASES,
)


def compare(old: Contract, new: Contract) -> Surface:
    """Compare two contracts and the schemas of their documents."""
    return operation_differences.compare(old, new, ComparedSchemas(old.origin.raw, new.origin.raw))


def test_every_rule_has_a_case() -> None:
    met = {rule for table in TABLES for one in table.values() for rule in one.rules}
    assert {rule.id for table in (bodies, operations, parameters, responses) for rule in table.RULES} <= met


def test_every_rule_is_in_the_catalogue_once() -> None:
    listed = [rule.id for table in (bodies, operations, parameters, responses) for rule in table.RULES]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(RULES)


@pytest.mark.corpus
@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", corpus.specs(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_real_document_differs_from_itself_in_nothing(path: Path) -> None:
    document = read(path.read_bytes(), Limits()).data
    found = compare(normalize(document), normalize(document))
    assert found.findings == ()
    assert found.schema_questions
    assert all(asked.old == asked.new for asked in found.schema_questions)


@pytest.mark.parametrize("version", WRITTEN)
def test_anything_anywhere_is_compared(version: str) -> None:
    chance, whole = random.Random(7), normalize(WRITTEN[version])
    for _ in range(share(300)):
        broken = normalize(spoiled(WRITTEN[version], chance))
        for old, new in ((whole, broken), (broken, whole), (broken, normalize(spoiled(WRITTEN[version], chance)))):
            for finding in compare(old, new).findings:
                assert RULES[finding.rule].sentence.format_map(finding.values)
        assert compare(broken, broken).findings == ()


def test_the_order_of_keys_says_nothing() -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(one) for one in value] if isinstance(value, list) else value

    changed = deepcopy(IN_3_0)
    for item in changed["paths"].values():
        item.pop("get", None)
    there = compare(normalize(IN_3_0), normalize(changed))
    assert there.findings
    assert compare(normalize(turned(IN_3_0)), normalize(turned(changed))) == there


def test_a_thousand_paths_beside_a_thousand_templates_are_matched() -> None:
    old = document({f"/a{index}/{{id}}": {"get": {"responses": {}}} for index in range(1000)})
    new = document(old["paths"] | {f"/a{index}/mine": {"get": {"responses": {}}} for index in range(1000)})
    assert rules(old, new) == ("operation-added",) * 1000 + ("path-takes-over",) * 1000


def test_a_path_that_fits_the_beginning_of_countless_templates_is_given_up() -> None:
    chance, segments = random.Random(7), 30
    found = {"/".join(["", *chance.choices(["{x}", "a"], k=segments), "z"]) for _ in range(2000)}
    old = document({path: {"get": {"responses": {}}} for path in sorted(found)})
    new = document(old["paths"] | {"/a" * segments + f"/b{index}": {"get": {"responses": {}}} for index in range(50)})
    assert rules(old, new) == ("operation-added",) * 50


def test_a_form_is_asked_of_a_shared_schema_once() -> None:
    def of(**more: Any) -> dict[str, Any]:
        given = [{"in": "query", "name": "tags", "schema": {"type": "array", "items": {"type": "string"}}} | more]
        operation = {"parameters": [{"$ref": "#/components/parameters/tags"}], "responses": {}}
        paths = {f"/a{index}": {"get": operation} for index in range(1500)}
        return document(paths, components={"parameters": {"tags": given[0]}})

    assert rules(of(), of(explode=False)) == ("parameter-form-changed",) * 1500
