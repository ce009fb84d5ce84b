"""Copies of the tree that is served, to which a second major is added as anyone would add it."""

import filecmp
import os
import shutil
from pathlib import Path

from tests.service import ROOT

NOT_SERVED = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "bench", "var")
SECOND = Path(__file__).parent / "v2"  # the files that a second major is made of
TITLE = "  title: Contract registry\n"


def copied(tree: Path) -> Path:
    """Copy what is served."""
    shutil.copytree(ROOT, tree, ignore=NOT_SERVED)
    return tree


def add_second(tree: Path) -> None:
    """Add the second major: its contract and its handlers."""
    shutil.copytree(SECOND, tree, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))


def announce(tree: Path, *, deprecated: str, sunset: str, guide: str = "https://example.org/v2") -> None:
    """Announce the end of the first major, in its contract."""
    contract = tree / "specs" / "v1.yaml"
    said = f"x-lifecycle: {{deprecated: {deprecated}, sunset: {sunset}, guide: '{guide}'}}\ninfo:\n{TITLE}"
    text = contract.read_text(encoding="utf-8")
    assert text.count(f"info:\n{TITLE}") == 1
    contract.write_text(text.replace(f"info:\n{TITLE}", said), encoding="utf-8")


def differences(tree: Path) -> dict[str, list[str]]:
    """List the files of a copy that are added, changed and missing."""
    ours, theirs = _files(ROOT), _files(tree)
    shared = sorted(ours & theirs)
    _, changed, unread = filecmp.cmpfiles(ROOT, tree, shared, shallow=False)
    return {"added": sorted(theirs - ours), "changed": changed + unread, "missing": sorted(ours - theirs)}


def _files(tree: Path) -> set[str]:
    """List the files of a tree that are served, as places in it."""
    found: set[str] = set()
    for folder, folders, files in os.walk(tree):
        ignored = NOT_SERVED(folder, [*folders, *files])
        folders[:] = [name for name in folders if name not in ignored]
        found |= {os.path.relpath(os.path.join(folder, name), tree) for name in files if name not in ignored}
    return found
