"""The README's shell blocks and files for CI, pasted as they are, against the running service."""

import json
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests import service
from tests.service import Service

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCKS, YAMLS = (
    re.findall(rf"^```{kind}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for kind in ("sh", "yaml")
)
GITHUB, GITLAB = (
    next(each for each in map(yaml.safe_load, YAMLS) if key in each) for key in ("jobs", "contract")
)  # the files of two systems of CI
PETSTORE = (
    "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: {/pets: {get: {responses: {200: {description: All.}}}}}\n"
)
COMMANDS = {"make run", "make test"}
EXPORTS = "export REGISTRY="


def test_the_two_commands_are_there() -> None:
    assert {block.strip() for block in BLOCKS} >= COMMANDS


def shell(script: str, running: Service, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as CI does, with the registry in its environment."""
    environ = {"PATH": os.environ["PATH"], "REGISTRY": running.url}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=90,
    )  # fmt: skip


@pytest.mark.timeout(120)
def test_the_gates_of_ci_pass_what_may_be_merged_and_fail_what_may_not(tmp_path: Path) -> None:
    with service.running(tmp_path) as running, running.client() as client:
        client.post("/v1/apis/petstore/versions", content=PETSTORE, headers=service.YAML)
        for document, passes in ((PETSTORE, True), (PETSTORE.replace("get:", "post:"), False)):
            (tmp_path / "petstore.yaml").write_text(document)
            github = shell(GITHUB["jobs"]["compatibility"]["steps"][1]["run"], running, tmp_path)
            gitlab = shell("\n".join(GITLAB["contract"]["script"]), running, tmp_path)
            assert ((github.returncode == 0), (gitlab.returncode == 0)) == (passes, passes), (
                github.stderr + gitlab.stderr
            )
            assert ("::error file=petstore.yaml," in github.stdout) is not passes
            junit = ElementTree.parse(tmp_path / GITLAB["contract"]["artifacts"]["reports"]["junit"]).getroot()
            assert (junit.get("failures") == "0") is passes


@pytest.mark.timeout(120)
def test_the_examples_work_when_pasted_one_after_the_other(tmp_path: Path) -> None:
    pasted = [block for block in BLOCKS if block.strip() not in COMMANDS and not block.startswith(EXPORTS)]
    assert len(pasted) > 5
    with service.running(tmp_path) as running:
        script = "\n".join(["set -eu", f"REGISTRY={running.url}", f"TOKEN={service.ADMIN_TOKEN}", *pasted])
        finished = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=90
        )
        noise = [line for line in running.log.read_text().splitlines() if json.loads(line)["level"] != "info"]
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert noise == [], "the service logs what nobody can act on"
    assert all(f'"version":"{number}"' in finished.stdout for number in ("1.0.0", "2.0.0"))
    assert '"code":"breaking-change"' in finished.stdout
