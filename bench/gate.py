"""What the gate costs: real histories, published over HTTP to the real service with SQLite, by size of document.

    python -m bench.gate [api ...]

Each version is published as its team might: what is refused is published again as the next major. The time is that of
the first request, from its first byte to the answer; it reads, checks and digests the document and compares it with the
latest version of its line and with the first one. `stored` is what a version adds, compressed: its bytes, what is kept
of it to compare it again, and the report of the comparison. REGISTRY_CORPUS says where the histories are.
"""

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from bench.figures import duration, median, percentile, table
from tests import service
from tests.serving.histories import Step, histories, replay

CLASSES = {"to 100 kB": 100_000, "to 1 MB": 1_000_000, "to 5 MB": 5_000_000, "larger": sys.maxsize}
STORED = {  # label -> what a document of a sha256 has stored
    "document": "SELECT length(content) FROM documents WHERE sha256 = ?",
    "prepared": "SELECT length(content) FROM prepared_documents WHERE sha256 = ?",
    "report": "SELECT sum(length(report)) FROM comparisons WHERE revision_sha256 = ?",
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("api", nargs="*", help="only these APIs of the corpus")
    chosen = parser.parse_args().api
    found = {api: paths for api, paths in histories().items() if not chosen or api in chosen}
    if not found:
        sys.exit("no corpus: set REGISTRY_CORPUS to a folder with specs/<api>/<version>.json or .yaml")
    with tempfile.TemporaryDirectory() as folder:
        with service.running(Path(folder), REGISTRY_WORKERS="1") as running, running.client() as client:
            steps = {api: list(replay(client, api, paths)) for api, paths in found.items()}
        _print(steps, _stored(Path(folder) / "registry.db", steps))


def _stored(database: Path, steps: Mapping[str, list[Step]]) -> Mapping[Path, Mapping[str, int]]:
    """Read what each version has added to the database."""
    with closing(sqlite3.connect(database)) as connection:

        def size(statement: str, step: Step) -> int:
            row = connection.execute(statement, (step.version["sha256"],)).fetchone()
            return (row and row[0]) or 0

        return {
            step.path: {label: size(statement, step) for label, statement in STORED.items()}
            for history in steps.values()
            for step in history
        }


def _print(steps: Mapping[str, list[Step]], stored: Mapping[Path, Mapping[str, int]]) -> None:
    every = [step for history in steps.values() for step in history]
    columns = ("size", "versions", "p50", "p95", "longest", "refused", "bytes", *STORED)
    rows = [_row(label, [step for step in every if _class(step) == label], stored) for label in CLASSES]
    table("publishing real histories, by size of document; bytes are those of a version, in the middle", columns, rows)
    columns = ("API", "versions", "numbers", "refused", "undecided", "p50", "longest")
    table("by API", columns, [_history(api, history) for api, history in steps.items()])


def _class(step: Step) -> str:
    return next(label for label, limit in CLASSES.items() if step.path.stat().st_size <= limit)


def _row(label: str, steps: list[Step], stored: Mapping[Path, Mapping[str, int]]) -> tuple[object, ...]:
    times = [step.seconds for step in steps]
    sizes = [_kilobytes(step.path.stat().st_size for step in steps)]
    sizes += [_kilobytes(stored[step.path][kind] for step in steps) for kind in STORED]
    figures = [duration(each) for each in (median(times), percentile(times, 0.95), max(times, default=float("nan")))]
    return (label, len(steps), *figures, _share(steps), *sizes)


def _history(api: str, steps: list[Step]) -> tuple[object, ...]:
    times = [step.seconds for step in steps]
    numbers = f"{steps[0].version['version']} to {steps[-1].version['version']}"
    undecided = sum(bool(step.refusal) and step.refusal["report"]["verdict"] == "undecided" for step in steps)
    return (api, len(steps), numbers, _share(steps), undecided, duration(median(times)), duration(max(times)))


def _share(steps: list[Step]) -> str:
    refused = sum(step.refusal is not None for step in steps)
    return f"{refused} ({refused / len(steps):.0%})" if steps else "-"


def _kilobytes(sizes: Iterable[int]) -> str:
    return f"{median(list(sizes)) / 1000:,.1f} kB"


if __name__ == "__main__":
    main()
