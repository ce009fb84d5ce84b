"""The library as a stranger installs it: a wheel, in an empty environment, used from any folder."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from openapi_contracts.version import VERSION
from tests.openapi_contracts.command.documents import BROKEN, OLD

ROOT = Path(__file__).resolve().parents[2]
UV = str(Path(sys.executable).with_name("uv"))


def ran(*command: str | Path, cwd: Path, expected: int = 0) -> str:
    """Run a command without the environment of the tests, and return its standard output."""
    finished = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, timeout=250
    )
    assert finished.returncode == expected, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran(UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable, "-o", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_library_and_its_command_alone(wheel: Path) -> None:
    assert wheel.name == f"openapi_contracts-{VERSION}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in names} == {
        "openapi_contracts",
        f"openapi_contracts-{VERSION}.dist-info",
    }
    listed = ran("git", "ls-files", "--cached", "--others", "--exclude-standard", "openapi_contracts", cwd=ROOT)
    assert {name for name in names if ".dist-info/" not in name} == set(listed.split())
    assert "openapi_contracts/py.typed" in names


def test_it_installs_into_an_empty_environment_and_compares_two_files(wheel: Path, tmp_path: Path) -> None:
    environment, folder = tmp_path / "environment", tmp_path / "elsewhere"
    folder.mkdir()
    for name, document in {"old.json": OLD, "new.json": BROKEN}.items():
        (folder / name).write_text(json.dumps(document), encoding="utf-8")
    ran(UV, "venv", "--quiet", "--python", sys.executable, environment, cwd=folder)
    python, contracts = environment / "bin" / "python", environment / "bin" / "contracts"
    pins = ROOT / "requirements.txt"
    ran(UV, "pip", "install", "--quiet", "--system-certs", "--python", python, "--constraint", pins, wheel, cwd=folder)
    assert ran(contracts, "--version", cwd=folder) == f"contracts {VERSION}\n"
    report = ran(contracts, "diff", "old.json", "new.json", cwd=folder, expected=1)
    assert "operation-removed" in report
    assert ran(python, "-m", "openapi_contracts", "diff", "old.json", "new.json", cwd=folder, expected=1) == report
    program = "import openapi_contracts as face; print(*(getattr(face, name) for name in face.__all__))"
    assert ran(python, "-W", "error", "-c", program, cwd=folder)
