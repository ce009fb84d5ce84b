"""Security, servers, links and notices of documents nobody wrote on purpose: no exception, no change from itself."""

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from openapi_contracts.contracts import normalize
from openapi_contracts.differences.notices import notices
from openapi_contracts.differences.operation_matching import pairs
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.differences.responses import links
from openapi_contracts.differences.security import security
from openapi_contracts.differences.servers import servers
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.rules import links as link_rules
from openapi_contracts.rules import notices as notice_rules
from openapi_contracts.rules import security as security_rules
from openapi_contracts.rules import servers as server_rules
from tests import corpus
from tests.depth import share
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0, IN_3_0
from tests.openapi_contracts.contracts.test_robustness import spoiled
from tests.openapi_contracts.differences.outlines import SCHEMES, Document, found, outline

TABLES = {security: security_rules, servers: server_rules, links: link_rules, notices: notice_rules}
RICH = outline(
    schemes=SCHEMES,
    security=[{"key": []}, {"oauth": ["read"], "user": []}],
    servers=[{"url": "https://{host}/v1", "variables": {"host": {"default": "a", "enum": ["a", "b"]}}}, {"url": "/v2"}],
    webhooks={"paid": {"post": {"security": [{"sign": []}], "responses": {}}}},
    operation={
        "operationId": "pets",
        "deprecated": True,
        "x-sunset": "2031-06-30",
        "security": [{"basic": []}, {}],
        "parameters": [{"name": "limit", "in": "query", "x-sunset": "2031-06-30", "examples": {"a": {"value": 1}}}],
        "responses": {
            "200": {
                "description": "Pets.",
                "headers": {"X-Rate": {"deprecated": True}},
                "links": {"next": {"operationId": "pets", "parameters": {"limit": 1}}},
                "content": {"application/json": {"example": [1]}},
            }
        },
        "callbacks": {"on": {"{$request.body#/url}": {"post": {"security": [{"sign": []}], "responses": {}}}}},
    },
)


def compared(old: Document, new: Document) -> list[Any]:
    """Compare two documents, and say all that is found as a report would."""
    told = []
    for module, table in TABLES.items():
        sentences = {rule.id: rule.sentence for rule in table.RULES}
        for finding in found(module.compare, old, new):
            assert all(isinstance(value, str) for value in finding.values.values())
            told.append((sentences[finding.rule].format(**finding.values), finding))
    return told


@pytest.mark.parametrize("document", [RICH, IN_2_0, IN_3_0], ids=["rich", "2.0", "3.0"])
def test_anything_anywhere_is_compared(document: Document) -> None:
    chance = random.Random(5)
    for _ in range(share(300)):
        one = spoiled(document, chance)
        compared(document, one)
        compared(one, document)
        assert compared(one, deepcopy(one)) == []


def shuffled(value: Any, chance: random.Random) -> Any:
    """Put the members of every object in another order, and those of lists that have none."""
    if isinstance(value, list):
        return [shuffled(each, chance) for each in value]
    if not isinstance(value, dict):
        return value
    names = chance.sample(list(value), len(value))
    return {name: shuffled(value[name], chance) for name in names}


def test_the_order_of_members_is_no_change_and_changes_nothing_of_what_is_found() -> None:
    chance = random.Random(6)
    other = spoiled(RICH, random.Random(7))
    expected = compared(RICH, other)
    assert expected
    for _ in range(20):
        assert compared(RICH, shuffled(RICH, chance)) == []
        assert json.dumps(
            [said for said, _ in compared(shuffled(RICH, chance), shuffled(other, chance))]
        ) == json.dumps([said for said, _ in expected])


def test_what_nests_deeply_is_compared() -> None:
    deep: Any = 1
    for _ in range(480):
        deep = [deep]
    old, new = (deepcopy(RICH) for _ in range(2))
    for document, value in ((old, deep), (new, [deep])):
        document["x-deep"] = value
        document["paths"]["/pets"]["get"]["parameters"][0]["example"] = value
    assert compared(old, old) == []
    assert {finding.rule for _, finding in compared(old, new)} == {"extensions-changed", "examples-changed"}


@pytest.mark.corpus
@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", corpus.specs(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_real_document_is_no_change_from_itself(path: Path) -> None:
    document = read(path.read_bytes(), Limits()).data
    one, other = normalize(document), normalize(document)
    shared = pairs(one, other)
    assert shared
    recorder = FindingRecorder()
    for module in TABLES:
        module.compare(one, other, shared, recorder)
    assert recorder.findings() == []
