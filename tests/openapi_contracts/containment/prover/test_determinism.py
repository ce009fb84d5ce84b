"""A query has the same answer in every process, with every hash seed of Python."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = """
from random import Random
from openapi_contracts import contains
from tests.openapi_contracts.containment.prover.schemas import Schemas
for index in range(150):
    schemas = Schemas(Random(index))
    sub = schemas.document()
    print(contains(sub, schemas.changed(sub), budget=2_000))
"""


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    outputs = {_run(seed) for seed in ("0", "1", "4242")}
    assert len(outputs) == 1


def _run(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
