"""A contract compared with itself has not changed."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.vocabulary import Bump, Verdict
from tests import corpus
from tests.openapi_contracts import rich
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0
from tests.openapi_contracts.real_documents import name, parsed
from tests.specimens.histories import Specimen, specimens

ODD: dict[str, Any] = {  # what is not understood is the same, too
    "an empty document": {},
    "no OpenAPI": {"a": [1, None]},
    "references that lead nowhere": {
        "openapi": "3.1.0",
        "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/nowhere"}}}}, "/b": {"$ref": "other.yaml"}},
    },
    "a schema that is none": {
        "openapi": "3.0.3",
        "paths": {"/a": {"put": {"requestBody": {"content": {"a/b": {"schema": {"type": "strong", "items": 3}}}}}}},
    },
    "a foreign dialect": rich.in_3_1() | {"jsonSchemaDialect": "https://example.com/own"},
    "a version to come": rich.in_3_1() | {"openapi": "4.0.0"},
    "a parameter given twice": {
        "openapi": "3.0.3",
        "paths": {"/a": {"get": {"parameters": [{"in": "query", "name": "q"}, {"in": "query", "name": "q"}]}}},
    },
}


def is_unchanged(base: Any, revision: Any) -> bool:
    report = compare(base, revision)
    return (report.verdict, report.bump, report.changes) == (Verdict.COMPATIBLE, Bump.NONE, ())


@pytest.mark.parametrize("document", [IN_2_0, rich.IN_3_0, rich.in_3_1()], ids=["2.0", "3.0", "3.1"])
def test_a_rich_contract_is_itself(document: Any) -> None:
    assert is_unchanged(document, document)
    assert is_unchanged(document, copied(document))


@pytest.mark.parametrize("what", ODD)
def test_an_odd_document_is_itself(what: str) -> None:
    assert is_unchanged(ODD[what], copied(ODD[what]))


@pytest.mark.corpus
@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", corpus.specs(), ids=name)
def test_a_real_contract_is_itself(path: Path) -> None:
    document = parsed(path)
    assert is_unchanged(document, copied(document))


@pytest.mark.parametrize("specimen", specimens(), ids=str)
def test_a_specimen_is_itself(specimen: Specimen) -> None:
    assert is_unchanged(specimen.data, copied(specimen.data))


def copied(document: Any) -> Any:
    """Copy a document, so that no two values are one object."""
    return orjson.loads(orjson.dumps(document))
