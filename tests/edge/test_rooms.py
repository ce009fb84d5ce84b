"""The rooms of edge/: which may import which, without circles, and no two classes of one name."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EDGE = ROOT / "edge"
SHARED = "edge"  # the modules beside the rooms, which every room may import
MAY_IMPORT: dict[str, set[str]] = {
    SHARED: set(),
    "answers": {SHARED},
    "coding": {SHARED},
    "contract": {SHARED, "answers"},
    "limiting": {SHARED, "answers"},
    "observing": {SHARED},
    "worker": {SHARED, "answers"},
    "stations": {SHARED, "answers", "contract", "limiting", "observing", "worker"},
}
"""Each room may import only rooms above it, so there are no circles."""


def room(path: Path) -> str:
    """Name the room of a module or a package."""
    first = path.relative_to(EDGE).parts[0]
    return first if (EDGE / first).is_dir() else SHARED


def imported_rooms(path: Path) -> set[str]:
    """Name the rooms that a module imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "edge":
            for alias in node.names:
                steps = [*str(node.module).split("."), alias.name]
                found.add(room(ROOT.joinpath(*steps)))
    return found


def modules() -> list[Path]:
    return sorted(path for path in EDGE.rglob("*.py"))


def test_every_room_is_in_the_table() -> None:
    assert {room(path) for path in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_the_rooms_above_its_own(path: Path) -> None:
    own = room(path)
    assert imported_rooms(path) <= MAY_IMPORT[own] | {own}


def test_each_row_of_the_table_names_only_rooms_above_it() -> None:
    above: set[str] = set()
    for name, allowed in MAY_IMPORT.items():
        assert allowed <= above, name
        above.add(name)


def test_no_two_classes_have_one_name() -> None:
    names = Counter(
        node.name
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []
