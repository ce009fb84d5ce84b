"""Messages of real contracts: none fails, all are small, and their bodies are valid for an independent validator."""

from pathlib import Path
from statistics import median
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Operation, Schemas
from openapi_contracts.contracts.message_parts import MediaType, RequestBody, Response
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.findings import Kind, Shown
from openapi_contracts.schemas import NoSample, SampledSchemas
from openapi_contracts.vocabulary import Side
from openapi_contracts.witnesses import write
from tests import corpus
from tests.openapi_contracts.witnesses.asking import operations

pytestmark = pytest.mark.corpus

CONTRACTS = ("museum", "osb-swagger", "nakadi", "meilisearch", "qdrant", "discord", "box", "docusign-esign")
LONGEST_MEDIAN = 150  # bytes of a message, by design
MOST_UNSAMPLED = 0.03  # of all messages; what remains admits no value at all


def newest() -> list[Path]:
    found = {path.parent.name: path for path in corpus.specs()}
    return [found[name] for name in CONTRACTS if name in found]


def first_bodies(operation: Operation) -> list[MediaType]:
    """List the first body of the request and of every answer."""
    owners: list[Any] = [operation.body, *operation.responses.values()]
    content = [
        next(iter(owner.content.values()), None) for owner in owners if isinstance(owner, RequestBody | Response)
    ]
    return [body for body in content if isinstance(body, MediaType)]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", newest(), ids=lambda path: path.parent.name)
def test_every_operation_of_a_real_contract_has_its_messages(path: Path) -> None:
    described = read(path.read_bytes(), Limits()).data
    samples, sizes, missing = SampledSchemas(described, Schemas(described)), list[int](), 0
    for label, operation in operations(described):
        for kind, status in ((Kind.REQUEST, None), *((Kind.RESPONSE, status) for status in operation.responses)):
            witness = write(Shown(Side.BASE, label, operation, kind, "", status=status), samples)
            sizes.append(len(witness.text.encode()))
            missing += not witness.message["sampled"]
    assert median(sizes) <= LONGEST_MEDIAN
    assert missing <= MOST_UNSAMPLED * len(sizes)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", newest(), ids=lambda path: path.parent.name)
def test_the_bodies_of_a_real_contract_are_valid(path: Path) -> None:
    described = read(path.read_bytes(), Limits()).data
    schemas, samples, confirmed = Schemas(described), SampledSchemas(described, Schemas(described)), 0
    bodies = [body for _, operation in operations(described) for body in first_bodies(operation)]
    for at in {(body.schema.pointer, body.schema.direction): body.schema for body in bodies if body.schema}.values():
        try:
            value = samples.sample(at)
        except NoSample:
            continue
        alone = schemas.standalone(at).schema
        jsonschema_rs.Draft202012Validator(alone, validate_formats=False, offline=True).validate(value)
        confirmed += 1
    assert confirmed
