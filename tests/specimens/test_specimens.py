"""The specimens are valid documents of some size, the same in every process, and every release does what it says."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.documents.analysis import analyse
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.reading import read
from openapi_contracts.vocabulary import Verdict
from tests.specimens.histories import APIS, Specimen, history, neighbours, specimens

ROOT = Path(__file__).resolve().parents[2]


def problems(specimen: Specimen) -> list[Problem]:
    """List what is wrong with a specimen."""
    return [one for one in analyse(specimen.content(), Limits()).problems if not is_allowed(one, specimen)]


def is_allowed(problem: Problem, specimen: Specimen) -> bool:
    """Is this a file as a response, which OpenAPI 2.0 allows (4.3.12) and openapi-spec-validator refuses?"""
    is_file = problem.pointer.endswith("-export/get/responses/200/schema/type")
    return specimen.api == "claims-2.0" and problem.code == "value-not-allowed" and is_file


@pytest.mark.parametrize("specimen", specimens(), ids=str)
def test_a_specimen_is_a_valid_document_of_some_size(specimen: Specimen) -> None:
    assert problems(specimen) == []
    assert 50_000 < len(orjson.dumps(specimen.data, option=orjson.OPT_INDENT_2)) < 500_000
    assert read(specimen.content(), Limits()).data == specimen.data


@pytest.mark.parametrize("api", APIS)
def test_another_seed_gives_another_valid_document(api: str) -> None:
    first, other = history(api)[0], history(api, seed=7)[0]
    assert first.data != other.data
    assert problems(other) == []


@pytest.mark.parametrize("pair", neighbours(), ids=lambda pair: str(pair[1]))
def test_a_release_breaks_clients_if_it_is_said_to(pair: tuple[Specimen, Specimen]) -> None:
    old, new = pair
    report = compare(old.data, new.data)
    assert report.verdict is (Verdict.BREAKING if new.breaks else Verdict.COMPATIBLE)
    assert len(report.changes) > 1


def test_the_command_writes_the_same_corpus_in_every_process(tmp_path: Path) -> None:
    folders = [tmp_path / seed for seed in ("0", "4242")]
    for folder in folders:
        environment = {**os.environ, "PYTHONHASHSEED": folder.name}
        subprocess.run([sys.executable, "-m", "tests.specimens", folder], cwd=ROOT, env=environment, check=True)
    written = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in folders
    ]
    assert written[0] == written[1]
    assert written[0].keys() == {Path("specs", one.api, one.filename) for one in specimens()}
