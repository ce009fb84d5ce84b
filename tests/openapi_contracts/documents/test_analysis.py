"""The analysis of a document: parsing, validation and digests, and the facts that are stored."""

import json
import sys
from typing import Any

import pytest

from openapi_contracts.documents.analysis import analyse, convert, parsed, prepare, warm_up
from openapi_contracts.documents.digests import sha256_hex
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import NotOpenAPI, Unreadable
from openapi_contracts.documents.reading import Syntax

LIMITS = Limits()
ANSWER = {"responses": {"200": {"description": "Fine."}}}
PETS: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1.2.0", "description": "Cats and dogs."},
    "paths": {"/pets": {"get": ANSWER, "post": ANSWER, "parameters": []}, "/pets/top": {"get": ANSWER}},
}
PETS_WITHOUT_VERSION = {name: value for name, value in PETS.items() if name != "openapi"}
PETS_IN_YAML = b"""\
# The same content, written by a person.
openapi: 3.0.3
info: {description: Cats and dogs., title: Pets, version: 1.2.0}
paths:
  /pets/top: {get: &list {responses: {'200': {description: Fine.}}}}
  /pets:
    parameters: []
    post: *list
    get: *list
"""


def written(document: object) -> bytes:
    return json.dumps(document, indent=1).encode()


def with_info(**fields: object) -> bytes:
    return written(PETS | {"info": PETS["info"] | fields})


def test_an_analysis_has_the_facts_of_the_document() -> None:
    found = analyse(written(PETS), LIMITS)
    assert (found.title, found.description, found.info_version) == ("Pets", "Cats and dogs.", "1.2.0")
    assert (found.syntax, found.specification, found.operation_count) == (Syntax.JSON, "3.0.3", 3)
    assert found.sha256 == sha256_hex(written(PETS))
    assert (found.problems, found.problem_count) == ((), 0)


def test_the_same_content_in_another_formatting_has_the_same_content_digest() -> None:
    in_json, in_yaml = analyse(written(PETS), LIMITS), analyse(PETS_IN_YAML, LIMITS)
    assert in_yaml.syntax is Syntax.YAML
    assert in_yaml.content_digest == in_json.content_digest
    assert in_yaml.sha256 != in_json.sha256


def test_long_texts_are_shortened_for_lists() -> None:
    found = analyse(with_info(title="t" * 300, description="d" * 3_000, version="v" * 300), LIMITS)
    assert found.title == "t" * 200
    assert found.description == "d" * 2_000
    assert found.info_version == "v" * 200


def test_a_title_that_is_not_a_string_is_ignored() -> None:
    found = analyse(with_info(title=["Pets"], description=None, version=1.2), LIMITS)
    assert (found.title, found.description, found.info_version) == (None, None, None)
    assert found.problem_count > 0


@pytest.mark.parametrize("paths", [[], None, {"/pets": None}, {"/pets": {"get": "all", "put": []}}])
def test_paths_of_a_wrong_shape_have_no_operations(paths: Any) -> None:
    assert analyse(written(PETS | {"paths": paths}), LIMITS).operation_count == 0


def test_problems_of_parsing_and_validation_are_in_document_order() -> None:
    content = b"""\
openapi: 3.0.3
info:
  title: 7
  title: 8
  version: '1'
paths:
  /pets:
    get: {}
x-note: 1
x-note: 2
"""
    found = analyse(content, LIMITS)
    lines = [problem.line for problem in found.problems if problem.line is not None]
    assert len(lines) == len(found.problems)
    assert lines == sorted(lines)
    assert {4, 8, 10} <= set(lines)
    assert [problem.line for problem in found.problems if problem.code == "duplicate-key"] == [4, 10]
    assert found.problem_count == len(found.problems)


def test_every_listed_problem_has_a_line_and_column_and_all_are_counted() -> None:
    broken: dict[str, Any] = {f"/pets/{number}": {"get": {}} for number in range(30)}
    found = analyse(written(PETS | {"paths": broken}), Limits(problems=10))
    assert len(found.problems) == 10
    assert found.problem_count >= 30
    assert all(problem.line and problem.column for problem in found.problems)


@pytest.mark.parametrize(
    "content",
    [b'{\n "hello": "world"}', b"hello: world", b"openapi: 9.9.9", b"openapi: 3.1", b"[1, 2]", b"7"],
)
def test_a_document_that_is_not_openapi_is_refused_with_a_place(content: bytes) -> None:
    with pytest.raises(NotOpenAPI) as caught:
        analyse(content, LIMITS)
    assert caught.value.problem.line
    assert caught.value.problem.column


def test_an_unreadable_document_is_refused_as_by_read() -> None:
    with pytest.raises(Unreadable):
        analyse(b'{"openapi": "3.0.3"', LIMITS)


def test_the_declared_syntax_is_used() -> None:
    with pytest.raises(Unreadable):
        analyse(PETS_IN_YAML, LIMITS, declared=Syntax.JSON)


@pytest.mark.parametrize("target", Syntax)
def test_a_conversion_changes_the_formatting_only(target: Any) -> None:
    converted = convert(written(PETS), LIMITS, target)
    found = analyse(converted, LIMITS)
    assert found.syntax is target
    assert found.content_digest == analyse(written(PETS), LIMITS).content_digest


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.0", "3.2.0"])
def test_the_warm_up_fills_the_caches_for_every_version(version: str) -> None:
    warm_up()
    content = written({"swagger" if version == "2.0" else "openapi": version, **PETS_WITHOUT_VERSION})
    loaded = set(sys.modules)
    assert analyse(content, LIMITS).problem_count == 0
    assert set(sys.modules) == loaded


@pytest.mark.parametrize("syntax", Syntax)
def test_a_document_is_analysed_as_it_is_prepared(syntax: Syntax) -> None:
    content = convert(json.dumps(PETS).encode(), LIMITS, syntax)
    analysis, prepared = prepare(content, LIMITS)
    assert analysis == analyse(content, LIMITS)
    assert bool(prepared) is (syntax is Syntax.YAML)
    assert parsed(content, syntax, prepared, LIMITS) == PETS


def test_the_data_of_yaml_are_read_from_the_prepared_json() -> None:
    _, prepared = prepare(PETS_IN_YAML, LIMITS)
    assert parsed(b"not looked at", Syntax.YAML, prepared, LIMITS)["info"]["title"] == "Pets"


def test_json_with_a_byte_order_mark_is_parsed() -> None:
    content = b"\xef\xbb\xbf" + json.dumps(PETS).encode()
    assert parsed(content, Syntax.JSON, prepare(content, LIMITS)[1], LIMITS) == PETS


def test_yaml_that_aliases_make_large_is_not_kept_but_parsed_again() -> None:
    tight = Limits(bytes=4_000)
    content = PETS_IN_YAML + b"x-long: &long " + b"a" * 2_000 + b"\nx-again: [" + b"*long, " * 5 + b"]\n"
    analysis, prepared = prepare(content, tight)
    assert (analysis.problem_count, prepared) == (0, b"")
    assert parsed(content, Syntax.YAML, prepared, tight)["x-again"] == ["a" * 2_000] * 5
