"""Where the corpus of real descriptions is, if this machine has one; the only module that knows."""

import os
from pathlib import Path

import pytest


def specs() -> list[Path]:
    """Return the real OpenAPI documents, smallest first, or none."""
    folder = _folder() / "specs"
    found = (path for path in folder.glob("*/*") if path.suffix in {".json", ".yaml"})
    return sorted(found, key=lambda path: (path.stat().st_size, path.as_posix()))


def require() -> list[Path]:
    """Return the real OpenAPI documents, or skip the test that asks for them."""
    found = specs()
    if not found:
        pytest.skip("no corpus: set REGISTRY_CORPUS to a folder with specs/<api>/<version>.json or .yaml")
    return found


def containment() -> Path:
    """Return the folder of the containment suites, or skip the test that asks for it."""
    folder = _folder() / "containment"
    if not folder.is_dir():
        pytest.skip("no corpus: set REGISTRY_CORPUS to a folder with containment/<suite>.jsonl")
    return folder


def peers() -> Path:
    """Return the folder of the pairs that other tools judge, or skip the test that asks for it."""
    folder = _folder() / "peers"
    if not folder.is_dir():
        pytest.skip("no corpus: set REGISTRY_CORPUS to a folder with peers/cases.jsonl")
    return folder


def _folder() -> Path:
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    return Path(os.environ.get("REGISTRY_CORPUS", beside))
