"""Blind edits: a random edit of a known kind, anywhere in a document, is never no change, nor a break compatible."""

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from openapi_contracts import Bump, Verdict, compare
from tests.depth import IS_NIGHTLY
from tests.specimens import histories

Json = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "patch", "options", "head")
EDITS_OF_A_KIND = 170 if IS_NIGHTLY else 3  # in each document: 5,100 edits and 90
JSON = "application/json"


def operations(document: Json) -> Iterator[Json]:
    for item in document["paths"].values():
        yield from (item[method] for method in METHODS if method in item)


def used(document: Json, start: Any) -> list[Json]:
    """List the schemas that a value leads to, the value itself included."""
    found: dict[int, Json] = {}
    pending = [start]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict) and id(value) not in found:
            found[id(value)] = value
            if isinstance(reference := value.get("$ref"), str) and reference.startswith("#/"):
                target: Any = document
                for token in reference[2:].split("/"):
                    target = target[token.replace("~1", "/").replace("~0", "~")]
                pending.append(target)
            pending += [one for key, one in value.items() if key not in ("example", "examples", "default", "enum")]
    return list(found.values())


def bodies(document: Json) -> list[Any]:
    """List the schemas of JSON bodies, of requests and responses."""
    found = []
    for operation in operations(document):
        holders = [operation.get("requestBody", {}), *operation["responses"].values()]
        found += [holder["content"][JSON].get("schema") for holder in holders if JSON in holder.get("content", {})]
        found += [holder["schema"] for holder in holders if "schema" in holder]
    return [one for one in found if one is not None]


def properties(document: Json) -> list[tuple[Json, str]]:
    """List the strings among the properties that JSON bodies lead to and both directions send."""
    schemas = used(document, bodies(document))
    return [
        (schema["properties"], name)
        for schema in schemas
        if isinstance(schema.get("properties"), dict)
        for name, child in schema["properties"].items()
        if isinstance(child, dict) and child.get("type") == "string" and not {"readOnly", "writeOnly"} & child.keys()
    ]


def retyped(document: Json, chance: Random) -> bool:
    holder, name = chance.choice(properties(document))
    holder[name] = {"type": "integer"}
    return True


def removed_operation(document: Json, chance: Random) -> bool:
    path = chance.choice(list(document["paths"]))
    item = document["paths"][path]
    del item[chance.choice([method for method in METHODS if method in item])]
    return True


def required_parameter(document: Json, chance: Random) -> bool:
    operation = chance.choice(list(operations(document)))
    kind = {"type": "string"} if "swagger" in document else {"schema": {"type": "string"}}
    operation.setdefault("parameters", []).append({"name": "blind", "in": "query", "required": True, **kind})
    return True


def optional_parameter(document: Json, chance: Random) -> bool:
    operation = chance.choice(list(operations(document)))
    kind = {"type": "string"} if "swagger" in document else {"schema": {"type": "string"}}
    operation.setdefault("parameters", []).append({"name": "blind", "in": "query", **kind})
    return False


def text(document: Json, chance: Random) -> bool:
    chance.choice(list(operations(document)))["summary"] = "Blind."
    return False


def tag(document: Json, chance: Random) -> bool:
    chance.choice(list(operations(document)))["tags"] = ["blind"]
    return False


EDITS: dict[str, Callable[[Json, Random], bool]] = {  # what it does, and whether it breaks
    "a property of another type": retyped,
    "an operation less": removed_operation,
    "a required parameter more": required_parameter,
    "an optional parameter more": optional_parameter,
    "another summary": text,
    "another tag": tag,
}


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("api", histories.APIS)
def test_an_edit_anywhere_is_found_and_graded(api: str, kind: str) -> None:
    chance = Random(f"blind/{api}/{kind}")
    base = histories.history(api)[0].data
    for _ in range(EDITS_OF_A_KIND):
        revision = copy.deepcopy(base)
        breaks = EDITS[kind](revision, chance)
        report = compare(base, revision)
        assert report.bump is not Bump.NONE
        assert (report.verdict is Verdict.BREAKING) is breaks, [change.message for change in report.changes]


@pytest.mark.parametrize("api", histories.APIS)
def test_two_edits_together_are_found_as_each_alone(api: str) -> None:
    chance = Random(f"blind/{api}/together")
    base = histories.history(api)[0].data
    for _ in range(EDITS_OF_A_KIND):
        first, both = copy.deepcopy(base), copy.deepcopy(base)
        seed = chance.random()
        retyped(first, Random(seed))
        retyped(both, Random(seed))
        second = copy.deepcopy(base)
        required_parameter(second, Random(seed))
        required_parameter(both, Random(seed))
        alone = {change.fingerprint for one in (first, second) for change in compare(base, one).changes}
        assert {change.fingerprint for change in compare(base, both).changes} == alone
