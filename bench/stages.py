"""What one comparison costs, station by station, measured in a process of its own.

    python -m bench.stages OLD NEW      # prints one line of JSON, of which `measured` makes a `Cost`

All times are of the processor. The memory is the most that was resident when the report was made: documents, engine
and Python included. It is the kernel's mark of this process alone; that of `getrusage` is its parent's, if higher.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

from openapi_contracts.comparison import compare
from openapi_contracts.containment.containment import Answer
from openapi_contracts.contracts import normalize
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas import ComparedSchemas, Questions
from openapi_contracts.vocabulary import Side

T = TypeVar("T")
SECONDS = 120  # so long is a pair waited for
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Cost:
    """One comparison: seconds of each station, bytes of memory, and what became of the bodies.

    `whole` is that of `compare`, and `stations` its parts as it names them itself. `bodies` counts every schema both
    documents have by its answer; `solved` are the seconds of each distinct pair that changed, and `solve` of all that
    is asked, when the prover is asked nothing else.
    """

    parse: float
    whole: float
    stations: dict[str, float]
    solve: float
    memory: int
    size: int
    changes: int
    verdict: str
    bodies: dict[str, int]
    solved: list[float]
    reasons: dict[str, int]


def measured(old: Path, new: Path) -> Cost | str:
    """Compare two documents in a child, and return what it cost; or why that failed."""
    command = [sys.executable, "-m", "bench.stages", str(old), str(new)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"more than {SECONDS} s"
    if done.returncode:
        return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}"
    return Cost(**json.loads(done.stdout))


def timed(task: Callable[[], T]) -> tuple[T, float]:
    """Do something, and say what it cost."""
    start = process_time()
    value = task()
    return value, process_time() - start


def cost(old: Path, new: Path) -> Cost:
    """Compare two documents in this process."""
    gc.disable()  # as the command and the registry's children do
    (base, revision), parse = timed(lambda: (_parsed(old), _parsed(new)))
    began: list[tuple[str, float]] = []
    report, whole = timed(lambda: compare(base, revision, progress=lambda name: began.append((name, process_time()))))
    memory = _most_resident()
    ended = [*(start for _, start in began[1:]), began[0][1] + whole]
    stations = {name: end - start for (name, start), end in zip(began, ended, strict=True)}
    schemas = ComparedSchemas(base, revision)
    asked = surface.compare(normalize(base), normalize(revision), schemas).schema_questions
    questions = schemas.questions(asked)
    is_unchanged = [questions.is_unchanged(one) for one in asked]
    (bodies, solved, reasons), solve = timed(lambda: _solved(questions, asked, is_unchanged))
    size, verdict = new.stat().st_size, report.verdict.value
    return Cost(parse, whole, stations, solve, memory, size, len(report.changes), verdict, bodies, solved, reasons)


def _most_resident() -> int:
    """Return the high-water mark of this process's memory in bytes (proc(5), VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def _parsed(path: Path) -> Any:
    return read(path.read_bytes(), Limits()).data


def _solved(
    questions: Questions, asked: tuple[SchemaQuestion, ...], is_unchanged: list[bool]
) -> tuple[dict[str, int], list[float], dict[str, int]]:
    """Answer every question, and time those that were not met before."""
    bodies: dict[str, int] = {}
    reasons: dict[str, int] = {}
    times: dict[tuple[object, ...], float] = {}
    for one, same in zip(asked, is_unchanged, strict=True):
        answer, seconds = timed(partial(questions.answer, one))
        kind = UNCHANGED if same else answer.verdict.value
        bodies[kind] = bodies.get(kind, 0) + 1
        if not same:
            times.setdefault(_distinct(questions, one), seconds)
        if answer.reason:
            reasons[_short(answer)] = reasons.get(_short(answer), 0) + 1
    return bodies, list(times.values()), reasons


def _distinct(questions: Questions, one: SchemaQuestion) -> tuple[object, ...]:
    """Tell apart the pairs of schemas: by where they are, once references alone are followed."""
    places: list[object] = [one.direction]
    for side, at in zip(Side, (one.old, one.new), strict=True):
        lowered = questions.normalized(side, one.direction)
        place = lowered.place(at) if at else None
        places.append(place and lowered.follow(place))
    return tuple(places)


def _short(answer: Answer) -> str:
    return (answer.reason or "").split(" (at ")[0][:70]


if __name__ == "__main__":
    print(json.dumps(asdict(cost(Path(sys.argv[1]), Path(sys.argv[2])))))
