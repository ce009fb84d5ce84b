"""What the platform makes of the upload: an app, its Python, exactly what is pinned, and the commands to start it."""

import json
import os
import re
from binascii import crc32
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.depth import IS_NIGHTLY
from tests.rehearsal import droplet as staging
from tests.rehearsal import platform
from tests.rehearsal.droplet import Droplet, IndexUnreachable, StagingError, line_of, pip, processes
from tests.rehearsal.launcher import run_task
from tests.service import ADMIN_TOKEN, ROOT

RUNTIME = (ROOT / "runtime.txt").read_text(encoding="utf-8")
REQUIREMENTS = [
    Requirement(line.removesuffix("\\"))
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith((" ", "#"))  # hashes and comments
]
TOOLS = {"pytest", "hypothesis", "schemathesis", "playwright", "mypy", "ruff", "uv", "psutil"}
BROUGHT = {"pip", "setuptools", "wheel"}  # by the environment itself
PLATFORMS = ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")


@pytest.mark.parametrize(
    "runtime",
    [
        "python-3.13",  # no patch and no x
        "3.13",
        "Python-3.13.x",
        "python-3.13.x # why",
        "python-3.13.x\npython-3.12.x\n",
        "python-3.13.2",  # goes with the next buildpack
        "python-3.9.x",  # gone
        "",
    ],
)
def test_a_runtime_that_would_fail_staging_is_refused(runtime: str) -> None:
    with pytest.raises(StagingError, match="has no Python"):
        line_of(runtime)


def test_the_runtime_is_a_line_of_python_that_the_buildpack_has_and_these_tests_know() -> None:
    line = tuple(map(int, line_of(RUNTIME).split(".")))
    oldest = re.search(r"--python-version (3)\.(\d+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert oldest is not None
    assert line >= tuple(map(int, oldest.groups())), "the requirements are compiled for newer ones"


@pytest.mark.parametrize(
    "procfile", ["web: [gunicorn, wsgi:app]", "web: a: b", "- web", "web: 1", "web", "web: {command: x}"]
)
def test_a_procfile_that_would_be_read_otherwise_is_refused(procfile: str) -> None:
    with pytest.raises(StagingError, match="Procfile"):
        processes(procfile)


def test_the_procfile_says_what_it_seems_to_say(droplet: Droplet) -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    assert [f"{name}: {command}" for name, command in droplet.processes.items()] == lines, "YAML cuts off comments"
    assert {"web", "migrate"} <= set(droplet.processes)
    composite = [each for each in droplet.processes.values() if re.search(r"[;&|]", each)]
    assert all("exec " in command for command in composite), "a shell in front keeps signals to itself"


def test_nothing_in_the_root_makes_the_buildpack_do_anything_else(tmp_path: Path) -> None:
    with pytest.raises(StagingError, match="is in the root"):
        staging.detect(tmp_path)
    (tmp_path / "requirements.txt").touch()
    staging.detect(tmp_path)
    (tmp_path / "vendor").mkdir()
    with pytest.raises(StagingError, match="vendor in the root changes"):
        staging.detect(tmp_path)


def test_every_requirement_is_pinned() -> None:
    assert all([each.operator for each in requirement.specifier] == ["=="] for requirement in REQUIREMENTS)


def test_exactly_what_is_pinned_is_installed_and_it_fits_together(droplet: Droplet) -> None:
    assert "No broken requirements" in pip(droplet.python, "check")
    listed = json.loads(pip(droplet.python, "list", "--format=json"))
    installed = {canonicalize_name(each["name"]): each["version"] for each in listed}
    wanted = {each for each in REQUIREMENTS if each.marker is None or each.marker.evaluate()}
    pinned = {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in wanted}
    assert {name: version for name, version in installed.items() if name not in BROUGHT} == pinned
    assert not TOOLS & set(installed), "what only tests need is not in requirements.txt"


@pytest.mark.skipif(not IS_NIGHTLY, reason="asks the index for every requirement; `make rehearse` does")
def test_every_requirement_has_a_wheel_for_the_python_of_the_platform(droplet: Droplet, tmp_path: Path) -> None:
    asked = ["--python-version", line_of(RUNTIME), "--implementation", "cp", "--only-binary=:all:", "--no-deps"]
    asked += [f"--platform={each}" for each in PLATFORMS]
    answered = droplet.deps / "0" / f"wheels-{crc32(repr(asked).encode())}"
    if not answered.exists():  # kept with what these very requirements have installed
        try:
            pip(
                droplet.python,
                "install",
                "--dry-run",
                f"--target={tmp_path}",
                *asked,
                "-r",
                f"{droplet.app}/requirements.txt",
            )
        except IndexUnreachable as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(error))
        answered.touch()


def test_what_runs_does_not_see_the_repository(droplet: Droplet, tmp_path: Path) -> None:
    question = (
        "import json, sys, wsgi; from importlib.util import find_spec;"
        " print(json.dumps([sys.path, wsgi.__file__, find_spec('tests') is None]))"
    )
    address = {"DATABASE_URL": f"sqlite:///{tmp_path}/registry.db", "REGISTRY_ADMIN_TOKEN": ADMIN_TOKEN}
    asked = run_task(droplet, tmp_path, f'python -c "{question}"', bound=address)
    assert asked.returncode == 0, asked.stderr
    path, wsgi, alone = json.loads(asked.stdout)
    assert alone
    assert Path(wsgi).is_relative_to(tmp_path)
    assert not {ROOT, ROOT / "tests"} & set(map(Path, path))


def test_the_platforms_tables_say_when_they_were_read() -> None:
    assert platform.READ_ON.year >= 2026
    assert all(patch.startswith(f"{line}.") for line, patch in platform.PYTHONS.items())
