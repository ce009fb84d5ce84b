"""The tree is the design: who imports whom, how long a module is, and that everything is strict."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "openapi_contracts": set(),
    "registry": {"openapi_contracts"},
    "storage": {"registry", "openapi_contracts"},
    "edge": {"registry", "openapi_contracts"},
    "handlers": {"edge", "registry", "openapi_contracts"},
    "pages": {"edge", "registry", "openapi_contracts"},
    "bindings": set(),
    "settings": {"bindings"},
    "app": {"settings", "storage", "edge", "registry", "pages", "openapi_contracts"},
    "wsgi": {"app", "edge", "settings"},
    "migrate": {"settings", "storage", "edge"},
    "gunicorn.conf": {"settings", "edge"},
}
ROOMS = {  # of openapi_contracts: each imports only rooms that stand above it
    "vocabulary": set(),
    "documents": {"vocabulary"},
    "contracts": {"documents", "vocabulary"},
    "serialization": {"contracts"},
    "containment": {"documents", "vocabulary"},
    "findings": {"containment", "contracts", "vocabulary"},
    "rules": {"contracts", "vocabulary"},
    "policy": {"contracts", "documents", "rules", "vocabulary"},
    "options": {"containment", "policy", "vocabulary"},
    "schemas": {"containment", "contracts", "documents", "findings", "serialization", "vocabulary"},
    "differences": {
        "containment",
        "contracts",
        "documents",
        "findings",
        "rules",
        "schemas",
        "serialization",
        "vocabulary",
    },
    "witnesses": {"contracts", "findings", "schemas", "serialization"},
    "report": {"contracts", "documents", "findings", "options", "policy", "rules", "vocabulary"},
    "outputs": {"documents", "findings", "report", "rules", "vocabulary"},
    "comparison": {
        "contracts",
        "differences",
        "findings",
        "options",
        "report",
        "schemas",
        "vocabulary",
        "witnesses",
    },
}
FACE = {"__init__", "__main__", "command", "version"}  # these open the library to others: they may import any room
NOT_SERVED = {"tests", "bench"}
LONGEST = 250
NAMELESS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "data"}


def modules() -> list[Path]:
    """List the modules that git knows or could know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(Path(line) for line in listed.stdout.splitlines() if (ROOT / line).exists())


def served() -> list[Path]:
    return [path for path in modules() if part(path) not in NOT_SERVED]


def part(path: Path) -> str:
    """Name the top-level part a module belongs to."""
    return path.parts[0].removesuffix(".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Name every module that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found.add(node.module or "")
    return found


def test_every_part_is_in_the_import_table() -> None:
    assert {part(path) for path in served()} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", served(), ids=str)
def test_a_module_imports_only_what_its_part_may(path: Path) -> None:
    own = {name.split(".")[0] for name in imported(path)} & (set(MAY_IMPORT) | NOT_SERVED)
    assert own - {part(path)} <= MAY_IMPORT[part(path)]


@pytest.mark.parametrize("path", [path for path in served() if part(path) != "openapi_contracts"], ids=str)
def test_the_service_imports_the_face_of_the_library_alone(path: Path) -> None:
    assert {name for name in imported(path) if name.startswith("openapi_contracts.")} == set()


def engine() -> list[Path]:
    """List the modules of the engine that are in a room."""
    return [path for path in modules() if part(path) == "openapi_contracts" and room(path) not in FACE]


def room(path: Path) -> str:
    """Name the room of the engine a module belongs to."""
    return path.parts[1].removesuffix(".py")


def test_every_room_of_the_engine_is_in_the_table_below_those_it_imports() -> None:
    assert {room(path) for path in engine()} == set(ROOMS)
    above: set[str] = set()
    for name, imports in ROOMS.items():
        assert imports <= above, f"{name} imports a room that does not stand above it"
        above.add(name)


@pytest.mark.parametrize("path", engine(), ids=str)
def test_a_module_of_the_engine_imports_only_what_its_room_may(path: Path) -> None:
    names = {name.split(".")[1] for name in imported(path) if name.startswith("openapi_contracts.")}
    assert names - {room(path)} <= ROOMS[room(path)]


def test_the_engine_has_no_two_classes_of_one_name() -> None:
    found: dict[str, list[str]] = {}
    for path in modules():
        if part(path) == "openapi_contracts":
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.ClassDef):
                    found.setdefault(node.name.strip("_"), []).append(f"{path}:{node.lineno}")
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


@pytest.mark.parametrize("path", [path for path in served() if path.parts[0] == "handlers"], ids=str)
def test_a_major_never_imports_another(path: Path) -> None:
    majors = {".".join(name.split(".")[:2]) for name in imported(path) if name.startswith("handlers.")}
    assert majors <= {".".join(path.parts[:2])}


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_module_is_small_named_and_introduced(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert part(path) == "tests" or len(text.splitlines()) <= LONGEST, "tables of cases may be longer"
    assert path.stem not in NAMELESS
    assert ast.get_docstring(parsed(path)), "a module opens with a line that says what lives there"


def test_nothing_unfinished_and_no_path_of_one_machine_is_committed() -> None:
    unfinished = "TO" + "DO|FIX" + "ME|X" + "XX"  # written so that this line does not find itself
    elsewhere = "/wor" + r"k/|\.\./sha" + "red"
    found = subprocess.run(
        ["git", "grep", "-nIE", f"({unfinished}|{elsewhere})", "--", ".", ":!LICENSE", ":!.ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
