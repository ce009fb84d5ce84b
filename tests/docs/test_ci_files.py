"""The files for CI that docs/ci.md shows, run against the running service."""

import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests import service
from tests.docs.pages import GITHUB, GITLAB, blocks
from tests.service import ROOT, Service

PAGE = {block.kind: block.text for block in blocks(ROOT / "docs/ci.md")}
WORKFLOW, PIPELINE = yaml.safe_load(PAGE[GITHUB]), yaml.safe_load(PAGE[GITLAB])
DOCUMENT = (
    "openapi: 3.0.3\ninfo: {title: O, version: '1'}\npaths: {/orders: {get: {responses: {200: {description: All.}}}}}\n"
)


def shell(script: str, running: Service, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as CI does, with the registry in its environment."""
    environ = {"PATH": os.environ["PATH"], "REGISTRY": running.url}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=90,
    )  # fmt: skip


@pytest.mark.timeout(120)
def test_the_gates_pass_what_may_be_merged_and_fail_what_may_not(tmp_path: Path) -> None:
    with service.running(tmp_path) as running, running.client() as client:
        client.post("/v1/apis/orders/versions", content=DOCUMENT, headers=service.YAML)
        for document, passes in ((DOCUMENT, True), (DOCUMENT.replace("get:", "post:"), False)):
            (tmp_path / "orders.yaml").write_text(document)
            github = shell(WORKFLOW["jobs"]["compatibility"]["steps"][1]["run"], running, tmp_path)
            gitlab = shell("\n".join(PIPELINE["contract"]["script"]), running, tmp_path)
            assert ((github.returncode == 0), (gitlab.returncode == 0)) == (passes, passes), (
                github.stderr + gitlab.stderr
            )
            assert ("::error file=orders.yaml," in github.stdout) is not passes
            junit = ElementTree.parse(tmp_path / PIPELINE["contract"]["artifacts"]["reports"]["junit"]).getroot()
            assert (junit.get("failures") == "0") is passes
