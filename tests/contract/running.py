"""Schemathesis as a process against a running service, and what its report says it did."""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.depth import share
from tests.service import ROOT, Service

SEED = int(os.environ.get("SCHEMATHESIS_SEED", "1"))  # fixed, so that a run says something of the change it tests
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
PHASES = ("examples", "coverage", "fuzzing", "stateful")


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did: its exit code, its words, and the statuses of each operation by phase."""

    exit_code: int
    words: str
    statuses: Mapping[str, Mapping[str, Counter[int]]]  # phase, then operation, such as "GET /apis"

    @property
    def cases(self) -> int:
        """How many requests were sent."""
        return sum(sum(counter.values()) for phase in self.statuses.values() for counter in phase.values())

    def of(self, operation: str) -> Counter[int]:
        """Count the statuses of an operation over all phases."""
        return sum((phase.get(operation, Counter()) for phase in self.statuses.values()), Counter())

    def __str__(self) -> str:
        statuses = Counter(status for _, _, status in self._answers())
        return f"seed {SEED}, {self.cases} cases: {dict(sorted(statuses.items()))}"

    def _answers(self) -> Iterator[tuple[str, str, int]]:
        for phase, operations in self.statuses.items():
            for operation, counter in operations.items():
                yield from ((phase, operation, status) for status in counter.elements())

    def failed(self) -> set[tuple[str, int]]:
        """List what was answered with a failure of the service; 503 is one that the contract declares."""
        return {(operation, status) for _, operation, status in self._answers() if status >= 500 and status != 503}


def declared_operations() -> set[str]:
    """List the operations of the contract, such as "GET /apis"."""
    paths = yaml.load((ROOT / "specs" / "v1.yaml").read_bytes(), yaml.CSafeLoader)["paths"]
    return {f"{method.upper()} {path}" for path, item in paths.items() for method in METHODS & item.keys()}


def run(service: Service, folder: Path, *options: str, examples: int = 40) -> Report:
    """Run every phase against a service, with a share of so many examples of each operation.

    Options are those of `schemathesis run`.
    """
    report = folder / "report.ndjson"
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(ROOT / "tests" / "contract" / "schemathesis.toml")),
        *("run", f"{service.url}/v1/openapi.json", "--no-color", "--seed", str(SEED)),
        *("--max-examples", str(share(examples))),
        *("--report-ndjson-path", str(report)),
        *options,
    ]
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "HYPOTHESIS_STORAGE_DIRECTORY": str(folder)}
    ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=850)
    return Report(ran.returncode, ran.stdout + ran.stderr, _statuses(report))


def _statuses(report: Path) -> Mapping[str, Mapping[str, Counter[int]]]:
    statuses: dict[str, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for event in _finished_scenarios(report):
        recorder = event["recorder"]
        for number, interaction in recorder.get("interactions", {}).items():
            if interaction["response"] is not None:
                case = recorder["cases"][number]["value"]
                operation = f"{case['method']} {case['path']}"
                statuses[event["phase"]][operation][interaction["response"]["status_code"]] += 1
    return statuses


def _finished_scenarios(report: Path) -> Iterator[dict[str, Any]]:
    with report.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if "ScenarioFinished" in event:
                yield event["ScenarioFinished"]
