"""The files of hosted CI: they parse, test every supported Python, and run commands that the Makefile has."""

import re
from typing import Any

import pytest
import yaml

from tests.service import ROOT

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
RESOLUTIONS = {"lowest-direct", "highest"}


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


GITHUB, GITLAB = parsed(".github/workflows/ci.yml")["jobs"], parsed(".gitlab-ci.yml")
PRE_COMMIT, DEPENDABOT = parsed(".pre-commit-config.yaml"), parsed(".github/dependabot.yml")


def commands() -> list[str]:
    steps = [step["run"] for job in GITHUB.values() for step in job["steps"] if "run" in step]
    return [*steps, *(line for job in GITLAB.values() for line in job["script"])]


def test_every_supported_python_is_tested() -> None:
    assert GITHUB["test"]["strategy"]["matrix"]["python"] == PYTHONS
    assert GITLAB["test"]["parallel"]["matrix"] == [{"PYTHON": PYTHONS}]
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert oldest is not None
    assert oldest[1] == PYTHONS[0]


def test_every_night_the_random_searches_run_in_full() -> None:
    assert GITHUB["nightly"]["steps"][-1] == {"run": "make nightly"}
    assert parsed(".github/workflows/ci.yml")[True]["schedule"], "YAML 1.1 reads the key `on` as true"
    assert GITLAB["nightly"]["script"] == ["make nightly"]


def test_the_oldest_and_the_newest_dependencies_are_tested() -> None:
    assert {each["resolution"] for each in GITHUB["dependencies"]["strategy"]["matrix"]["include"]} == RESOLUTIONS
    assert {each["RESOLUTION"] for each in GITLAB["dependencies"]["parallel"]["matrix"]} == RESOLUTIONS


@pytest.mark.parametrize("command", commands())
def test_a_command_is_a_target_of_the_makefile(command: str) -> None:
    make, target, *_ = command.split()
    assert make == "make"
    assert target in TARGETS


def test_a_workflow_has_no_more_rights_than_it_needs() -> None:
    assert parsed(".github/workflows/ci.yml")["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 60 for job in GITHUB.values())


def test_the_hooks_run_what_the_makefile_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
    hooks = [hook for repository in PRE_COMMIT["repos"] for hook in repository["hooks"]]
    assert {hook["id"] for hook in hooks} == {"ruff-check", "ruff-format", "mypy"}
    assert all(hook["entry"].partition(" --")[0] in makefile for hook in hooks)
    assert all(hook["language"] == "system" for hook in hooks), "the versions are those of requirements-dev.txt"


def test_newer_dependencies_are_looked_for() -> None:
    assert {each["package-ecosystem"] for each in DEPENDABOT["updates"]} == {"pip", "github-actions"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_every_pinned_requirement_has_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert pinned
    assert [each.splitlines()[0] for each in pinned if "--hash=sha256:" not in each] == []
