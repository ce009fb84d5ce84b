"""The README's shell blocks, pasted as they are, against the running service."""

import re
import subprocess
from pathlib import Path

import pytest

from tests import service

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
COMMANDS = {"make run", "make test"}
EXPORTS = "export REGISTRY="


def test_the_two_commands_are_there() -> None:
    assert {block.strip() for block in BLOCKS} >= COMMANDS


@pytest.mark.timeout(120)
def test_the_examples_work_when_pasted_one_after_the_other(tmp_path: Path) -> None:
    pasted = [block for block in BLOCKS if block.strip() not in COMMANDS and not block.startswith(EXPORTS)]
    assert len(pasted) > 5
    with service.running(tmp_path) as running:
        script = "\n".join(["set -eu", f"REGISTRY={running.url}", f"TOKEN={service.ADMIN_TOKEN}", *pasted])
        finished = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=90
        )
        noise = [line for line in running.log.read_text().splitlines() if not line.startswith("[")]
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert noise == [], "the service logs what nobody can act on"
    assert '"version":"1.0.0"' in finished.stdout
