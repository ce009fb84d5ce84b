"""How the cost of a comparison grows: with the size of the documents, and with the number of changes in one."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.publish import made
from bench.stages import Cost, measured

SIZES = {"0.1 MB": 80, "1 MB": 800, "5 MB": 4_200, "12 MB": 10_500}  # label -> resources, each about 1.1 kB of JSON
CHANGES = (1, 10, 100, 1_000)
MANY = 2_000  # resources of the document with many changes


@dataclass(frozen=True, slots=True)
class Grown:
    """One point of a curve."""

    label: str
    cost: Cost | str


def by_size() -> Iterator[Grown]:
    """Change one property, of a schema that is used once, and of one that half of all schemas lead to."""
    for label, resources in SIZES.items():
        for where, index in (("used once", resources - 1), ("used by half", 1)):
            yield Grown(f"{label}, {where}", _compared(made(resources), [index]))


def by_changes() -> Iterator[Grown]:
    """Change one property in each of so many schemas that nothing else leads to."""
    for count in CHANGES:
        yield Grown(f"{count:,} changes", _compared(made(MANY), range(MANY - count, MANY)))


def _compared(document: dict[str, Any], indexes: "range | list[int]") -> Cost | str:
    changed = deepcopy(document)
    for index in indexes:
        changed["components"]["schemas"][f"Thing{index}"]["properties"]["field1"]["type"] = "integer"
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.json" for name in ("old", "new")]
        for path, written in zip(paths, (document, changed), strict=True):
            path.write_text(json.dumps(written), encoding="utf-8")
        return measured(*paths)
