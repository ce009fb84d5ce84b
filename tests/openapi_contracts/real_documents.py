"""Real contracts for the tests of whole comparisons: where they are, and as data."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from tests import corpus

SMALL = 700_000  # bytes: up to here a document is compared in well under a second, whatever changed


def name(path: Path) -> str:
    """Name a version of a contract."""
    return f"{path.parent.name}-{path.stem}"


def versions() -> dict[str, list[Path]]:
    """List the versions of each contract, oldest first."""
    found: dict[str, list[Path]] = {}
    for path in sorted(corpus.specs()):
        found.setdefault(path.parent.name, []).append(path)
    return found


def newest() -> list[Path]:
    """Return the newest version of each contract, smallest first."""
    return sorted((paths[-1] for paths in versions().values()), key=lambda path: (path.stat().st_size, path))


def neighbours() -> list[tuple[Path, Path]]:
    """Return every version with the one after it."""
    return [pair for paths in versions().values() for pair in pairwise(paths)]


@lru_cache(maxsize=2)
def parsed(path: Path) -> Any:
    """Read a document."""
    return read(path.read_bytes(), Limits()).data
