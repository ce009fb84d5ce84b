"""The contract and what serves it agree: operations and handlers, refusals and responses, schemas and examples."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import validate

import handlers.v1
from edge.answers.problems import PROBLEM_TYPES
from handlers.v1 import links, views

SPEC = yaml.load((Path(__file__).resolve().parents[3] / "specs" / "v1.yaml").read_bytes(), yaml.CSafeLoader)
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
NOT_HANDLERS = {views.__name__, links.__name__}
ASKING = {"POST /validations", "POST /apis/{api}/checks", "POST /comparisons"}  # they store nothing
OUTSIDE = {
    404: "route-not-found",
    405: "method-not-allowed",
    410: "api-gone",  # where a lifecycle is announced
    500: "internal-error",
    501: "transfer-coding-unsupported",
}


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in SPEC["paths"].items():
        for method in sorted(METHODS & item.keys()):
            yield f"{method.upper()} {path}", item[method]


def handled() -> set[str]:
    """Name the public functions of the handler modules as operations are named."""
    found = set()
    for module in pkgutil.iter_modules(handlers.v1.__path__, "handlers.v1."):
        if module.name not in NOT_HANDLERS:
            loaded = importlib.import_module(module.name)
            for name, function in inspect.getmembers(loaded, inspect.isfunction):
                if function.__module__ == module.name and not name.startswith("_"):
                    found.add(f"{module.name.removeprefix('handlers.v1.')}.{name}")
    return found


def test_the_contract_is_valid() -> None:
    validate(SPEC)


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    named = [operation["operationId"] for _, operation in operations()]
    assert len(set(named)) == len(named)
    assert set(named) == handled()


def test_every_refusal_is_declared_by_some_operation() -> None:
    declared = {int(status) for _, operation in operations() for status in operation["responses"]}
    for error, kind in PROBLEM_TYPES.items():
        assert kind.status in declared or OUTSIDE.get(kind.status) == error.code, error.code


@pytest.mark.parametrize("name", sorted(SPEC["components"]["schemas"]))
def test_every_schema_has_an_example(name: str) -> None:
    schema = SPEC["components"]["schemas"][name]
    assert "example" in schema
    assert "description" in schema


def test_every_problem_response_has_an_example_of_its_own_status() -> None:
    for status, name in {
        (status, response["$ref"])
        for _, operation in operations()
        for status, response in operation["responses"].items()
        if "$ref" in response and int(status) >= 400
    }:
        response = SPEC["components"]["responses"][name.rsplit("/", 1)[1]]
        example = response["content"]["application/problem+json"]["example"]
        assert example["status"] == int(status)
        assert (example["code"], example["title"]) in {
            (error.code, kind.title) for error, kind in PROBLEM_TYPES.items()
        }


@pytest.mark.parametrize(("name", "operation"), list(operations()), ids=[name for name, _ in operations()])
def test_an_operation_that_changes_something_needs_a_token(name: str, operation: dict[str, Any]) -> None:
    admins = name in {"GET /tokens", "GET /audit"}
    reads = (name.startswith("GET") and not admins) or name in ASKING
    assert ({} in operation.get("security", SPEC["security"])) == reads


def test_no_path_can_be_taken_for_another() -> None:
    """Connexion and Flask route by rules of their own, which agree only where no template covers another path."""
    shapes = [re.sub(r"\{[^}]+\}", "{}", path).split("/") for path in SPEC["paths"]]
    for one in shapes:
        for other in shapes:
            same_length = one is not other and len(one) == len(other)
            covers = all(a in ("{}", b) for a, b in zip(one, other, strict=True)) if same_length else False
            assert not covers, (one, other)
