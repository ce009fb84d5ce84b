"""Random schemas and real ones, beside an independent validator of the raw schemas: no disagreement is unexplained."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.contracts import Direction, SchemaAt, Schemas, normalize
from openapi_contracts.contracts.places import OpenApiDialect
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from tests import corpus
from tests.depth import share
from tests.openapi_contracts.contracts import contracts, oracle, samples


class Comparison:
    """Asks both validators about schemas of one document: `explained` counts disagreements, `unexplained` lists them.

    The sections that explain are in test_directional, beside DISPUTED.
    """

    def __init__(self, document: Mapping[str, Any], dialect: OpenApiDialect) -> None:
        self.asked = 0
        self.explained = Counter[str]()
        self.unexplained: list[Any] = []
        self._schemas = Schemas(document)
        self._raw = oracle.as_the_validator_reads(document, dialect=dialect)

    def ask(self, at: SchemaAt, instances: list[Any]) -> None:
        """Ask about instances of a schema, unless it is not understood."""
        alone = self._schemas.standalone(at)
        if alone.unclear:
            return
        ours, theirs = jsonschema_rs.Draft202012Validator(alone.schema), oracle.validator(self._raw, at)
        self.asked += len(instances)
        disputed = [value for value in instances if ours.is_valid(value) is not theirs.is_valid(value)]
        flag = "readOnly" if at.direction is Direction.REQUEST else "writeOnly"
        for kind, is_unsent in oracle.readings(self._raw, flag) if disputed else ():
            theirs = oracle.validator(oracle.as_received(self._raw, flag, is_unsent), at)
            left = [value for value in disputed if ours.is_valid(value) is not theirs.is_valid(value)]
            self.explained[kind] += len(disputed) - len(left)
            disputed = left
        self.unexplained += [(at.pointer, at.direction, value) for value in disputed]


@pytest.mark.parametrize(("version", "dialect"), [("3.0.3", OpenApiDialect.OAS30), ("3.1.0", OpenApiDialect.OAS31)])
def test_random_schemas_allow_what_the_validator_allows(version: str, dialect: OpenApiDialect) -> None:
    asked, explained, documents = 0, Counter[str](), share(120)
    for seed in range(documents):
        document = samples.document(seed, version)
        comparison, source = Comparison(document, dialect), samples.Samples(document, seed)
        for name, raw in document["components"]["schemas"].items():
            for direction in Direction:
                at = SchemaAt(f"/components/schemas/{name}", raw, direction, dialect)
                comparison.ask(at, source.around(raw, 4))
        assert not comparison.unexplained, seed
        asked += comparison.asked
        explained += comparison.explained
    assert asked > documents * 66
    assert +explained == Counter(
        {oracle.NOT_SENT: explained[oracle.NOT_SENT]} if dialect is OpenApiDialect.OAS30 else {}
    )


def newest(paths: list[Path]) -> list[Path]:
    """Keep one document of each API that can be read and checked in about a second."""
    found = {path.parent.name: path for path in paths if path.stat().st_size < 3_000_000}
    return list(found.values())


@pytest.mark.corpus
@pytest.mark.parametrize("path", newest(corpus.specs()), ids=lambda path: path.parent.name)
def test_real_schemas_allow_what_the_validator_allows(path: Path) -> None:
    document = read(path.read_bytes(), Limits()).data
    contract = normalize(document)
    comparison, source = Comparison(document, contract.dialect), samples.Samples(document, 1)
    asked = [at for at in contracts.schemas(contract) if not _is_parameter(at)]
    for at in source.random.sample(asked, min(40, len(asked))):
        comparison.ask(at, source.around(at.schema, 4))
    assert comparison.asked
    assert not comparison.unexplained


def _is_parameter(at: SchemaAt) -> bool:
    """A parameter of 2.0 is its own schema, and has no validator."""
    return at.dialect is OpenApiDialect.OAS20 and not at.pointer.endswith("/schema")
