"""Documents with arbitrary values anywhere are normalized without an exception."""

import random
from copy import deepcopy
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Direction, Schemas, normalize
from tests.depth import share
from tests.openapi_contracts.contracts import contracts
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0, IN_3_0

JUNK: list[Any] = [
    *(None, True, False, 0, -1, 1.5, "", "x", "*/*", "{", [], {}, [1], ["x"], [[]], [{}], {"x": 1}, {"x-a": {}}),
    *({"type": []}, {"type": 1}, {"enum": 1}, {"name": [], "in": "query"}, {"name": "q", "in": {}}, {"url": []}),
    *({"$ref": 1}, {"$ref": "#"}, {"$ref": "#/paths"}, {"$ref": "#/paths/~1pets~1{id}"}, {"$ref": "http://["}),
    *({"$ref": "#/components/schemas/Pet"}, {"$ref": "#/components/parameters/trace"}, {"$ref": "#/definitions/Pet"}),
    *({"allOf": [{"$ref": "#/components/schemas/Pet"}]}, {"style": []}, {"style": {}}, {"content": {"a/b": 1}}),
]
KEYS = (
    "$ref",
    "parameters",
    "schema",
    "content",
    "items",
    "type",
    "required",
    "callbacks",
    "servers",
    "security",
    "in",
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """List every container of a document with each of its keys or indexes."""
    found: list[tuple[Any, Any]] = []
    pending = [value]
    for container in pending:
        keys = list(container) if isinstance(container, dict) else range(len(container))
        found += [(container, key) for key in keys]
        pending += [container[key] for key in keys if isinstance(container[key], dict | list)]
    return found


def spoiled(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Put something else in one to three places of a document."""
    document = deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        container, key = chance.choice(places(document))
        if isinstance(container, dict) and chance.random() < 0.3:
            key = chance.choice(KEYS)
        if key not in ("openapi", "swagger"):
            container[key] = deepcopy(chance.choice(JUNK))
    return document


@pytest.mark.parametrize("document", [IN_2_0, IN_3_0, IN_3_0 | {"openapi": "3.1.0"}], ids=["2.0", "3.0", "3.1"])
def test_anything_anywhere_is_lowered(document: dict[str, Any]) -> None:
    chance = random.Random(7)
    for _ in range(share(600)):
        broken = spoiled(document, chance)
        contract, schemas = normalize(broken), Schemas(broken)
        for direction in Direction:
            bundle = schemas.bundle(at for at in contracts.schemas(contract) if at.direction is direction)
            jsonschema_rs.Draft202012Validator(bundle.schema)


def test_a_document_that_unfolds_to_too_much_is_given_up() -> None:
    parameters = [{"name": f"q{i}", "in": "query", "schema": {}} for i in range(600)]
    shared = {"get": {"parameters": parameters}}
    paths = {f"/{i}": {"$ref": "#/components/pathItems/shared"} for i in range(600)}
    contract = normalize({"openapi": "3.1.0", "paths": paths, "components": {"pathItems": {"shared": shared}}})
    assert "parts" in contract.unclear[0].reason
