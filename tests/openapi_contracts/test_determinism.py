"""The same two documents give the same report, byte for byte, in every process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.openapi_contracts.real_documents import SMALL, name, neighbours

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, sys
from pathlib import Path
from openapi_contracts.comparison import compare
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
base, revision = (read(Path(path).read_bytes(), Limits()).data for path in sys.argv[1:])
print(json.dumps(compare(base, revision).to_dict(), indent=1))
"""
RICH = """
import json
from openapi_contracts.comparison import compare
from tests.openapi_contracts import rich
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0, IN_3_0
for base, revision in ((rich.IN_3_0, IN_3_0), (IN_3_0, rich.in_3_1()), (IN_2_0, rich.IN_3_0)):
    print(json.dumps(compare(base, revision).to_dict(), indent=1))
"""
SPECIMENS = """
import json
from openapi_contracts.comparison import compare
from tests.specimens.histories import neighbours
for old, new in neighbours():
    if new.breaks:
        print(json.dumps(compare(old.data, new.data).to_dict(), indent=1))
"""
CHOSEN = ("museum", "osb-swagger", "nakadi", "twilio-verify-yaml", "xero-finance")
PAIRS = [(old, new) for old, new in neighbours() if old.parent.name in CHOSEN and old.stat().st_size < SMALL]
LATEST = {old.parent.name: (old, new) for old, new in PAIRS}


@pytest.mark.corpus
@pytest.mark.parametrize("pair", LATEST.values(), ids=lambda pair: name(pair[1]))
def test_a_report_of_real_contracts_does_not_depend_on_the_process(pair: tuple[Path, Path]) -> None:
    assert len({_printed(seed, SCRIPT, *map(str, pair)) for seed in ("0", "4242")}) == 1


def test_a_report_of_many_changes_does_not_depend_on_the_process() -> None:
    assert len({_printed(seed, RICH) for seed in ("0", "1", "4242")}) == 1


def test_a_report_of_specimens_does_not_depend_on_the_process() -> None:
    assert len({_printed(seed, SPECIMENS) for seed in ("0", "4242")}) == 1


def _printed(seed: str, script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout) > 100
    return hashlib.sha256(done.stdout).hexdigest()
