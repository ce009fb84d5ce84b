"""Real API descriptions: the folder that REGISTRY_CORPUS names, and the tests that need it.

A test that needs real documents has the marker `corpus`, with the part of the folder it reads. Without that part it is
skipped with one line, whether it takes the documents as parameters, from a fixture or by itself.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

PARTS = {
    "specs": "specs/<api>/<version>.json or .yaml",
    "containment": "containment/<suite>.jsonl",
    "peers": "peers/cases.jsonl",
}


def specs() -> list[Path]:
    """Return the real OpenAPI documents, smallest first, or none."""
    folder = _part("specs")
    found = (path for path in folder.glob("*/*") if path.suffix in {".json", ".yaml"}) if folder else ()
    return sorted(found, key=lambda path: (path.stat().st_size, path.as_posix()))


def containment() -> Path:
    """Return the folder of the containment suites."""
    return _required("containment")


def peers() -> Path:
    """Return the folder of the pairs that other tools judge."""
    return _required("peers")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Skip the tests whose part of the corpus is absent."""
    for item in items:
        for marker in list(item.iter_markers("corpus")):
            part = marker.args[0] if marker.args else "specs"
            if _part(part) is None:
                # First of all marks, so that pytest does not say instead that there are no parameters.
                item.add_marker(pytest.mark.skip(reason=_absent(part)), append=False)


def _required(part: str) -> Path:
    folder = _part(part)
    if folder is None:
        pytest.fail(f"a test that reads {part} needs @pytest.mark.corpus({part!r}); {_absent(part)}")
    return folder


def _part(part: str) -> Path | None:
    """Return a part of the corpus, or None where there is none."""
    told = os.environ.get("REGISTRY_CORPUS")
    folder = Path(told) / part if told else None
    return folder if folder and folder.is_dir() else None


def _absent(part: str) -> str:
    return f"no corpus: set REGISTRY_CORPUS to a folder with {PARTS[part]}"
