"""Real documents: each is lowered, and what is unclear of it is really broken."""

from pathlib import Path

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Direction, Operation, Schemas, normalize
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from tests import corpus
from tests.openapi_contracts.contracts import contracts

# By API: what its document gets wrong, and nothing else.
BROKEN = {
    "cloudflare-json": {"'string' is not a media type", "'undefined' is not a media type"},
    "discord": {"`oneOf` cannot be []"},
    "docusign-esign": {"the reference '#/definitions/offlineAttributes' leads nowhere"},
    "nakadi": {
        "a parameter needs a `name` and a known `in`",
        "the reference '#/definitions/PartitionCount' leads nowhere",
    },
    "openai-yaml": {"`exclusiveMinimum` cannot be True"},  # as until 3.0, in a document of 3.1
    "osb-openapi": {"the reference 'http://json-schema.org/draft-04/schema' refers to another document"},
    "plaid": {"'examples' is not a media type"},
}


@pytest.mark.corpus
@pytest.mark.timeout(30)  # a second is enough for the longest, 13 MB
@pytest.mark.parametrize("path", corpus.specs(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_real_document_is_lowered_and_only_what_is_broken_is_unclear(path: Path) -> None:
    document = read(path.read_bytes(), Limits()).data
    contract = normalize(document)
    assert contract.operations
    assert all(isinstance(operation, Operation) for operation in contract.operations.values())
    schemas, found = Schemas(document), list(contract.unclear)
    for direction in Direction:
        bundle = schemas.bundle(at for at in contracts.schemas(contract) if at.direction is direction)
        found += bundle.unclear
        jsonschema_rs.Draft202012Validator(bundle.schema)
    assert {unclear.reason for unclear in found} <= BROKEN.get(path.parent.name, set())


@pytest.mark.corpus
def test_everything_said_to_be_broken_is() -> None:
    newest = {path.parent.name: path for path in corpus.specs()}
    assert set(BROKEN) <= set(newest)
