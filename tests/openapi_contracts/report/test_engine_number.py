"""The number of the engine keys stored reports: it changes whenever a report of the golden cases does."""

import hashlib
import json
from pathlib import Path

from openapi_contracts.report.grading import ENGINE
from tests.openapi_contracts.casebook import NAMES, report

GOLDEN = Path(__file__).with_name("golden.json")
COMMAND = "python -m tests.openapi_contracts.report.test_engine_number"


def digest() -> str:
    """Digest the reports of all cases, without the number itself."""
    made = hashlib.sha256()
    for name in NAMES:
        written = {key: value for key, value in report(name).to_dict().items() if key != "engine"}
        made.update(json.dumps([name, written], sort_keys=True).encode())
    return made.hexdigest()


def test_the_number_changes_with_the_reports() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    if golden["digest"] == digest():
        assert golden["engine"] == ENGINE, f"no report changed: set ENGINE back, or run `{COMMAND}`"
    else:
        changed = "a report changed: raise ENGINE in openapi_contracts/report/grading.py"
        assert golden["engine"] != ENGINE, f"{changed}, then run `{COMMAND}`"
        raise AssertionError(f"ENGINE was raised: run `{COMMAND}` to keep the digest of its reports")


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps({"engine": ENGINE, "digest": digest()}) + "\n", encoding="utf-8")
